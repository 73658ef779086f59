'use strict';

/**
 * A Transform that becomes a stream only when it is used as one: hashes are made by the thousand, and hardly any of
 * them is ever piped.
 */

const { Transform } = require('./stream.js');

function LazyTransform(options) {
  this._options = options;
}

Object.setPrototypeOf(LazyTransform.prototype, Transform.prototype);
Object.setPrototypeOf(LazyTransform, Transform);

/** Makes the stream's state; `Transform` then assigns it over the accessors below. */
function wake(self) {
  const options = self._options;
  for (const name of ['_readableState', '_writableState']) {
    Object.defineProperty(self, name, { value: undefined, writable: true, configurable: true, enumerable: true });
  }
  Transform.call(self, options);
  if (options === undefined || !options.writableHighWaterMark) self._writableState.decodeStrings = false;
}

for (const name of ['_readableState', '_writableState']) {
  Object.defineProperty(LazyTransform.prototype, name, {
    configurable: true,
    enumerable: true,
    get() {
      wake(this);
      return this[name];
    },
    set(value) {
      Object.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: true });
    },
  });
}

/** Listeners added before the state exists would be lost when the emitter is initialised. */
for (const name of ['on', 'addListener', 'once', 'prependListener', 'prependOnceListener']) {
  LazyTransform.prototype[name] = function (...args) {
    void this._readableState;
    return Transform.prototype[name].apply(this, args);
  };
}

module.exports = LazyTransform;
