'use strict';

const tick = require('./tick.js');

/**
 * Ties a callback that Java will call to the AsyncLocalStorage stores of the moment: promises carry them along by
 * themselves, calls from outside do not.
 */
module.exports = function bound(callback) {
  const context = tick.asyncContext;
  if (context === null || !context.enabled) return callback;
  const snapshot = context.capture();
  return (a, b, c) => context.run(snapshot, () => callback(a, b, c));
};
