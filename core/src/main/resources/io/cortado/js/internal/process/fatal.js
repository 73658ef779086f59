'use strict';

// How the process reports the error that ends it: where, the line with a caret, the stack, and Cortado's version.

const host = internalBinding('process');

/** The place at the end of a stack's line: in a file, a URL, or a program that is neither. */
const PLACE = /\(?((?:file:\/\/|\/|[A-Za-z]:\\|\[(?:eval|stdin)\](?=:))[^()\n]*?):(\d+):(\d+)(?:-\d+)?\)?$/m;

function excerpt(error) {
  const match = PLACE.exec(String(error.stack));
  if (match === null) return '';
  const [, file, line, column] = match;
  const isUrl = file.startsWith('file://');
  const program = file.startsWith('[') || file.endsWith('/[eval1]');
  const text = program ? require('../loader/program-texts.js').lineOf(file, +line)
    : host.sourceLine(isUrl ? require('url').fileURLToPath(file) : file, +line);
  if (text === null) return '';
  // The module wrapper stands before the first line of a CommonJS file.
  const offset = line === '1' && !isUrl && !program ? require('../loader/loader.js').Module.wrapper[0].length : 0;
  return `${file}:${line}\n${text}\n${' '.repeat(Math.max(0, +column - 1 - offset))}^\n\n`;
}

/** An error without frames stands in brackets where it is a value among others, not here. */
function withExtras(error) {
  const text = require('util').inspect(error);
  return text.startsWith('[') ? text.replace(/^\[(.*?)\]( \{\n|$)/s, '$1$2') : text;
}

function describe(error) {
  if (error !== null && typeof error === 'object' && typeof error.stack === 'string') {
    const extras = Object.keys(error).length > 0;
    const located = Symbol.for('cortado.syntax.location') in error;
    return (located ? '' : excerpt(error)) + (extras ? withExtras(error) : error.stack);
  }
  return `Uncaught:\n${require('util').inspect(error)}\n(Use \`throw new Error(…)\` to get a stack trace)`;
}

function syntaxReport(error) {
  const { KEY, excerpt: shown } = require('../errors/excerpt.js');
  const place = error[KEY];
  // What it says besides its words, such as a code, stands behind its stack.
  return place === undefined || Object.keys(error).length > 0 ? null : `${shown(place)}SyntaxError: ${error.message}`;
}

/** What nothing that the value brings along can hinder. */
function plain(value) {
  try {
    return String(value);
  } catch {
    return typeof value;
  }
}

module.exports = {
  print(error) {
    let text;
    try {
      text = (error instanceof SyntaxError && syntaxReport(error)) || describe(error);
    } catch (failure) {
      text = `${plain(error)}\n(its details could not be shown: ${plain(failure)})`;
    }
    host.writeError(`${text}\n`);
  },
};
