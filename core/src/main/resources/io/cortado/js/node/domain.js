'use strict';

/** Node's deprecated `domain`: errors of members and of functions run in it become its 'error' event. */

const EventEmitter = require('../internal/events/events.js');

const stack = [];
const kListener = Symbol('domain listener');

class Domain extends EventEmitter {
  constructor() {
    super();
    this.members = [];
  }

  enter() {
    stack.push(this);
    module.exports.active = process.domain = this;
  }

  exit() {
    const at = stack.lastIndexOf(this);
    if (at !== -1) stack.splice(at);
    module.exports.active = process.domain = stack[stack.length - 1] ?? null;
  }

  #fail(err, properties) {
    if (err !== null && typeof err === 'object') Object.assign(err, { domain: this, ...properties });
    if (this.listenerCount('error') === 0) throw err;
    this.emit('error', err);
  }

  run(fn, ...args) {
    this.enter();
    try {
      return fn.apply(this, args);
    } catch (err) {
      this.#fail(err, { domainThrown: true });
      return undefined;
    } finally {
      this.exit();
    }
  }

  add(emitter) {
    if (emitter.domain === this) return;
    emitter.domain?.remove?.(emitter);
    Object.defineProperty(emitter, 'domain', { value: this, writable: true, configurable: true, enumerable: false });
    const onError = (err) => this.#fail(err, { domainEmitter: emitter, domainThrown: false });
    this.members.push(emitter);
    emitter.on?.('error', onError);
    emitter[kListener] = onError;
  }

  remove(emitter) {
    emitter.domain = null;
    emitter.removeListener?.('error', emitter[kListener]);
    this.members = this.members.filter((member) => member !== emitter);
  }

  bind(fn) {
    const self = this;
    return function (...args) {
      return self.run(() => fn.apply(this, args));
    };
  }

  intercept(fn) {
    const self = this;
    return function (err, ...args) {
      if (err instanceof Error) {
        self.#fail(err, { domainBound: fn, domainThrown: false });
        return undefined;
      }
      return self.run(() => fn.apply(this, args));
    };
  }
}

const create = () => new Domain();

module.exports = { Domain, create, createDomain: create, active: null, _stack: stack };
