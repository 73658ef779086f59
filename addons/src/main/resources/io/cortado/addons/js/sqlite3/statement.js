'use strict';

const { MISUSE, sqliteError } = require('./errors');
const { bindings, rowsOf } = require('./values');
const { bound, optionalFunction, popFunction, withEvents } = require('./arguments');
const { fail } = require('./connection');

const forgotten = new FinalizationRegistry(({ java, handle }) => java.finalizeStatement(handle));

/** A prepared statement; what is asked of it runs in order. */
class Statement {
  #connection;
  #handle = 0;
  #prepared = false;
  #locked = false;
  #finalized = false;
  #queue = [];

  constructor(database, sql, callback) {
    const connection = Statement.connectionOf(database);
    if (!connection) throw new TypeError('Database object expected');
    if (typeof sql !== 'string') throw new TypeError('SQL query expected');
    if (callback !== undefined && typeof callback !== 'function') throw new TypeError('Callback expected');
    this.#connection = connection;
    Object.defineProperty(this, 'sql', { value: sql });
    const told = bound(callback);
    const nul = sql.indexOf('\0');
    const args = [nul < 0 ? sql : sql.slice(0, nul)];
    connection.schedule(() => this.#prepare(args, told), told);
  }

  #prepare(args, callback) {
    const { java, handle } = this.#connection;
    this.#locked = true;
    this.#connection.call('prepare', [handle, ...args], (failure, outcome) => {
      try {
        if (failure) {
          fail(this, callback, failure);
        } else {
          this.#handle = Number(outcome.slice(1));
          this.#prepared = true;
          forgotten.register(this, { java, handle: this.#handle }, this);
          if (callback) callback.call(this, null);
        }
      } finally {
        if (failure) this.#finish();
        this.#locked = false;
        this.#process();
      }
    });
  }

  #process() {
    if (this.#finalized) this.#refuse();
    while (this.#prepared && !this.#locked && !this.#finalized && this.#queue.length > 0) this.#queue.shift().begin();
    if (this.#finalized) this.#refuse();
  }

  #schedule(begin, callback) {
    if (this.#prepared && !this.#locked && !this.#finalized) {
      begin();
      return;
    }
    this.#queue.push({ begin, callback });
    if (this.#finalized) this.#refuse();
  }

  /** What comes after the end is an error; after a failed preparation, which has been told of, it is nothing. */
  #refuse() {
    const rest = this.#queue.splice(0);
    if (!this.#prepared || rest.length === 0) return;
    const error = sqliteError(MISUSE, 'Statement is already finalized');
    const callbacks = rest.map(({ callback }) => callback).filter(Boolean);
    for (const callback of callbacks) callback.call(this, error);
    if (callbacks.length === 0) this.emit('error', error);
  }

  /** Runs a method of the Java side when its turn comes; `succeed(outcome)` calls back. */
  #work(method, args, callback, succeed, onFailure) {
    const begin = () => {
      this.#locked = true;
      this.#connection.call(method, [this.#handle, ...args], (failure, outcome) => {
        try {
          if (failure) fail(this, callback, failure);
          if (failure && onFailure) onFailure();
          if (!failure && succeed) succeed(outcome);
        } finally {
          this.#locked = false;
          this.#process();
        }
      });
    };
    this.#schedule(begin, callback);
    return this;
  }

  #finish() {
    this.#finalized = true;
    forgotten.unregister(this);
    if (this.#prepared) this.#connection.java.finalizeStatement(this.#handle);
    this.#refuse();
  }

  bind(...args) {
    const callback = popFunction(args);
    return this.#work('bind', bindings(args), callback, callback && (() => callback.call(this, null)));
  }

  get(...args) {
    const callback = popFunction(args);
    return this.#work('get', bindings(args), callback, callback && (outcome => {
      if (outcome === 'N') callback.call(this, null);
      else callback.call(this, null, rowsOf(outcome.slice(1))[0]);
    }));
  }

  run(...args) {
    const callback = popFunction(args);
    return this.#work('run', bindings(args), callback, callback && (outcome => {
      const [lastID, changes] = outcome.slice(1).split(' ');
      this.lastID = Number(lastID);
      this.changes = Number(changes);
      callback.call(this, null);
    }));
  }

  all(...args) {
    const callback = popFunction(args);
    return this.#work('all', bindings(args), callback, callback && (outcome => {
      callback.call(this, null, rowsOf(outcome.slice(1)));
    }));
  }

  each(...args) {
    const last = popFunction(args);
    const before = last && popFunction(args);
    const [callback, completed] = before ? [before, last] : [last, undefined];
    let retrieved = 0;
    const onRows = json => {
      for (const row of rowsOf(json)) {
        retrieved++;
        if (callback) callback.call(this, null, row);
      }
    };
    const complete = () => completed && completed.call(this, null, retrieved);
    return this.#work('each', [...bindings(args), onRows], callback, outcome => {
      onRows(outcome.slice(1));
      complete();
    }, complete);
  }

  reset(...args) {
    const callback = optionalFunction(args, 0);
    return this.#work('reset', [], callback, callback && (() => callback.call(this, null)));
  }

  finalize(...args) {
    const callback = optionalFunction(args, 0);
    this.#schedule(() => {
      this.#finish();
      if (callback) callback.call(this);
    }, callback);
    return this.#connection.database;
  }
}

withEvents(Statement);

/** All rows as an object: the first column is the key, the second the value; the whole row where there are more. */
Statement.prototype.map = function map(...args) {
  const callback = args.pop();
  return this.all(...args, (error, rows) => {
    if (error) {
      callback(error);
      return;
    }
    const [key, value, ...more] = Object.keys(rows[0] ?? {});
    const result = {};
    for (const row of rows) result[row[key]] = more.length > 0 ? row : row[value];
    callback(error, result);
  });
};

module.exports = { Statement };
