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
  const value = args[0];
  if (value) return;
  let message = args[1];
  let generated = false;
  if (args.length === 0) {
    generated = true;
    message = 'No value argument passed to `assert.ok()`';
  } else if (message == null) {
    generated = true;
    message = require('./source.js').falsyMessage() ?? 'The expression evaluated to a falsy value';
  } else if (message instanceof Error) {
    throw message;
  }
  const err = new AssertionError({ actual: value, expected: true, message, operator: '==', stackStartFn: fn });
  err.generatedMessage = generated;
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

function internalMatch(string, regexp, message, fn) {
  if (!isRegExp(regexp)) throw new codes.ERR_INVALID_ARG_TYPE('regexp', 'RegExp', regexp);
  const wanted = fn === match;
  if (typeof string === 'string' && (regexp.exec(string) !== null) === wanted) return;
  if (message instanceof Error) throw message;
  const generated = !message;
  const text = message || (typeof string !== 'string'
    ? `The "string" argument must be of type string. Received type ${typeof string} (${inspect(string)})`
    : `${wanted ? 'The input did not match the regular expression ' : 'The input was expected to not match the regular expression '}`
      + `${inspect(regexp)}. Input:\n\n${inspect(string)}\n`);
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

/** The parts of errors that were compared, for a diff of only these. */
class Comparison {
  constructor(source, keys, actual) {
    for (const key of keys) {
      if (!(key in source)) continue;
      if (actual !== undefined && typeof actual[key] === 'string' && isRegExp(source[key])
          && source[key].exec(actual[key]) !== null) {
        this[key] = actual[key];
      } else {
        this[key] = source[key];
      }
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

/** Whether what was thrown is what `expected` (class, pattern, object or function) describes; throws when not. */
function matchThrown(actual, expected, message, fn) {
  let generated = false;
  let failure = message;
  let thrown = false;
  if (typeof expected !== 'function') {
    if (isRegExp(expected)) {
      const text = String(actual);
      if (expected.exec(text) !== null) return;
      if (!failure) {
        generated = true;
        failure = `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(text)}\n`;
      }
      thrown = true;
    } else if (typeof actual !== 'object' || actual === null) {
      const err = new AssertionError({ actual, expected, message, operator: 'deepStrictEqual', stackStartFn: fn });
      err.operator = fn.name;
      throw err;
    } else {
      const keys = Object.keys(expected);
      if (expected instanceof Error) keys.push('name', 'message');
      else if (keys.length === 0) {
        throw new codes.ERR_INVALID_ARG_VALUE('error', expected, 'may not be an empty object');
      }
      for (const key of keys) {
        if (typeof actual[key] === 'string' && isRegExp(expected[key]) && expected[key].exec(actual[key]) !== null) continue;
        compareKey(actual, expected, key, message, keys, fn);
      }
      return;
    }
  } else if (expected.prototype !== undefined && actual instanceof expected) {
    return;
  } else if (Object.prototype.isPrototypeOf.call(Error, expected)) {
    if (!failure) {
      generated = true;
      failure = `The error is expected to be an instance of "${expected.name}". Received `;
      failure += actual instanceof Error ? `"${actual.name}"` : `"${inspect(actual, { depth: -1 })}"`;
    }
    thrown = true;
    if (generated && actual instanceof Error) failure += `\n\nError message:\n\n${actual.message}`;
  } else {
    const result = Reflect.apply(expected, {}, [actual]);
    if (result !== true) {
      if (!failure) {
        generated = true;
        const name = expected.name ? `"${expected.name}" ` : '';
        failure = `The ${name}validation function is expected to return "true". Received ${inspect(result)}`;
        if (actual instanceof Error) failure += `\n\nCaught error:\n\n${actual}`;
      }
      thrown = true;
    }
  }
  if (!thrown) return;
  if (failure instanceof Error) throw failure;
  const err = new AssertionError({ actual, expected, message: failure, operator: fn.name, stackStartFn: fn });
  err.generatedMessage = generated;
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

async function waitForActual(promiseFn) {
  let promise;
  if (typeof promiseFn === 'function') {
    promise = promiseFn();
    if (!isThenable(promise)) throw new codes.ERR_INVALID_RETURN_VALUE('instance of Promise', 'promiseFn', promise);
  } else if (isThenable(promiseFn)) {
    promise = promiseFn;
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE('promiseFn', ['Function', 'Promise'], promiseFn);
  }
  try {
    await promise;
  } catch (err) {
    return err;
  }
  return NONE;
}

function isThenable(value) {
  return isPromise(value) || (value !== null && typeof value === 'object' && typeof value.then === 'function'
    && typeof value.catch === 'function');
}

function expectsError(fn, actual, error, message) {
  if (typeof error === 'string') {
    if (arguments.length === 4) {
      throw new codes.ERR_INVALID_ARG_TYPE('error', ['Object', 'Error', 'Function', 'RegExp'], error);
    }
    if (typeof actual === 'object' && actual !== null) {
      if (actual.message === error) {
        throw new codes.ERR_AMBIGUOUS_ARGUMENT('error/message',
          `The error message "${actual.message}" is identical to the message.`);
      }
    } else if (actual === error) {
      throw new codes.ERR_AMBIGUOUS_ARGUMENT('error/message', `The error "${actual}" is identical to the message.`);
    }
    message = error;
    error = undefined;
  } else if (error != null && typeof error !== 'object' && typeof error !== 'function') {
    throw new codes.ERR_INVALID_ARG_TYPE('error', ['Object', 'Error', 'Function', 'RegExp'], error);
  }
  if (actual === NONE) {
    let details = error?.name ? ` (${error.name})` : '';
    details += message ? `: ${message}` : '.';
    const what = fn === rejects ? 'rejection' : 'exception';
    raise({
      actual: undefined, expected: error, operator: fn.name, message: `Missing expected ${what}${details}`, stackStartFn: fn,
    });
  }
  if (error) matchThrown(actual, error, message, fn);
}

function hasMatching(actual, expected) {
  if (typeof expected !== 'function') {
    if (isRegExp(expected)) return expected.exec(String(actual)) !== null;
    throw new codes.ERR_INVALID_ARG_TYPE('expected', ['Function', 'RegExp'], expected);
  }
  if (expected.prototype !== undefined && actual instanceof expected) return true;
  if (Object.prototype.isPrototypeOf.call(Error, expected)) return false;
  return Reflect.apply(expected, {}, [actual]) === true;
}

function expectsNoError(fn, actual, error, message) {
  if (actual === NONE) return;
  if (typeof error === 'string') {
    message = error;
    error = undefined;
  }
  if (error && !hasMatching(actual, error)) throw actual;
  const details = message ? `: ${message}` : '.';
  const what = fn === doesNotReject ? 'rejection' : 'exception';
  raise({
    actual, expected: error, operator: fn.name, stackStartFn: fn,
    message: `Got unwanted ${what}${details}\nActual message: "${actual?.message}"`,
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
  let message = 'ifError got unwanted exception: ';
  if (typeof err === 'object' && typeof err.message === 'string') {
    message += err.message.length === 0 && err.constructor ? err.constructor.name : err.message;
  } else {
    message += inspect(err);
  }
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

module.exports = assert;
