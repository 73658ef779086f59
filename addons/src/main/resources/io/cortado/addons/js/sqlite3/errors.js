'use strict';

const CODES = [
  'OK', 'ERROR', 'INTERNAL', 'PERM', 'ABORT', 'BUSY', 'LOCKED', 'NOMEM', 'READONLY', 'INTERRUPT', 'IOERR', 'CORRUPT',
  'NOTFOUND', 'FULL', 'CANTOPEN', 'PROTOCOL', 'EMPTY', 'SCHEMA', 'TOOBIG', 'CONSTRAINT', 'MISMATCH', 'MISUSE', 'NOLFS',
  'AUTH', 'FORMAT', 'RANGE', 'NOTADB',
];
const MISUSE = CODES.indexOf('MISUSE');

/** An error with SQLite's code, as the package makes it. */
function sqliteError(errno, message) {
  const code = CODES[errno] === undefined ? 'UNKNOWN' : `SQLITE_${CODES[errno]}`;
  return Object.assign(new Error(`${code}: ${message}`), { errno, code });
}

/** The error in an outcome of the Java side, or undefined. */
function failureOf(outcome) {
  if (!outcome.startsWith('E')) return undefined;
  const line = outcome.indexOf('\n');
  return sqliteError(Number(outcome.slice(1, line)), outcome.slice(line + 1));
}

module.exports = { CODES, MISUSE, sqliteError, failureOf };
