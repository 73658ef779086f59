'use strict';

/** Node's `assert`. */

const { codes } = require('../errors/errors.js');
const { validateFunction } = require('../errors/validators.js');
const { inspect } = require('../inspect/inspect.js');
const { isDeepEqual, isPartial } = require('./deep-equal.js');
const { AssertionError } = require('./assertion-error.js');
const { isRegExp, isPromise } = require('../inspect/types.js');

const NONE = Symbol('no exception');

function raise(details) {
  if (details.message instanceof Error) throw details.message;
  throw new AssertionError(details);
}

function need(args, count, ...names) {
  if (args.length < count) throw new codes.ERR_MISSING_ARGS(...names);
}

function check(fn, args) {
  const [actual, given] = args;
  if (actual) return;
  if (given instanceof Error) throw given;
  const message = given ?? (args.length === 0 ? 'No value argument passed to `assert.ok()`'
    : require('./source.js').falsyMessage() ?? 'The expression evaluated to a falsy value');
  const err = new AssertionError({ actual, expected: true, message, operator: '==', stackStartFn: fn });
  err.generatedMessage = given == null;
  throw err;
}

function assert(...args) {
  check(assert, args);
}

function ok(...args) {
  check(ok, args);
}

function fail(actual, expected, message, operator, stackStartFn) {
  const count = arguments.length;
  if (count <= 1 && actual instanceof Error) throw actual;
  let generated = false;
  let text = count === 0 || actual == null && count <= 1 ? 'Failed' : message;
  if (count === 1 && actual != null) text = actual;
  else if (count === 2) operator = '!=';
  if (count <= 1 && actual == null) generated = true;
  if (text instanceof Error) throw text;
  const details = {
    actual: count <= 1 ? undefined : actual,
    expected: count <= 1 ? undefined : expected,
    operator: operator === undefined ? 'fail' : operator,
    stackStartFn: stackStartFn || fail,
    message: text,
  };
  const err = new AssertionError(details);
  if (generated) err.generatedMessage = true;
  throw err;
}

/** The comparisons: name, operator shown, and the test. */
function comparison(name, operator, test) {
  const fn = {
    [name](actual, expected, message) {
      need(arguments, 2, 'actual', 'expected');
      if (!test(actual, expected)) raise({ actual, expected, message, operator, stackStartFn: fn });
    },
  }[name];
  return fn;
}

const isNaNPair = (a, b) => a !== a && b !== b;
// eslint-disable-next-line eqeqeq -- the loose half of assert
const loose = (a, b) => a == b || isNaNPair(a, b);

const comparisons = {
  equal: comparison('equal', '==', loose),
  notEqual: comparison('notEqual', '!=', (a, b) => !loose(a, b)),
  deepEqual: comparison('deepEqual', 'deepEqual', (a, b) => isDeepEqual(a, b, false)),
  notDeepEqual: comparison('notDeepEqual', 'notDeepEqual', (a, b) => !isDeepEqual(a, b, false)),
  deepStrictEqual: comparison('deepStrictEqual', 'deepStrictEqual', (a, b) => isDeepEqual(a, b, true)),
  notDeepStrictEqual: comparison('notDeepStrictEqual', 'notDeepStrictEqual', (a, b) => !isDeepEqual(a, b, true)),
  strictEqual: comparison('strictEqual', 'strictEqual', Object.is),
  notStrictEqual: comparison('notStrictEqual', 'notStrictEqual', (a, b) => !Object.is(a, b)),
  partialDeepStrictEqual: comparison('partialDeepStrictEqual', 'partialDeepStrictEqual', isPartial),
};

const mismatch = (how, pattern, input) =>
  `The input ${how} match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(input)}\n`;

function internalMatch(string, regexp, message, fn) {
  if (!isRegExp(regexp)) throw new codes.ERR_INVALID_ARG_TYPE('regexp', 'RegExp', regexp);
  const wanted = fn === match;
  if (typeof string === 'string' && (regexp.exec(string) !== null) === wanted) return;
  if (message instanceof Error) throw message;
  const generated = !message;
  const text = message || (typeof string !== 'string'
    ? `The "string" argument must be of type string. Received type ${typeof string} (${inspect(string)})`
    : mismatch(wanted ? 'did not' : 'was expected to not', regexp, string));
  const err = new AssertionError({ actual: string, expected: regexp, message: text, operator: fn.name, stackStartFn: fn });
  err.generatedMessage = generated;
  throw err;
}

