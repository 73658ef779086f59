'use strict';

/** `assert.CallTracker`: functions that are expected to be called a number of times. */

const { AssertionError } = require('./assertion-error.js');
const { codes } = require('../errors/errors.js');
const { validateUint32 } = require('../errors/validators.js');

/** Has no name, by which it would be told of. */
const [nothing] = [() => {}];

class CallTracker {
  #tracked = new Map();

  constructor() {
    process.emitWarning('assert.CallTracker is deprecated.', 'DeprecationWarning', 'DEP0173');
  }

  #of(tracked) {
    const known = this.#tracked.get(tracked);
    if (known === undefined) throw new codes.ERR_INVALID_ARG_VALUE('tracked', tracked, 'is not a tracked function');
    return known;
  }

  calls(fn, expected = 1) {
    if (process._exiting) {
      throw Object.assign(new Error('Cannot call function in process exit handler'), { code: 'ERR_UNAVAILABLE_DURING_EXIT' });
    }
    const [work, times] = typeof fn === 'number' ? [nothing, fn] : [fn === undefined ? nothing : fn, expected];
    validateUint32(times, 'expected', true);
    const context = { name: work.name || 'calls', expected: times, calls: [], at: Object.assign(new Error(), { message: '' }) };
    const tracked = new Proxy(work, {
      apply(target, thisArg, args) {
        context.calls.push(Object.freeze({ thisArg, arguments: Object.freeze([...args]) }));
        return Reflect.apply(target, thisArg, args);
      },
    });
    this.#tracked.set(tracked, context);
    return tracked;
  }

  report() {
    const found = [];
    for (const { name, expected, calls, at } of this.#tracked.values()) {
      if (calls.length === expected) continue;
      found.push({
        message: `Expected the ${name} function to be executed ${expected} time(s) but was executed ${calls.length} time(s).`,
        actual: calls.length,
        expected,
        operator: name,
        stack: at,
      });
    }
    return found;
  }

  getCalls(tracked) {
    return Object.freeze([...this.#of(tracked).calls]);
  }

  reset(tracked) {
    if (tracked === undefined) this.#tracked.forEach((each) => { each.calls = []; });
    else this.#of(tracked).calls = [];
  }

  verify() {
    const details = this.report();
    if (details.length === 0) return;
    const message = details.length === 1 ? details[0].message : 'Functions were not called the expected number of times';
    throw new AssertionError({ message, details });
  }
}

module.exports = { CallTracker };
