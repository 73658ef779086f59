'use strict';

/** `assert.Assert`: assertions with settings of their own. */

const { AssertionError } = require('./assertion-error.js');
const { codes, define } = require('../errors/errors.js');
const { validateOneOf } = require('../errors/validators.js');

const METHODS = [
  'fail', 'ok', 'equal', 'notEqual', 'deepEqual', 'notDeepEqual', 'deepStrictEqual', 'notDeepStrictEqual', 'strictEqual',
  'notStrictEqual', 'partialDeepStrictEqual', 'throws', 'rejects', 'doesNotThrow', 'doesNotReject', 'ifError', 'match', 'doesNotMatch',
];

/** The class, over the functions of `assert`. */
function classOver(assert) {
  function Assert(options) {
    if (new.target === undefined) {
      define('ERR_CONSTRUCT_CALL_REQUIRED', (name) => `Class constructor ${name} cannot be invoked without \`new\``, TypeError);
      throw new codes.ERR_CONSTRUCT_CALL_REQUIRED('Assert');
    }
    const { diff = 'simple', strict = true } = options ?? {};
    validateOneOf(diff, 'options.diff', ['simple', 'full']);
    this.AssertionError = AssertionError;
    if (strict) {
      for (const [name, method] of [['equal', 'strictEqual'], ['deepEqual', 'deepStrictEqual'], ['notEqual', 'notStrictEqual'],
        ['notDeepEqual', 'notDeepStrictEqual']]) this[name] = this[method];
    }
    if (diff !== 'full') return;
    for (const name of METHODS) Object.defineProperty(this, name, { value: full(this[name]), writable: true, configurable: true });
  }
  for (const name of METHODS) Assert.prototype[name] = assert[name];
  return Assert;
}

/** The same assertion, whose errors say that they tell all. */
function full(method) {
  const mark = (error) => {
    if (error instanceof AssertionError) error.diff = 'full';
    throw error;
  };
  return {
    [method.name](...args) {
      try {
        const result = method.apply(this, args);
        return result instanceof Promise ? result.catch(mark) : result;
      } catch (error) {
        return mark(error);
      }
    },
  }[method.name];
}

module.exports = { classOver };
