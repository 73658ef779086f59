'use strict';

/** The state of a promise, which only the engine can tell. */

/** `['pending']`, `['fulfilled', value]`, `['rejected', reason]`, or undefined where the engine does not say. */
function stateOf(promise) {
  const binding = typeof internalBinding === 'function' ? internalBinding('inspect') : undefined;
  return binding?.promiseState?.(promise);
}

module.exports = { stateOf };
