'use strict';

/**
 * What readable-stream asks of its own `lib/ours/util.js`, from our modules: that file would load AbortController, Blob
 * and everything behind them at every start.
 */

/**
 * Hands out what came from a source that in Node goes on by itself, such as a socket: a listener that throws must not be the
 * last to hear of it.
 */
function deliver(stream, chunk) {
  let done = false;
  try {
    stream.push(chunk);
    done = true;
  } finally {
    if (!done && !stream.destroyed) process.nextTick(() => stream.read(0));
  }
}

/** Calls `callback` the first time and lets go of it. */
function once(callback) {
  let due = callback;
  return function (...args) {
    const call = due;
    due = null;
    call?.apply(this, args);
  };
}

module.exports = {
  deliver,
  once,
  createDeferredPromise: () => Promise.withResolvers(),
  kEmptyObject: Object.freeze({}),
  debuglog: () => () => {},
  deprecate: (callback) => callback,
  inspect: (value, options) => require('../inspect/inspect.js').inspect(value, options),
  isBlob: (value) => value instanceof globalThis.Blob,
  addAbortListener: (signal, listener) => require('../events/extra.js').addAbortListener(signal, listener),
  AbortSignalAny: (signals) => globalThis.AbortSignal.any(signals),
};
