'use strict';

/** Node's `wasi`: loads; WebAssembly system calls are not there. */

const { unsupported } = require('../internal/errors/errors.js');

class WASI {
  constructor() {
    throw unsupported('wasi.WASI', 'run WebAssembly on the JVM through a Java library');
  }
}

module.exports = { WASI };
