'use strict';

/** The texts of programs that are no files, for reports of their errors. */

const texts = new Map();

/** A line of the program of that name, or null where there is none. */
const lineOf = (name, line) => texts.get(name)?.split('\n')[line - 1] ?? null;

module.exports = { texts, lineOf };
