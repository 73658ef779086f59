'use strict';

/** Node's `NodeEventTarget`: an EventTarget that has an emitter's methods as well, whose listeners get values. */

const { codes } = require('../errors/errors.js');
const { Event, EventTarget, dispatch, listenersOf, typesOf } = require('./event-target.js');

/** The value that listeners added by `on` get in place of an event. */
const kValue = Symbol('value');

class NodeEventTarget extends EventTarget {
  /** By type, what stands for listeners that were added by `on` and `once`. */
  #styled = new Map();
  #max = 10;

  setMaxListeners(n) {
    require('../errors/validators.js').validateNumber(n, 'setMaxListeners', 0);
    this.#max = n;
  }

  getMaxListeners() { return this.#max; }

  eventNames() { return typesOf(this); }

  listenerCount(type) { return listenersOf(this, `${type}`).length; }

  off(type, listener, options) {
    this.removeEventListener(type, this.#styled.get(`${type}`)?.get(listener) ?? listener, options);
    this.#styled.get(`${type}`)?.delete(listener);
    return this;
  }

  removeListener(type, listener, options) { return this.off(type, listener, options); }

  on(type, listener) { return this.#add(type, listener, false); }

  addListener(type, listener) { return this.#add(type, listener, false); }

  emit(type, arg) {
    require('../errors/validators.js').validateString(type, 'type');
    const had = this.listenerCount(type) > 0;
    const event = new Event(type);
    event[kValue] = arg;
    dispatch(this, event);
    return had;
  }

  once(type, listener) { return this.#add(type, listener, true); }

  removeAllListeners(type) {
    for (const each of type === undefined ? this.eventNames() : [`${type}`]) {
      for (const listener of listenersOf(this, each)) this.removeEventListener(each, listener);
      this.#styled.delete(each);
    }
    return this;
  }

  #add(type, listener, once) {
    if (typeof listener !== 'function' && (listener === null || typeof listener !== 'object')) {
      throw new codes.ERR_INVALID_ARG_TYPE('listener', 'EventListener', listener);
    }
    const known = this.#styled.get(`${type}`) ?? new Map();
    this.#styled.set(`${type}`, known);
    if (known.has(listener)) return this;
    const styled = (event) => {
      if (once) known.delete(listener);
      const value = kValue in event ? event[kValue] : event;
      return typeof listener === 'function' ? listener.call(this, value) : listener.handleEvent(value);
    };
    known.set(listener, styled);
    this.addEventListener(type, styled, { once });
    return this;
  }
}
for (const key of ['setMaxListeners', 'getMaxListeners', 'eventNames', 'listenerCount', 'off', 'removeListener', 'on', 'addListener',
  'emit', 'once', 'removeAllListeners']) {
  Object.defineProperty(NodeEventTarget.prototype, key, { enumerable: true });
}

module.exports = { NodeEventTarget, kValue };
