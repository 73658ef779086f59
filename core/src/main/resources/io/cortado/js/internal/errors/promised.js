'use strict';

/** Promises for what Java answers, whose errors tell where the app waits for them. */

/** The `at` lines of this moment, or an empty text. */
function frames() {
  const holder = {};
  Error.captureStackTrace(holder);
  const { stack } = holder;
  const start = typeof stack === 'string' ? stack.indexOf('\n    at ') : -1;
  return start < 0 ? '' : stack.slice(start);
}

/**
 * A promise with the outcome of another. An error that was made while nothing of the app was on the stack gets the
 * functions of the app that await it: the engine knows these while it goes on with an async function, so this is one.
 */
async function traced(promise) {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof Error && typeof error.stack === 'string' && !error.stack.includes('\n    at ')) error.stack += frames();
    throw error;
  }
}

/** A promise for what an operation hands to its callback; also what its argument checks throw. */
function promised(start) {
  return traced(new Promise((resolve, reject) => {
    start((error, value) => (error ? reject(error) : resolve(value)));
  }));
}

module.exports = { traced, promised };
