'use strict';

/** The state of a promise, which only the engine can tell. */

/** `['pending']`, `['fulfilled', value]`, `['rejected', reason]`, or undefined where the engine does not say. */
function stateOf(promise) {
  const binding = internalBinding('inspect');
  const state = binding.promiseState(promise);
  if (state === null) return undefined;
  if (state === 'pending') return ['pending'];
  return [state === 'rejected' ? 'rejected' : 'fulfilled', binding.promiseValue(promise)];
}

module.exports = { stateOf };