function match(string, regexp, message) {
  internalMatch(string, regexp, message, match);
}

function doesNotMatch(string, regexp, message) {
  internalMatch(string, regexp, message, doesNotMatch);
}

const matches = (pattern, text) => typeof text === 'string' && isRegExp(pattern) && pattern.exec(text) !== null;

/** The parts of errors that were compared, for a diff of only these. */
class Comparison {
  constructor(source, keys, actual) {
    for (const key of keys) {
      if (key in source) this[key] = actual !== undefined && matches(source[key], actual[key]) ? actual[key] : source[key];
    }
  }
}

function compareKey(actual, expected, key, message, keys, fn) {
  if (key in actual && isDeepEqual(actual[key], expected[key], true)) return;
  if (message) raise({ actual, expected, message, operator: fn.name, stackStartFn: fn });
  const err = new AssertionError({
    actual: new Comparison(actual, keys),
    expected: new Comparison(expected, keys, actual),
    operator: 'deepStrictEqual',
    stackStartFn: fn,
  });
  err.actual = actual;
  err.expected = expected;
  err.operator = fn.name;
  throw err;
}

/** Of an object with the properties that are expected. */
function compareThrown(actual, expected, message, fn) {
  if (typeof actual !== 'object' || actual === null) {
    const err = new AssertionError({ actual, expected, message, operator: 'deepStrictEqual', stackStartFn: fn });
    err.operator = fn.name;
    throw err;
  }
  const keys = Object.keys(expected);
  if (expected instanceof Error) keys.push('name', 'message');
  if (keys.length === 0) throw new codes.ERR_INVALID_ARG_VALUE('error', expected, 'may not be an empty object');
  for (const key of keys) {
    if (!matches(expected[key], actual[key])) compareKey(actual, expected, key, message, keys, fn);
  }
}

const isErrorClass = (fn) => Object.prototype.isPrototypeOf.call(Error, fn);
const isOf = (value, fn) => fn.prototype !== undefined && value instanceof fn;

/** What a pattern, class or function has against what was thrown, as a function of the words for it; null when nothing. */
function objection(actual, expected) {
  if (isRegExp(expected)) {
    const text = String(actual);
    return expected.exec(text) !== null ? null : () => mismatch('did not', expected, text);
  }
  if (isOf(actual, expected)) return null;
  const isError = actual instanceof Error;
  if (isErrorClass(expected)) {
    return () => `The error is expected to be an instance of "${expected.name}". Received `
      + (isError ? `"${actual.name}"\n\nError message:\n\n${actual.message}` : `"${inspect(actual, { depth: -1 })}"`);
  }
  const answer = Reflect.apply(expected, {}, [actual]);
  if (answer === true) return null;
  return () => `The ${expected.name ? `"${expected.name}" ` : ''}validation function is expected to return "true". `
    + `Received ${inspect(answer)}${isError ? `\n\nCaught error:\n\n${actual}` : ''}`;
}

/** Whether what was thrown is what `expected` (class, pattern, object or function) describes; throws when not. */
function matchThrown(actual, expected, message, fn) {
  if (typeof expected !== 'function' && !isRegExp(expected)) {
    compareThrown(actual, expected, message, fn);
    return;
  }
  const words = objection(actual, expected);
  if (words === null) return;
  if (message instanceof Error) throw message;
  const err = new AssertionError({ actual, expected, message: message || words(), operator: fn.name, stackStartFn: fn });
  err.generatedMessage = !message;
  throw err;
}

function getActual(fn) {
  validateFunction(fn, 'fn');
  try {
    fn();
  } catch (err) {
    return err;
  }
  return NONE;
}

async function waitForActual(source) {
  const called = typeof source === 'function';
  const promise = called ? source() : source;
  if (!isThenable(promise)) {
    throw called ? new codes.ERR_INVALID_RETURN_VALUE('instance of Promise', 'promiseFn', promise)
      : new codes.ERR_INVALID_ARG_TYPE('promiseFn', ['Function', 'Promise'], promise);
  }
  try {
    await promise;
    return NONE;
  } catch (err) {
    return err;
  }
}

const hasMethod = (value, name) => typeof value[name] === 'function';

function isThenable(value) {
  return isPromise(value)
    || (value !== null && typeof value === 'object' && hasMethod(value, 'then') && hasMethod(value, 'catch'));
}

