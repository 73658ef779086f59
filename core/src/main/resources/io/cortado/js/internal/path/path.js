'use strict';

/** Node's `path`; what is exported is the POSIX half, with `posix` and `win32` on it. */

const { posix } = require('./posix.js');

module.exports = posix;
posix.posix = posix;
Object.defineProperty(posix, 'win32', {
  configurable: true,
  enumerable: true,
  get() {
    const { win32 } = require('./win32.js');
    Object.defineProperty(posix, 'win32', { value: win32, writable: true, enumerable: true, configurable: true });
    win32.posix = posix;
    win32.win32 = win32;
    return win32;
  },
});
posix._makeLong = posix.toNamespacedPath;
