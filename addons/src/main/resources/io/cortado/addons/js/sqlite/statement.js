'use strict';

const { coded, invalidType, invalidState, told, encoded, decoded } = require('./values');

/** What statements keep beside themselves. */
const hidden = new WeakMap();

const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));

/** A class as Node's native ones look: a function whose methods are enumerable and take what they are given. */
function nativeClass(Class, methods) {
  const { prototype } = Class;
  for (const [name, method] of Object.entries(methods)) prototype[name] = { [name](...args) { return method.apply(this, args); } }[name];
  delete prototype.constructor;
  Object.defineProperty(prototype, 'constructor', { value: Class, writable: true, configurable: true, enumerable: false });
  return Class;
}

function StatementSync() {
  throw coded(Error, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
}

/** The state of a statement that can run. */
function running(statement) {
  const state = hidden.get(statement);
  if (state.database.java === null || state.java.isEmpty()) throw invalidState('statement has been finalized');
  return state;
}

function prepare(database, sql, defaults) {
  const java = told(database.java.statement(sql));
  const statement = Object.create(StatementSync.prototype);
  hidden.set(statement, { database, java, sql, bigints: false, arrays: false, bare: true, unknown: false, ...defaults });
  const getter = (name, get) => Object.defineProperty(statement, name, { get, enumerable: true, configurable: true });
  getter('sourceSQL', () => running(statement).sql);
  getter('expandedSQL', () => running(statement).java.expanded());
  return statement;
}

/** By the names with and without their first character, the places of parameters. */
function placesOf(state) {
  if (state.places !== undefined) return state.places;
  const full = new Map();
  const bare = new Map();
  Array.from(state.java.names()).forEach((name, index) => {
    if (name === '') return;
    full.set(name, index);
    const short = name.slice(1);
    if (bare.has(short) && state.bare) {
      const [other] = [...full].find(([, at]) => at === bare.get(short));
      throw invalidState(`Cannot create bare named parameter '${short}' because of conflicting names '${other}' and '${name}'.`);
    }
    bare.set(short, index);
  });
  state.places = { full, bare };
  return state.places;
}

const isNamed = (value) => typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);

function bind(state, args) {
  const count = state.java.count();
  const cells = new Array(count).fill('n');
  const put = (index, value) => {
    const cell = encoded(value);
    if (cell === undefined) throw invalidType(`Provided value cannot be bound to SQLite parameter ${index + 1}.`);
    cells[index] = cell;
  };
  let values = args;
  const [first] = args;
  if (isNamed(first)) {
    values = args.slice(1);
    const { full, bare } = placesOf(state);
    for (const [name, value] of Object.entries(first)) {
      const index = full.get(name) ?? (state.bare ? bare.get(name) : undefined);
      if (index !== undefined) put(index, value);
      else if (!state.unknown) throw invalidState(`Unknown named parameter '${name}'`);
    }
  }
  const names = Array.from(state.java.names());
  let index = 0;
  for (const value of values) {
    while (index < count && names[index] !== '' && (names[index][0] !== '?' || values !== args)) index++;
    if (index >= count) throw told('E25\ncolumn index out of range');
    put(index++, value);
  }
  told(state.java.bind(cells));
}

/** A row as the app wants it. */
function rowOf(state, cells) {
  const values = cells.map((cell) => decoded(cell, state.bigints));
  if (state.arrays) return values;
  const row = { __proto__: null };
  Array.from(state.java.columnNames()).forEach((name, i) => { row[name] = values[i]; });
  return row;
}

/** Runs what may call functions of the app's, whose errors are thrown as they are. */
function run(state, work) {
  state.database.thrown = undefined;
  const outcome = work();
  const { thrown } = state.database;
  state.database.thrown = undefined;
  if (thrown !== undefined) {
    state.java.rewind();
    throw thrown.error;
  }
  return told(outcome);
}

function next(state) {
  const outcome = run(state, () => state.java.next(state.bigints));
  return outcome === 'N' ? undefined : rowOf(state, JSON.parse(outcome.slice(1)));
}

const answer = (done, value) => ({ __proto__: null, done, value });

/** Sets one of a statement's modes. */
const mode = (key, name) => function set(value) {
  const state = running(this);
  if (typeof value !== 'boolean') throw invalidType(`The "${name}" argument must be a boolean.`);
  state[key] = value;
};

/** Where a column is from: SQLite's driver tells the table, the rest is looked up. */
function columnOf(state, [name, table, type]) {
  const known = { __proto__: null, column: null, database: null, name, table, type };
  if (table === null) return known;
  const ask = (sql, ...values) => prepare(state.database, sql, {}).all(...values);
  const [schema] = ask('SELECT s.name AS name FROM pragma_database_list AS s, pragma_table_info(?, s.name) LIMIT 1', table);
  const [column] = ask('SELECT name FROM pragma_table_info(?) WHERE name = ? COLLATE NOCASE', table, name);
  return Object.assign(known, { column: column?.name ?? null, database: schema?.name ?? null });
}

nativeClass(StatementSync, {
  iterate(...args) {
    const state = running(this);
    bind(state, args);
    let over = false;
    return Object.assign(Object.create(IteratorPrototype), {
      next() {
        const row = over ? undefined : next(state);
        over ||= row === undefined;
        return over ? answer(true, null) : answer(false, row);
      },
      return() {
        over = true;
        state.java.rewind();
        return answer(true, null);
      },
    });
  },
  all(...args) {
    const state = running(this);
    bind(state, args);
    const outcome = run(state, () => state.java.all(state.bigints));
    return JSON.parse(outcome.slice(1)).map((cells) => rowOf(state, cells));
  },
  get(...args) {
    const state = running(this);
    bind(state, args);
    try {
      return next(state);
    } finally {
      state.java.rewind();
    }
  },
  run(...args) {
    const state = running(this);
    bind(state, args);
    const [changes, last] = run(state, () => state.java.run()).slice(1).split(' ').map(state.bigints ? BigInt : Number);
    return { lastInsertRowid: last, changes };
  },
  columns() {
    const state = running(this);
    return JSON.parse(told(state.java.columns()).slice(1)).map((each) => columnOf(state, each));
  },
  setAllowBareNamedParameters: mode('bare', 'allowBareNamedParameters'),
  setAllowUnknownNamedParameters: mode('unknown', 'enabled'),
  setReadBigInts: mode('bigints', 'readBigInts'),
  setReturnArrays: mode('arrays', 'returnArrays'),
});

module.exports = { StatementSync, prepare, nativeClass };
