'use strict';

/** node:sqlite, on the SQLite that the sqlite3 package uses too. */

const { fileURLToPath } = require('url');
const { coded, invalidType, invalidState, told, encoded, decoded } = require('./sqlite/values');
const { StatementSync, prepare, nativeClass } = require('./sqlite/statement');

process.emitWarning('SQLite is an experimental feature and might change at any time', 'ExperimentalWarning');

const java = binding.sqlite();
const READ_ONLY = 1;
const READ_WRITE_CREATE = 6;
const DETERMINISTIC = 0x800;
const DIRECT_ONLY = 0x80000;

/** What databases keep beside themselves: where they are, how they are opened, and the open one. */
const hidden = new WeakMap();

function opened(database) {
  const state = hidden.get(database);
  if (state.java === null) throw invalidState('database is not open');
  return state;
}

function pathOf(value) {
  let text = value;
  if (ArrayBuffer.isView(value)) text = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString();
  else if (value instanceof URL) text = fileURLToPath(value);
  if (typeof text !== 'string' || text.includes('\0')) {
    throw invalidType('The "path" argument must be a string, Uint8Array, or URL without null bytes.');
  }
  return text;
}

const BOOLEANS = {
  open: true, readOnly: false, enableForeignKeyConstraints: true, enableDoubleQuotedStringLiterals: false, allowExtension: false,
  readBigInts: false, returnArrays: false, allowBareNamedParameters: true, allowUnknownNamedParameters: false,
};

function settingsOf(options) {
  if (typeof options !== 'object' || options === null) throw invalidType('The "options" argument must be an object.');
  const settings = { timeout: 0 };
  for (const [name, usual] of Object.entries(BOOLEANS)) {
    const value = options[name];
    if (value !== undefined && typeof value !== 'boolean') throw invalidType(`The "options.${name}" argument must be a boolean.`);
    settings[name] = value ?? usual;
  }
  if (options.timeout !== undefined) {
    if (!Number.isInteger(options.timeout)) throw invalidType('The "options.timeout" argument must be an integer.');
    settings.timeout = options.timeout;
  }
  return settings;
}

function connect(state) {
  const { readOnly, timeout, enableForeignKeyConstraints, allowExtension } = state.settings;
  const mode = readOnly ? READ_ONLY : READ_WRITE_CREATE;
  state.java = told(java.open(state.path, mode, timeout, enableForeignKeyConstraints, allowExtension));
}

function DatabaseSync(...args) {
  if (new.target === undefined) throw coded(TypeError, 'ERR_CONSTRUCT_CALL_REQUIRED', 'Cannot call constructor without `new`');
  const [path, options = {}] = args;
  const state = { path: pathOf(path), settings: settingsOf(options), java: null, thrown: undefined };
  hidden.set(this, state);
  const getter = (name, get) => Object.defineProperty(this, name, { get, enumerable: true, configurable: true });
  getter('isOpen', () => state.java !== null);
  getter('isTransaction', () => opened(this).java.isTransaction());
  this[Symbol.for('sqlite-type')] = 'node:sqlite';
  if (state.settings.open) connect(state);
}

function sqlOf(sql) {
  if (typeof sql !== 'string') throw invalidType('The "sql" argument must be a string.');
  return sql;
}

/** Runs what may call functions of the app's, whose errors are thrown as they are. */
function run(state, work) {
  state.thrown = undefined;
  const outcome = work();
  const { thrown } = state;
  state.thrown = undefined;
  if (thrown !== undefined) throw thrown.error;
  return told(outcome);
}

const callable = (value, name) => {
  if (typeof value !== 'function') throw invalidType(`The "${name}" argument must be a function.`);
  return value;
};

function flagsOf(options, names) {
  return names.map((name) => {
    const value = options[name];
    if (value !== undefined && typeof value !== 'boolean') throw invalidType(`The "options.${name}" argument must be a boolean.`);
    return value === true;
  });
}

const argumentsOf = (text, bigints) => JSON.parse(text).map((cell) => {
  if (!Array.isArray(cell) || cell[1] === undefined) return decoded(cell, true);
  const value = BigInt(cell[0]);
  return bigints ? value : Number.isSafeInteger(Number(value)) ? Number(value) : decoded(cell, false);
});

/** Calls a function of the app's for SQLite: what it throws ends the statement, and is thrown by what ran it. */
const guarded = (state, work) => (...args) => {
  try {
    const value = work(...args);
    return encoded(value === undefined ? null : value) ?? 'EReturned JavaScript value cannot be converted to a SQLite value';
  } catch (error) {
    state.thrown ??= { error };
    return `E${error?.message ?? error}`;
  }
};

function defineFunction(...args) {
  const state = opened(this);
  const [name, second] = args;
  if (typeof name !== 'string') throw invalidType('The "name" argument must be a string.');
  const options = args.length > 2 ? second : {};
  const work = callable(args.length > 2 ? args[2] : second, 'function');
  if (typeof options !== 'object' || options === null) throw invalidType('The "options" argument must be an object.');
  const [bigints, varargs, deterministic, direct] = flagsOf(options, ['useBigIntArguments', 'varargs', 'deterministic', 'directOnly']);
  const flags = (deterministic ? DETERMINISTIC : 0) | (direct ? DIRECT_ONLY : 0);
  const call = guarded(state, (text) => work(...argumentsOf(text, bigints)));
  told(state.java.function(name, varargs ? -1 : work.length, flags, call));
}

