'use strict';

/** Node's `readline/promises`. */

const cursor = require('./cursor.js');
const { PromiseInterface } = require('./interface.js');

/** Collects cursor movements and writes them together. */
class Readline {
  #stream;
  #auto;
  #todo = [];

  constructor(stream, options = undefined) {
    this.#stream = stream;
    this.#auto = !!options?.autoCommit;
  }

  #add(fn) {
    if (this.#auto) process.nextTick(fn);
    else this.#todo.push(fn);
    return this;
  }

  cursorTo(x, y) { return this.#add(() => cursor.cursorTo(this.#stream, x, y)); }

  moveCursor(dx, dy) { return this.#add(() => cursor.moveCursor(this.#stream, dx, dy)); }

  clearLine(direction) { return this.#add(() => cursor.clearLine(this.#stream, direction)); }

  clearScreenDown() { return this.#add(() => cursor.clearScreenDown(this.#stream)); }

  async commit() {
    for (const fn of this.#todo.splice(0)) fn();
  }

  rollback() {
    this.#todo = [];
    return this;
  }
}

module.exports = {
  Interface: PromiseInterface,
  Readline,
  createInterface: (...args) => new PromiseInterface(...args),
};