const invalidError = (error) =>
  new codes.ERR_INVALID_ARG_TYPE('error', ['Object', 'Error', 'Function', 'RegExp'], error);

/** A text in place of the expected error is the message, unless it might be meant for the error's own. */
function checkMessage(actual, text) {
  const isObject = typeof actual === 'object' && actual !== null;
  if ((isObject ? actual.message : actual) !== text) return;
  throw new codes.ERR_AMBIGUOUS_ARGUMENT('error/message',
    `The error ${isObject ? 'message ' : ''}"${text}" is identical to the message.`);
}

function expectsError(fn, actual, error, message) {
  if (typeof error === 'string') {
    if (arguments.length === 4) throw invalidError(error);
    checkMessage(actual, error);
    message = error;
    error = undefined;
  } else if (error != null && typeof error !== 'object' && typeof error !== 'function') {
    throw invalidError(error);
  }
  if (actual === NONE) {
    raise({
      actual: undefined,
      expected: error,
      operator: fn.name,
      message: `Missing expected ${occasion(fn)}${error?.name ? ` (${error.name})` : ''}${after(message)}`,
      stackStartFn: fn,
    });
  }
  if (error) matchThrown(actual, error, message, fn);
}

const occasion = (fn) => (fn === rejects || fn === doesNotReject ? 'rejection' : 'exception');
const after = (message) => (message ? `: ${message}` : '.');

function hasMatching(actual, expected) {
  if (isRegExp(expected)) return expected.exec(String(actual)) !== null;
  if (typeof expected !== 'function') throw new codes.ERR_INVALID_ARG_TYPE('expected', ['Function', 'RegExp'], expected);
  return isOf(actual, expected) || (!isErrorClass(expected) && Reflect.apply(expected, {}, [actual]) === true);
}

function expectsNoError(fn, actual, error, message) {
  if (actual === NONE) return;
  const [expected, words] = typeof error === 'string' ? [undefined, error] : [error, message];
  if (expected && !hasMatching(actual, expected)) throw actual;
  raise({
    actual,
    expected,
    operator: fn.name,
    stackStartFn: fn,
    message: `Got unwanted ${occasion(fn)}${after(words)}\nActual message: "${actual?.message}"`,
  });
}

function throws(fn, ...args) {
  expectsError(throws, getActual(fn), ...args);
}

async function rejects(promiseFn, ...args) {
  expectsError(rejects, await waitForActual(promiseFn), ...args);
}

function doesNotThrow(fn, ...args) {
  expectsNoError(doesNotThrow, getActual(fn), ...args);
}

async function doesNotReject(fn, ...args) {
  expectsNoError(doesNotReject, await waitForActual(fn), ...args);
}

function ifError(err) {
  if (err === null || err === undefined) return;
  const told = typeof err === 'object' && typeof err.message === 'string';
  const what = told ? err.message || err.constructor?.name || '' : inspect(err);
  const message = `ifError got unwanted exception: ${what}`;
  const failure = new AssertionError({ actual: err, expected: null, operator: 'ifError', message, stackStartFn: ifError });
  if (typeof err?.stack === 'string') {
    const own = failure.stack;
    const start = err.stack.indexOf('\n    at');
    if (start !== -1) failure.stack = `${own.split('\n    at')[0]}${err.stack.slice(start)}`;
  }
  throw failure;
}

Object.assign(assert, {
  fail, AssertionError, ok, ...comparisons, throws, rejects, doesNotThrow, doesNotReject, ifError, match, doesNotMatch,
});

/** A class that is made when it is asked for. */
function late(name, make) {
  const put = (value) => Object.defineProperty(assert, name, { value, writable: true, enumerable: true, configurable: true });
  Object.defineProperty(assert, name, { configurable: true, enumerable: true, get: () => (put(make()), assert[name]), set: put });
}

function strict(...args) {
  check(strict, args);
}
assert.strict = Object.assign(strict, assert, {
  equal: assert.strictEqual,
  notEqual: assert.notStrictEqual,
  deepEqual: assert.deepStrictEqual,
  notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;
for (const [name, make] of [['Assert', () => require('./assert-class.js').classOver(assert)],
  ['CallTracker', () => require('./call-tracker.js').CallTracker]]) {
  late(name, make);
  Object.defineProperty(strict, name, {
    configurable: true,
    enumerable: true,
    get: () => assert[name],
    set(value) { Object.defineProperty(strict, name, { value, writable: true }); },
  });
}

module.exports = assert;
