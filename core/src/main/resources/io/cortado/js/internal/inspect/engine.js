'use strict';

/** What only the engine knows of an object, whatever its prototype and realm; see Java's InspectBinding. */

const binding = internalBinding('inspect');

module.exports = {
  /** The specification's name for such an object: 'Map', 'AsyncFunction'; 'Foreign' for Java's. */
  brand: binding.brand(),
  /** `[target, handler]` of a proxy, nulls once it is revoked, or undefined. */
  proxy: binding.proxy(),
  /** `['pending']`, `['fulfilled', value]` or `['rejected', reason]` of a promise. */
  promise: binding.promise(),
  /** What a Map's or a Set's iterator has left: whether in pairs, then keys and values. */
  left: binding.left(),
};
