'use strict';

/** Errors of node:sqlite, and values on their way to SQLite and back. */

/** An error with a code, which its stack shows as Node's do. */
function coded(Base, code, message) {
  const error = new Base(message);
  error.code = code;
  error.stack = error.stack.replace(error.name, `${error.name} [${code}]`);
  return error;
}

const invalidType = (message) => coded(TypeError, 'ERR_INVALID_ARG_TYPE', message);
const invalidState = (message) => coded(Error, 'ERR_INVALID_STATE', message);

/** What SQLite calls its codes. */
const TEXTS = [
  'not an error', 'SQL logic error', 'unknown error', 'access permission denied', 'query aborted', 'database is locked',
  'database table is locked', 'out of memory', 'attempt to write a readonly database', 'interrupted', 'disk I/O error',
  'database disk image is malformed', 'unknown operation', 'database or disk is full', 'unable to open database file',
  'locking protocol', 'unknown error', 'database schema has changed', 'string or blob too big', 'constraint failed', 'datatype mismatch',
  'bad parameter or other API misuse', 'large file support is disabled', 'authorization denied', 'unknown error',
  'column index out of range', 'file is not a database', 'notification message', 'warning message',
];

const textOf = (code) => TEXTS[code & 0xff] ?? 'unknown error';

/** The error that an outcome of Java's tells of. */
function sqliteError(outcome) {
  const [, digits, message] = /^E(\d+)\n(.*)$/s.exec(outcome);
  const code = +digits;
  const error = new Error(message);
  return Object.assign(error, { code: 'ERR_SQLITE_ERROR', errcode: code, errstr: textOf(code) });
}

/** What Java tells behind its first letter. */
function told(outcome) {
  if (typeof outcome === 'string' && outcome[0] === 'E') throw sqliteError(outcome);
  return outcome;
}

const bytesOf = (view) => Buffer.from(view.buffer ?? view, view.byteOffset ?? 0, view.byteLength).toString('latin1');

/** A value as Java reads it, or undefined for what SQLite does not know. */
function encoded(value) {
  if (value === null) return 'n';
  if (typeof value === 'number') return Number.isNaN(value) ? 'n' : `d${value}`;
  if (typeof value === 'string') return `t${value}`;
  if (typeof value === 'bigint') {
    if (BigInt.asIntN(64, value) !== value) throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', 'BigInt value is too large to bind.');
    return `i${value}`;
  }
  return ArrayBuffer.isView(value) ? `b${bytesOf(value)}` : undefined;
}

/** A cell of Java's as a value: integers as such where they are wanted. */
function decoded(cell, bigints) {
  if (!Array.isArray(cell)) return cell;
  const [text, kind] = cell;
  if (kind === undefined) return new Uint8Array(Buffer.from(text, 'base64'));
  if (bigints) return BigInt(text);
  throw coded(RangeError, 'ERR_OUT_OF_RANGE', `Value is too large to be represented as a JavaScript number: ${text}`);
}

module.exports = { coded, invalidType, invalidState, told, encoded, decoded };
