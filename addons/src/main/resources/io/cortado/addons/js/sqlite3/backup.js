'use strict';

const { CODES, MISUSE, sqliteError } = require('./errors');
const { bound, optionalFunction, withEvents } = require('./arguments');
const { fail } = require('./connection');

const RETRIED = ['BUSY', 'LOCKED'].map(name => CODES.indexOf(name));
const forgotten = new FinalizationRegistry(({ java, handle }) => java.finish(handle));

/** A copy of a database into a file or out of one, which the app moves on by steps; what is asked of it runs in order. */
class Backup {
  #connection;
  #handle = 0;
  #usable = false;
  #begun = false;
  #locked = false;
  #finished = false;
  #completed = false;
  #failed = false;
  #remaining = -1;
  #pageCount = -1;
  #retryErrors = [...RETRIED];
  #retried = new Set(RETRIED);
  #queue = [];

  constructor(...args) {
    const [database, filename, destName, sourceName, filenameIsDest, callback] = args;
    const connection = Backup.connectionOf(database);
    if (!connection) throw new TypeError('Database object expected');
    const texts = { 'File name': filename, 'Destination database name': destName, 'Source database name': sourceName };
    for (const [what, text] of Object.entries(texts)) if (typeof text !== 'string') throw new TypeError(`${what} expected`);
    if (typeof filenameIsDest !== 'boolean') throw new TypeError('Direction flag expected');
    if (callback !== undefined && callback !== null && typeof callback !== 'function') throw new TypeError('Callback expected');
    this.#connection = connection;
    const told = bound(callback ?? undefined);
    const target = Backup.fileOf(filename);
    connection.schedule(() => this.#begin([target, destName, sourceName, filenameIsDest], told), told, true);
  }

  #begin(args, callback) {
    const { java, handle } = this.#connection;
    this.#locked = true;
    this.#connection.call('backup', [handle, ...args], (failure, outcome) => {
      try {
        if (failure) {
          this.#failed = true;
          fail(this, callback, failure);
          return;
        }
        this.#handle = Number(outcome.slice(1));
        this.#usable = outcome.startsWith('B');
        this.#failed = !this.#usable;
        this.#begun = true;
        if (this.#usable) forgotten.register(this, { java, handle: this.#handle }, this);
        if (callback) callback.call(this, null);
      } finally {
        this.#locked = false;
        this.#process();
      }
    });
  }

  #process() {
    if (this.#finished) this.#refuse();
    while (this.#begun && !this.#locked && !this.#finished && this.#queue.length > 0) this.#queue.shift().begin();
    if (this.#finished) this.#refuse();
  }

  #schedule(begin, callback) {
    this.#queue.push({ begin, callback });
    this.#process();
  }

  #refuse() {
    const rest = this.#queue.splice(0);
    if (rest.length === 0) return;
    const error = sqliteError(MISUSE, 'Backup is already finished');
    const callbacks = rest.map(({ callback }) => callback).filter(Boolean);
    for (const callback of callbacks) callback.call(this, error);
    if (callbacks.length === 0) this.emit('error', error);
  }

  get idle() {
    return this.#begun && !this.#locked && this.#queue.length === 0;
  }

  get completed() {
    return this.#completed;
  }

  get failed() {
    return this.#failed;
  }

  get remaining() {
    return this.#remaining;
  }

  get pageCount() {
    return this.#pageCount;
  }

  get retryErrors() {
    return this.#retryErrors;
  }

  /** Codes after which a step may be tried again; those that are known already stay, as they do in the original. */
  set retryErrors(codes) {
    if (!Array.isArray(codes)) throw new Error('retryErrors must be an array');
    this.#retryErrors = [...codes];
    for (const code of codes) this.#retried.add(code);
  }

  step(...args) {
    if (args.length < 1 || typeof args[0] !== 'number') throw new TypeError('Argument 0 must be an integer');
    const callback = optionalFunction(args, 1);
    this.#schedule(() => this.#copy(args[0] | 0, callback), callback);
    return this;
  }

  #copy(pages, callback) {
    if (!this.#usable) {
      if (callback) this.#connection.now(() => callback.call(this, null, false));
      return;
    }
    this.#locked = true;
    this.#connection.call('step', [this.#handle, pages], (failure, outcome) => {
      try {
        if (failure) {
          this.#remaining = Math.max(0, this.#remaining);
          this.#pageCount = Math.max(0, this.#pageCount);
          this.#failed ||= !this.#retried.has(failure.errno);
          fail(this, callback, failure);
          return;
        }
        const [remaining, pageCount, done] = outcome.slice(1).split(' ').map(Number);
        this.#remaining = remaining;
        this.#pageCount = pageCount;
        this.#completed = done === 1;
        if (callback) callback.call(this, null, this.#completed);
      } finally {
        this.#locked = false;
        this.#process();
      }
    });
  }

  #end() {
    forgotten.unregister(this);
    this.#connection.java.finish(this.#handle);
  }

  finish(...args) {
    const callback = optionalFunction(args, 0);
    this.#schedule(() => {
      if (this.#usable) this.#end();
      this.#finished = true;
      this.#failed = !this.#completed;
      if (callback) callback.call(this);
    }, callback);
    return this;
  }
}

withEvents(Backup);
for (const name of ['idle', 'completed', 'failed', 'remaining', 'pageCount', 'retryErrors', 'step', 'finish']) {
  Object.defineProperty(Backup.prototype, name, { ...Object.getOwnPropertyDescriptor(Backup.prototype, name), enumerable: true });
}

module.exports = { Backup };
