'use strict';

/** Node's `timers/promises`. */

const { AbortError, codes } = require('../errors/errors.js');
const { validateAbortSignal, validateBoolean, validateNumber, validateObject } = require('../errors/validators.js');

function check(options) {
  validateObject(options, 'options');
  if (options.signal !== undefined) validateAbortSignal(options.signal, 'options.signal');
  if (options.ref !== undefined) validateBoolean(options.ref, 'options.ref');
}

/** A promise of `value` through `start(callback)`, which returns the handle for `stop`. */
async function wait(start, stop, value, options = {}) {
  check(options);
  const { signal, ref = true } = options;
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  return new Promise((resolve, reject) => {
    let onAbort;
    const handle = start(() => {
      if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
      resolve(value);
    });
    if (!ref) handle.unref();
    if (signal) {
      onAbort = () => {
        stop(handle);
        reject(new AbortError(undefined, { cause: signal.reason }));
      };
      signal.addEventListener('abort', onAbort, { once: true });
    }
  });
}

async function timeout(delay, value, options) {
  if (delay !== undefined) validateNumber(delay, 'delay');
  return wait((done) => globalThis.setTimeout(done, delay), clearTimeout, value, options);
}

async function immediate(value, options) {
  return wait((done) => globalThis.setImmediate(done), clearImmediate, value, options);
}

async function* interval(delay, value, options = {}) {
  if (delay !== undefined) validateNumber(delay, 'delay');
  check(options);
  const { signal, ref = true } = options;
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  let due = 0;
  let wake;
  const notify = () => {
    wake?.();
    wake = undefined;
  };
  const handle = globalThis.setInterval(() => {
    due++;
    notify();
  }, delay);
  if (!ref) handle.unref();
  signal?.addEventListener('abort', notify, { once: true });
  try {
    while (!signal?.aborted) {
      if (due === 0) {
        await new Promise((resolve) => {
          wake = resolve;
        });
      }
      for (; due > 0; due--) yield value;
    }
    throw new AbortError(undefined, { cause: signal.reason });
  } finally {
    clearInterval(handle);
    signal?.removeEventListener('abort', notify);
  }
}

class Scheduler {
  constructor() {
    throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
  }

  async yield() {
    return immediate();
  }

  async wait(delay, options) {
    return timeout(delay, undefined, options);
  }
}

module.exports = {
  setTimeout: timeout,
  setImmediate: immediate,
  setInterval: interval,
  scheduler: Object.create(Scheduler.prototype),
};
