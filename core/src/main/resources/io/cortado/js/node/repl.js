'use strict';

/** Node's `repl`: loads; an interactive prompt is not there. */

const { unsupported } = require('../internal/errors');

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
  builtinModules: require('./module').builtinModules,
  writer: require('./util').inspect,
  start() {
    throw unsupported('repl.start');
  },
};
