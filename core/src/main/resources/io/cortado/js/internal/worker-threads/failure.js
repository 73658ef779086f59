'use strict';

/** What a thread has failed by, for the one that has started it: errors keep their class, stack and whatever can be cloned. */

const { brand } = require('../inspect/engine.js');

const classes = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

/** Whether a value can be given to another thread. */
function isCloneable(value) {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}

/** By name, the values that an object and its prototypes have. */
function fieldsOf(object, holder = object) {
  if (holder === null || holder === Object.prototype) return new Map();
  const fields = fieldsOf(object, Object.getPrototypeOf(holder));
  for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(holder))) {
    let { value } = descriptor;
    try {
      if (descriptor.get !== undefined) value = descriptor.get.call(object);
    } catch {
      continue;
    }
    if (value !== undefined && typeof value !== 'function') fields.set(name, [value, descriptor.enumerable]);
  }
  return fields;
}

/** What can be cloned of a failure. */
function toMessage(failure) {
  if (failure !== null && typeof failure === 'object' && failure instanceof Error && brand(failure) !== 'Proxy') {
    const kind = Object.keys(classes).findLast((name) => failure instanceof classes[name]);
    // A stack is made where it is asked for, which is here.
    void failure.stack;
    const fields = [...fieldsOf(failure)].filter(([, [value]]) => isCloneable(value));
    return { kind, fields };
  }
  return isCloneable(failure) ? { value: failure } : { value: require('util').inspect(failure) };
}

function fromMessage({ kind, fields, value }) {
  if (kind === undefined) return value;
  const error = new classes[kind]();
  for (const [name, [each, enumerable]] of fields) {
    Object.defineProperty(error, name, { value: each, enumerable, configurable: true, writable: true });
  }
  return error;
}

module.exports = { toMessage, fromMessage };
