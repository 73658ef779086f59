'use strict';

let Implementation = Promise;

/** Calls a function with Node's kind of callback after its arguments; gives what that receives as a promise. */
function promise(fn, context, args) {
  if (typeof fn !== 'function') return Implementation.reject(new Error('fn must be a function'));
  return new Implementation((resolve, reject) => {
    const settle = (error, value) => (error ? reject(error) : resolve(value));
    fn.call(context, ...args, settle);
  });
}

/** A promise of the chosen kind that is rejected. */
function reject(error) {
  return Implementation.reject(error);
}

/** Chooses the kind of promises. */
function use(promises) {
  Implementation = promises;
}

module.exports = { promise, reject, use };
