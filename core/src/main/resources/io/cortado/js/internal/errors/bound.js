'use strict';

const tick = require('../task/tick.js');

/**
 * Ties a callback that Java will call to the AsyncLocalStorage stores of the moment: promises carry them along by
 * themselves, calls from outside do not.
 */
function bound(callback) {
  const context = tick.asyncContext;
  if (context === null || !context.enabled) return callback;
  const snapshot = context.capture();
  return (a, b, c) => context.run(snapshot, () => callback(a, b, c));
}

/** The key of what a connection, or a request of a client, belongs to: a snapshot. */
bound.kContext = Symbol('asyncContext');

/** The stores of the moment, for `within`; undefined while nobody uses any. */
bound.snapshot = () => {
  const context = tick.asyncContext;
  return context === null ? undefined : context.capture();
};

/** Calls `action` as a callback of the loop with the stores of a snapshot, or with none. */
bound.within = (snapshot, action) => {
  const context = tick.asyncContext;
  return context === null ? action() : context.run(snapshot, action);
};

/** Ties a callback to the snapshot that `holder` has under `key` when it is called. */
bound.to = (holder, key, callback) => {
  const context = tick.asyncContext;
  if (context === null) return callback;
  return (a, b, c) => context.run(holder[key], () => callback(a, b, c));
};

module.exports = bound;
