'use strict';

const path = require('path');
const { Database, bind } = require('./sqlite3/database');
const { Backup } = require('./sqlite3/backup');
const { Statement } = require('./sqlite3/statement');
const { CODES } = require('./sqlite3/errors');

bind(binding.sqlite3());

const sqlite3 = module.exports = {
  Database,
  Statement,
  Backup,
  OPEN_READONLY: 1,
  OPEN_READWRITE: 2,
  OPEN_CREATE: 4,
  OPEN_FULLMUTEX: 0x10000,
  OPEN_URI: 0x40,
  OPEN_SHAREDCACHE: 0x20000,
  OPEN_PRIVATECACHE: 0x40000,
  VERSION: '3.50.3',
  SOURCE_ID: '2025-07-17 13:25:10 3ce993b8657d6d9deda380a93cdd6404a8c8ba1b185b2bc423703e41ae5f2543',
  VERSION_NUMBER: 3050003,
  ...Object.fromEntries(CODES.map((name, code) => [name, code])),
  LIMIT_LENGTH: 0,
  LIMIT_SQL_LENGTH: 1,
  LIMIT_COLUMN: 2,
  LIMIT_EXPR_DEPTH: 3,
  LIMIT_COMPOUND_SELECT: 4,
  LIMIT_VDBE_OP: 5,
  LIMIT_FUNCTION_ARG: 6,
  LIMIT_ATTACHED: 7,
  LIMIT_LIKE_PATTERN_LENGTH: 8,
  LIMIT_VARIABLE_NUMBER: 9,
  LIMIT_TRIGGER_DEPTH: 10,
  LIMIT_WORKER_THREADS: 11,
};

sqlite3.cached = {
  /** One database for each file, whoever asks for it. */
  Database: function CachedDatabase(file, a, b) {
    if (file === '' || file === ':memory:') return new Database(file, a, b);
    const { objects } = sqlite3.cached;
    const resolved = path.resolve(file);
    const known = objects[resolved];
    if (!known) return (objects[resolved] = new Database(resolved, a, b));
    const callback = typeof a === 'number' ? b : a;
    if (typeof callback === 'function') {
      const tell = () => callback.call(known, null);
      if (known.open) process.nextTick(tell);
      else known.once('open', tell);
    }
    return known;
  },
  objects: {},
};

let isVerbose = false;

/** Makes errors say where their statement was made. */
sqlite3.verbose = function verbose() {
  if (!isVerbose) {
    const { extendTrace } = require('./sqlite3/trace');
    for (const name of ['prepare', 'get', 'run', 'all', 'each', 'map', 'close', 'exec']) {
      extendTrace(Database.prototype, name);
    }
    for (const name of ['bind', 'get', 'run', 'all', 'each', 'map', 'reset', 'finalize']) {
      extendTrace(Statement.prototype, name);
    }
    isVerbose = true;
  }
  return sqlite3;
};