function aggregate(name, options) {
  const state = opened(this);
  if (typeof name !== 'string') throw invalidType('The "name" argument must be a string.');
  if (typeof options !== 'object' || options === null) throw invalidType('The "options" argument must be an object.');
  const { start, step, inverse, result } = options;
  if (start === undefined) throw invalidType('The "options.start" argument must be a function or a primitive value.');
  callable(step, 'options.step');
  if (result !== undefined) callable(result, 'options.result');
  if (inverse !== undefined) callable(inverse, 'options.inverse');
  const [bigints, varargs, direct] = flagsOf(options, ['useBigIntArguments', 'varargs', 'directOnly']);
  const kept = (work) => (box, text) => {
    try {
      return { value: work(box.value, ...argumentsOf(text, bigints)) };
    } catch (error) {
      state.thrown ??= { error };
      return box;
    }
  };
  const first = () => {
    try {
      return { value: typeof start === 'function' ? start() : start };
    } catch (error) {
      state.thrown ??= { error };
      return { value: null };
    }
  };
  const back = inverse ?? (() => { throw invalidState('the aggregate has no inverse, which windows need'); });
  const last = guarded(state, ({ value }) => (result === undefined ? value : result(value)));
  const arity = Math.max(0, Math.max(step.length, inverse?.length ?? 0) - 1);
  told(state.java.aggregate(name, varargs ? -1 : arity, direct ? DIRECT_ONLY : 0, first, kept(step), kept(back), last));
}

function notHere(name) {
  return () => {
    throw coded(Error, 'ERR_FEATURE_NOT_SUPPORTED',
      `sqlite.DatabaseSync: ${name} is not supported by Cortado; keep changes in a table that triggers write`);
  };
}

nativeClass(DatabaseSync, {
  open() {
    const state = hidden.get(this);
    if (state.java !== null) throw invalidState('database is already open');
    connect(state);
  },
  close() {
    const state = opened(this);
    told(state.java.close());
    state.java = null;
  },
  prepare(sql) {
    const state = opened(this);
    const { readBigInts, returnArrays, allowBareNamedParameters, allowUnknownNamedParameters } = state.settings;
    return prepare(state, sqlOf(sql), {
      bigints: readBigInts, arrays: returnArrays, bare: allowBareNamedParameters, unknown: allowUnknownNamedParameters,
    });
  },
  exec(sql) {
    const state = opened(this);
    run(state, () => state.java.exec(sqlOf(sql)));
  },
  function: defineFunction,
  location(name = 'main') {
    if (typeof name !== 'string') throw invalidType('The "dbName" argument must be a string.');
    const found = prepare(opened(this), 'SELECT file FROM pragma_database_list WHERE name = ?', {}).get(name);
    return found?.file || null;
  },
  aggregate,
  createSession: notHere('createSession'),
  applyChangeset: notHere('applyChangeset'),
  enableLoadExtension(allow) {
    const state = opened(this);
    if (typeof allow !== 'boolean') throw invalidType('The "allow" argument must be a boolean.');
    if (allow && !state.settings.allowExtension) {
      throw invalidState('Cannot enable extension loading because it was disabled at database creation.');
    }
    told(state.java.enableExtensions(allow));
    state.extensions = allow;
  },
  loadExtension(file) {
    const state = opened(this);
    if (!state.settings.allowExtension || state.extensions === false) throw invalidState('extension loading is not allowed');
    if (typeof file !== 'string') throw invalidType('The "path" argument must be a string.');
    try {
      prepare(state, 'SELECT load_extension(?)', {}).get(file);
    } catch (error) {
      throw coded(Error, 'ERR_LOAD_SQLITE_EXTENSION', error.message);
    }
  },
});
DatabaseSync.prototype[Symbol.dispose] = function dispose() {
  if (this.isOpen) this.close();
};

/** The original is sqlite.backup(sourceDb, path[, options]). */
function backup(source, path, options = {}) {
  if (typeof source !== 'object' || source === null) throw invalidType('The "sourceDb" argument must be an object.');
  const { java: database } = opened(source);
  if (typeof path !== 'string' && !(path instanceof Uint8Array) && !(path instanceof URL)) {
    throw invalidType('The "destination" argument must be a string.');
  }
  const target = pathOf(path);
  const { rate = 100, source: schema = 'main', target: into = 'main', progress } = options;
  if (!Number.isInteger(rate)) throw invalidType('The "options.rate" argument must be an integer.');
  if (typeof schema !== 'string') throw invalidType('The "options.source" argument must be a string.');
  if (typeof into !== 'string') throw invalidType('The "options.target" argument must be a string.');
  if (progress !== undefined) callable(progress, 'options.progress');
  const { page_count: pages } = prepare(opened(source), 'PRAGMA page_count', {}).get();
  return new Promise((resolve, reject) => {
    const tell = progress === undefined ? null
      : (remainingPages, totalPages) => { if (remainingPages > 0) progress({ totalPages, remainingPages }); };
    java.backup(database, schema, target, rate, tell, (error, outcome) => {
      if (error) return reject(error);
      try {
        told(outcome);
        return resolve(pages);
      } catch (failure) {
        return reject(failure);
      }
    });
  });
}

const constants = {
  SQLITE_CHANGESET_OMIT: 0,
  SQLITE_CHANGESET_REPLACE: 1,
  SQLITE_CHANGESET_ABORT: 2,
  SQLITE_CHANGESET_DATA: 1,
  SQLITE_CHANGESET_NOTFOUND: 2,
  SQLITE_CHANGESET_CONFLICT: 3,
  SQLITE_CHANGESET_CONSTRAINT: 4,
  SQLITE_CHANGESET_FOREIGN_KEY: 5,
};

module.exports = { DatabaseSync, StatementSync, constants, backup };
