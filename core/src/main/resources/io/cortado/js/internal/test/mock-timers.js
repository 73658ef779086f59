'use strict';

// A clock that stands still until it is told to go on.

const APIS = ['setTimeout', 'setInterval', 'setImmediate', 'Date'];
const argumentValue = () => require('../errors/errors.js').codes.ERR_INVALID_ARG_VALUE;
const stateError = () => require('../errors/errors.js').codes.ERR_INVALID_STATE ?? Error;

class MockTimers {
  #enabled = false;
  #now = 0;
  #queue = [];
  #next = 1;
  #restored = [];

  /** Replaces timers, and Date, of the globals and of `timers`. */
  enable({ apis = APIS, now = 0 } = {}) {
    if (this.#enabled) throw new (stateError())('MockTimers is already enabled!');
    for (const api of apis) {
      if (!APIS.includes(api)) throw new (argumentValue())('options.apis', api, `option ${api} is not supported`);
    }
    this.#now = Number(now);
    this.#enabled = true;
    const timers = process.getBuiltinModule('timers');
    for (const api of apis) {
      if (api === 'Date') this.#replace(globalThis, 'Date', this.#date());
      else {
        const clear = api.replace('set', 'clear');
        for (const place of [globalThis, timers]) {
          this.#replace(place, api, this.#scheduler(api));
          this.#replace(place, clear, (timer) => { this.#queue = this.#queue.filter((one) => one !== timer); });
        }
      }
    }
  }

  #replace(place, name, value) {
    const before = Object.getOwnPropertyDescriptor(place, name);
    this.#restored.push(() => Object.defineProperty(place, name, before));
    Object.defineProperty(place, name, { configurable: true, enumerable: before.enumerable, writable: true, value });
  }

  #scheduler(api) {
    return (fn, delay, ...given) => {
      if (api === 'setImmediate') [given, delay] = [delay === undefined ? given : [delay, ...given], 0];
      const every = Math.max(1, Number(delay) || 1);
      const timer = {
        fn, given, number: this.#next++, every: api === 'setInterval' ? every : 0,
        at: this.#now + (api === 'setImmediate' ? -1 : every),
        ref() { return timer; }, unref() { return timer; }, hasRef: () => true,
      };
      this.#queue.push(timer);
      return timer;
    };
  }

  #date() {
    const Original = Date;
    const now = () => this.#now;
    function MockDate(...given) {
      if (!new.target) return new Original(now()).toString();
      return Reflect.construct(Original, given.length === 0 ? [now()] : given, new.target === MockDate ? Original : new.target);
    }
    Object.defineProperties(MockDate, Object.getOwnPropertyDescriptors(Original));
    MockDate.now = now;
    Object.defineProperty(MockDate, 'isMock', { value: true, configurable: true });
    return MockDate;
  }

  #check() {
    if (!this.#enabled) throw new (stateError())('You should enable MockTimers first by calling the .enable function');
  }

  /** Lets so many milliseconds pass. */
  tick(time = 1) {
    this.#check();
    if (time < 0) throw new (argumentValue())('time', 'positive integer', time);
    const end = this.#now + time;
    for (let due = this.#due(end); due !== undefined; due = this.#due(end)) {
      this.#now = Math.max(this.#now, due.at);
      if (due.every > 0) due.at += due.every;
      else this.#queue = this.#queue.filter((one) => one !== due);
      due.fn(...due.given);
    }
    this.#now = end;
  }

  #due(end) {
    return this.#queue.filter((one) => one.at <= end).sort((a, b) => a.at - b.at || a.number - b.number)[0];
  }

  setTime(time = 0) {
    this.#check();
    this.#now = time;
  }

  runAll() {
    this.#check();
    const last = Math.max(this.#now, ...this.#queue.map((one) => one.at));
    this.tick(last - this.#now);
  }

  reset() {
    for (const restore of this.#restored.splice(0).reverse()) restore();
    this.#queue = [];
    this.#enabled = false;
    this.#now = 0;
  }

  [Symbol.dispose]() { this.reset(); }
}

module.exports = { MockTimers };
