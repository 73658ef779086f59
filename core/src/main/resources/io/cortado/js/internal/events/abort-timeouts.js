'use strict';

/**
 * The clock of `AbortSignal.timeout`: one timer per delay, and its signals in the order they are due, held weakly. A
 * signal that nobody has any more costs its place in a list until then, or until the list is next cleaned.
 */

const timers = require('../task/timers.js');

const FEW = 1024;
const queues = new Map();

class Queue {
  #delay;
  #expire;
  #signals = [];
  #due = [];
  #head = 0;
  #next = FEW;
  #timer = null;

  constructor(delay, expire) {
    this.#delay = delay;
    this.#expire = expire;
  }

  add(signal) {
    if (this.#signals.length >= this.#next) this.#clean();
    const now = timers.now();
    this.#signals.push(new WeakRef(signal));
    this.#due.push(now + Math.max(this.#delay, 1));
    if (this.#timer === null) this.#arm();
  }

  /** Forgets what was collected, each time the queue has doubled. */
  #clean() {
    const signals = [];
    const due = [];
    for (let i = this.#head; i < this.#signals.length; i++) {
      if (this.#signals[i].deref() !== undefined) {
        signals.push(this.#signals[i]);
        due.push(this.#due[i]);
      }
    }
    this.#signals = signals;
    this.#due = due;
    this.#head = 0;
    this.#next = Math.max(FEW, signals.length * 2);
  }

  #arm() {
    this.#timer = timers.setTimeout(() => this.#run(), this.#delay).unref();
    // Each signal has the stores of its own maker.
    this.#timer._snapshot = undefined;
  }

  /** Ends signals that are due; microtasks run after each one that has listeners. */
  #run() {
    const now = timers.now();
    let heard = false;
    while (!heard && this.#head < this.#signals.length && this.#due[this.#head] <= now) {
      const signal = this.#signals[this.#head].deref();
      this.#signals[this.#head++] = undefined;
      heard = signal !== undefined && this.#expire(signal);
    }
    if (this.#head === this.#signals.length) {
      this.#timer = null;
      queues.delete(this.#delay);
    } else {
      timers.again(this.#timer, this.#due[this.#head]);
    }
  }
}

module.exports = {
  add(signal, delay, expire) {
    let queue = queues.get(delay);
    if (queue === undefined) {
      queue = new Queue(delay, expire);
      queues.set(delay, queue);
    }
    queue.add(signal);
  },
};
