'use strict';

// Why a test has failed, and what reporters are told of it.

const { inspect } = require('util');

const DEEPEST = 4;

/** The error of a test: `cause` is what was thrown, or a sentence. */
class TestFailure extends Error {
  constructor(cause, failureType) {
    super(cause?.message ?? (typeof cause === 'string' ? cause : inspect(cause)));
    this.code = 'ERR_TEST_FAILURE';
    this.failureType = failureType;
    this.cause = cause;
    this.stack = this.stack.replace(/^Error/, 'Error [ERR_TEST_FAILURE]');
  }
}

/** A value as JSON can hold it, for reporters that show what was expected. */
function plain(value, depth = 0) {
  if (value === null || typeof value === 'boolean' || typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || depth > DEEPEST) return { '': inspect(value) };
  if (value instanceof Date) return { '': value.toISOString() };
  if (!Array.isArray(value) && ![Object.prototype, null].includes(Object.getPrototypeOf(value))) return { '': inspect(value) };
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return { entries: entries.map(([key, each]) => [key, plain(each, depth + 1)]) };
}

/** The lines of a stack without its message. */
function linesOf(error) {
  return String(error?.stack ?? '').split('\n').filter((line) => /^ {4}at (?!AsyncContext\.)/.test(line)).map((line) => line.slice(7));
}

const plainCode = (code) => (typeof code === 'number' ? code : String(code));

/** What reporters are told of a failure. */
function describe(failure) {
  const { cause } = failure;
  const isError = typeof cause === 'object' && cause !== null && 'stack' in cause;
  const told = {
    failureType: failure.failureType,
    error: failure.message,
    code: isError && cause.code !== undefined ? plainCode(cause.code) : failure.code,
    shown: inspect(cause),
    whole: inspect(failure),
    stack: isError ? linesOf(cause) : [],
  };
  if (isError && cause.name !== 'Error') told.name = String(cause.name);
  if (cause?.name === 'AssertionError') {
    if ('expected' in cause && cause.operator !== undefined) {
      told.expected = plain(cause.expected);
      told.actual = plain(cause.actual);
    }
    if (cause.operator !== undefined) told.operator = String(cause.operator);
  }
  return told;
}

module.exports = { TestFailure, describe };
