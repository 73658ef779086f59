'use strict';

const path = require('path');
const { EventEmitter } = require('events');
const { Connection, fail } = require('./connection');
const { failureOf } = require('./errors');
const { Backup } = require('./backup');
const { Statement } = require('./statement');
const { bound, optionalFunction, requiredString, withEvents } = require('./arguments');

const OPEN_CREATE_FULLMUTEX = 2 | 4 | 0x10000;
const OPEN_URI = 0x40;
const EVENTS = ['trace', 'profile', 'change'];

let java;

/** Gives this package its Java side; called once by the entry module. */
function bind(javaBinding) {
  java = javaBinding;
}

/** What SQLite is to open for a name: the driver sees more in an empty one, and in one that looks like a URI. */
function location(filename, mode) {
  const nul = filename.indexOf('\0');
  const name = nul < 0 ? filename : filename.slice(0, nul);
  if (name === '') return ['file:', mode | OPEN_URI];
  if (name === ':memory:' || (name.startsWith('file:') && mode & OPEN_URI)) return [name, mode];
  return [path.resolve(name), mode];
}

Backup.fileOf = filename => location(filename, OPEN_URI)[0].replace(/^file:$/, '');

/** A database in a file or in memory. */
class Database {
  #connection;
  #listening = new Set();

  static {
    Statement.connectionOf = Backup.connectionOf = database =>
      (typeof database === 'object' && database !== null && #connection in database ? database.#connection : undefined);
  }

  constructor(...args) {
    const [filename] = args;
    if (typeof filename !== 'string') throw new TypeError('String expected');
    const hasMode = typeof args[1] === 'number' && args[1] === (args[1] | 0);
    const mode = hasMode ? args[1] : OPEN_CREATE_FULLMUTEX;
    const last = args[hasMode ? 2 : 1];
    const callback = typeof last === 'function' ? bound(last) : undefined;
    Object.defineProperty(this, 'filename', { value: filename });
    Object.defineProperty(this, 'mode', { value: mode });
    const connection = new Connection(this, java);
    this.#connection = connection;
    const onEvent = (event, ...values) => this.emit(event, ...values);
    connection.handle = java.open(...location(filename, mode), onEvent, (broken, outcome) => {
      const failure = broken ?? failureOf(outcome);
      connection.open = !failure;
      if (callback) callback.call(this, failure ?? null);
      else if (failure) this.emit('error', failure);
      if (!failure) {
        this.emit('open');
        connection.process();
      }
    });
  }

  get open() {
    return this.#connection.open;
  }

  /** Work of the whole database, which runs alone. */
  #alone(method, args, callback, finish) {
    const connection = this.#connection;
    connection.schedule(() => {
      connection.closing = method === 'close';
      connection.call(method, [connection.handle, ...args], failure => {
        if (finish) finish(failure);
        if (failure) fail(this, callback, failure);
        else if (callback) callback.call(this, null);
        if (finish && !failure) this.emit('close');
      });
    }, callback, true);
    return this;
  }

  close(...args) {
    const connection = this.#connection;
    return this.#alone('close', [], optionalFunction(args, 0), failure => {
      connection.closing = false;
      if (!failure) connection.open = false;
    });
  }

  exec(...args) {
    return this.#alone('exec', [requiredString(args, 0)], optionalFunction(args, 1));
  }

  loadExtension(...args) {
    return this.#alone('loadExtension', [requiredString(args, 0)], optionalFunction(args, 1));
  }

  wait(...args) {
    const callback = optionalFunction(args, 0);
    this.#connection.schedule(() => {
      if (callback) callback.call(this, null);
      this.#connection.process();
    }, callback, true);
    return this;
  }

  #ordered(serialized, args) {
    const callback = optionalFunction(args, 0);
    const before = this.#connection.serialized;
    this.#connection.serialized = serialized;
    if (callback) {
      callback.call(this);
      this.#connection.serialized = before;
    }
    this.#connection.process();
    return this;
  }

  serialize(...args) {
    return this.#ordered(true, args);
  }

  parallelize(...args) {
    return this.#ordered(false, args);
  }

  configure(...args) {
    const [option, value, limit] = args;
    if (args.length < 2) throw new TypeError('Expected 2arguments');
    const connection = this.#connection;
    if (EVENTS.includes(option)) {
      connection.now(() => this.#toggle(option));
    } else if (option === 'busyTimeout') {
      if (typeof value !== 'number') throw new TypeError('Value must be an integer');
      connection.now(() => java.busyTimeout(connection.handle, value | 0));
    } else if (option === 'limit') {
      if (args.length < 3) throw new TypeError('Expected 3arguments');
      if (typeof value !== 'number') throw new TypeError('limit id must be an integer');
      if (typeof limit !== 'number') throw new TypeError('limit value must be an integer');
      connection.now(() => java.limit(connection.handle, value | 0, limit | 0));
    } else {
      throw new TypeError(`${String(option)} is not a valid configuration option`);
    }
    connection.process();
    return this;
  }

  /** Each call turns an event the other way round, whatever the value: so does the original. */
  #toggle(event) {
    const on = !this.#listening.has(event);
    if (on) this.#listening.add(event);
    else this.#listening.delete(event);
    java.listen(this.#connection.handle, event, on);
  }

  interrupt() {
    if (!this.#connection.open) throw new Error('Database is not open');
    if (this.#connection.closing) throw new Error('Database is closing');
    java.interrupt(this.#connection.handle);
    return this;
  }
}

withEvents(Database);

/** Makes a method that prepares a statement for its first argument and gives the others to `work(statement, args)`. */
function prepared(work) {
  return function prepare(sql, ...args) {
    const last = args[args.length - 1];
    const onError = typeof last === 'function' ? error => error && last(error) : undefined;
    return work(this, new Statement(this, sql, onError), args);
  };
}

Object.assign(Database.prototype, {
  prepare: prepared((database, statement, args) => (args.length > 0 ? statement.bind(...args) : statement)),

  addListener(type, ...rest) {
    const result = EventEmitter.prototype.addListener.call(this, type, ...rest);
    if (EVENTS.includes(type)) this.configure(type, true);
    return result;
  },

  removeListener(type, ...rest) {
    const result = EventEmitter.prototype.removeListener.call(this, type, ...rest);
    if (EVENTS.includes(type) && !this._events[type]) this.configure(type, false);
    return result;
  },

  removeAllListeners(type, ...rest) {
    const result = EventEmitter.prototype.removeAllListeners.call(this, type, ...rest);
    if (EVENTS.includes(type)) this.configure(type, false);
    return result;
  },

  backup(filename, ...args) {
    const whole = args.length <= 1;
    return new Backup(this, filename, ...(whole ? ['main', 'main', true, ...args] : args));
  },
});
Database.prototype.on = Database.prototype.addListener;
for (const name of ['run', 'get', 'all', 'each', 'map']) {
  Database.prototype[name] = prepared((database, statement, args) => {
    statement[name](...args).finalize();
    return database;
  });
}

module.exports = { Database, bind };
