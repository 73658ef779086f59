'use strict';

/** Lines of source in front of a stack: where an error arose, as Node shows it. */

const KEY = Symbol.for('cortado.syntax.location');

/** The file and line, the line's text, what of it is underlined, a note where there is one, and an empty line. */
function excerpt({ file, line, column, length = 1, text, note }) {
  const below = note === undefined ? '' : `${note}\n`;
  return `${file}:${line}\n${text}\n${' '.repeat(Math.max(0, column - 1))}${'^'.repeat(length)}\n${below}\n`;
}

/** Puts a place in front of an error's stack, once. */
function locate(error, place) {
  if (error[KEY] !== undefined) return error;
  error.stack = excerpt(place) + error.stack;
  Object.defineProperty(error, KEY, { value: place, enumerable: false });
  return error;
}

module.exports = { KEY, excerpt, locate };
