'use strict';

const MAX_KEYS = 10000;

/** Counts failures by key, and blocks a key that has too many of them within a time. */
module.exports = class Throttle {
  #failures = new Map();

  constructor({ limit, window }) {
    this.limit = limit;
    this.window = window;
  }

  isBlocked(key) {
    const entry = this.#failures.get(key);
    return entry !== undefined && entry.until > Date.now() && entry.count >= this.limit;
  }

  fail(key) {
    const entry = this.#failures.get(key);
    if (entry !== undefined && entry.until > Date.now()) {
      entry.count++;
      return;
    }
    if (this.#failures.size >= MAX_KEYS) {
      this.#failures.delete(this.#failures.keys().next().value);
    }
    this.#failures.delete(key);
    this.#failures.set(key, { count: 1, until: Date.now() + this.window });
  }

  succeed(key) {
    this.#failures.delete(key);
  }
};
