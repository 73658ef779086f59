'use strict';

/** Node's `repl`: loads; an interactive prompt is not there. */

const { unsupported } = require('../internal/errors/errors.js');

class Recoverable extends SyntaxError {
  constructor(err) {
    super();
    this.err = err;
  }
}

class REPLServer {
  constructor() {
    throw unsupported('repl.REPLServer');
  }
}

module.exports = {
  REPLServer,
  Recoverable,
  REPL_MODE_SLOPPY: Symbol('repl-sloppy'),
  REPL_MODE_STRICT: Symbol('repl-strict'),
  builtinModules: require('./module.js').builtinModules,
  writer: require('../internal/util/util.js').inspect,
  start() {
    throw unsupported('repl.start');
  },
};
