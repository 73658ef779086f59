'use strict';

/** Node's `repl`. */

const { REPLServer, Recoverable, start } = require('../internal/repl/server.js');

module.exports = {
  start,
  writer: require('../internal/util/util.js').inspect,
  REPLServer,
  REPL_MODE_SLOPPY: Symbol('repl-sloppy'),
  REPL_MODE_STRICT: Symbol('repl-strict'),
  Recoverable,
  builtinModules: require('./module.js').builtinModules,
};
