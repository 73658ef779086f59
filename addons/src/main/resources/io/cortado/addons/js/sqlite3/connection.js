'use strict';

const { MISUSE, sqliteError, failureOf } = require('./errors');

/** Gives an error to a callback with its receiver, or to those who listen for errors of the receiver. */
function fail(receiver, callback, error) {
  if (callback) callback.call(receiver, error);
  else receiver.emit('error', error);
}

/** Which work of a database may begin: all of it, one after another, or an exclusive one alone. */
class Connection {
  open = false;
  closing = false;
  serialized = false;
  handle = 0;
  #locked = false;
  #pending = 0;
  #queue = [];

  constructor(database, java) {
    this.database = database;
    this.java = java;
  }

  /** Begins work now or when its turn comes. */
  schedule(begin, callback, exclusive = false) {
    if (!this.open && this.#locked) {
      fail(this.database, callback, sqliteError(MISUSE, 'Database is closed'));
    } else if (!this.open || ((this.#locked || exclusive || this.serialized) && this.#pending > 0)) {
      this.#queue.push({ begin, callback, exclusive: exclusive || this.serialized });
    } else {
      this.#locked = exclusive;
      begin();
    }
  }

  /** Begins what waits and may begin now. */
  process() {
    if (!this.open && this.#locked) {
      this.#refuse();
      return;
    }
    while (this.open && (!this.#locked || this.#pending === 0) && this.#queue.length > 0) {
      const { begin, exclusive } = this.#queue[0];
      if (exclusive && this.#pending > 0) break;
      this.#queue.shift();
      this.#locked = exclusive;
      begin();
      if (this.#locked) break;
    }
  }

  #refuse() {
    if (this.#queue.length === 0) return;
    const error = sqliteError(MISUSE, 'Database handle is closed');
    const callbacks = this.#queue.splice(0).map(({ callback }) => callback).filter(Boolean);
    for (const callback of callbacks) callback.call(this.database, error);
    if (callbacks.length === 0) this.database.emit('error', error);
  }

  /**
   * Calls a method of the Java side with a callback after its arguments; `done(failure, outcome)` comes while it still
   * counts as running, so that what it schedules comes after what waits already.
   */
  call(method, args, done) {
    this.#pending++;
    this.java[method](...args, (broken, outcome) => {
      try {
        done(broken ?? failureOf(outcome), outcome);
      } finally {
        this.#pending--;
        this.process();
      }
    });
  }

  /** Runs work that needs no other thread. */
  now(work, callback) {
    this.schedule(() => {
      work();
      this.process();
    }, callback);
  }
}

module.exports = { Connection, fail };
