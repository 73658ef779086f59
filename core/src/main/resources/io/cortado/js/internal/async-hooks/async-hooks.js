'use strict';

/** Node's `async_hooks`: storages and resources whole; hooks are accepted and hear of resources made here alone. */

const context = require('./async-context.js');
const { codes } = require('../errors/errors.js');
const { validateFunction, validateString, validateObject } = require('../errors/validators.js');

let lastId = 1;
const current = new context.Variable({ name: 'async resource', defaultValue: undefined });
const root = { id: 1, trigger: 0, resource: {} };
const here = () => current.get() ?? root;

const hooks = new Set();

function tell(event, ...args) {
  for (const hook of hooks) hook[event]?.(...args);
}

class AsyncHook {
  #callbacks;

  constructor(callbacks) {
    this.#callbacks = callbacks;
  }

  enable() {
    hooks.add(this.#callbacks);
    return this;
  }

  disable() {
    hooks.delete(this.#callbacks);
    return this;
  }
}

function createHook(callbacks) {
  validateObject(callbacks, 'callbacks');
  for (const name of ['init', 'before', 'after', 'destroy', 'promiseResolve']) {
    if (callbacks[name] !== undefined && typeof callbacks[name] !== 'function') {
      throw new codes.ERR_ASYNC_CALLBACK(`hook.${name}`);
    }
  }
  return new AsyncHook(callbacks);
}

class AsyncResource {
  #id;
  #trigger;
  #snapshot;
  #destroyed = false;

  constructor(type, options = {}) {
    validateString(type, 'type');
    let trigger = here().id;
    if (typeof options === 'number') trigger = options;
    else if (options?.triggerAsyncId !== undefined) trigger = options.triggerAsyncId;
    if (!Number.isSafeInteger(trigger) || trigger < -1) throw new codes.ERR_INVALID_ASYNC_ID('triggerAsyncId', trigger);
    this.#id = ++lastId;
    this.#trigger = trigger;
    this.#snapshot = context.capture();
    if (hooks.size > 0) {
      if (type.length === 0) throw new codes.ERR_ASYNC_TYPE(type);
      tell('init', this.#id, type, trigger, this);
    }
  }

  runInAsyncScope(fn, thisArg, ...args) {
    validateFunction(fn, 'fn');
    tell('before', this.#id);
    try {
      return context.call(this.#snapshot, context.within, current, { id: this.#id, trigger: this.#trigger, resource: this },
        Reflect.apply, fn, thisArg, args);
    } finally {
      tell('after', this.#id);
    }
  }

  emitDestroy() {
    if (!this.#destroyed) {
      this.#destroyed = true;
      tell('destroy', this.#id);
    }
    return this;
  }

  asyncId() { return this.#id; }

  triggerAsyncId() { return this.#trigger; }

  bind(fn, thisArg) {
    validateFunction(fn, 'fn');
    const resource = this;
    const bound = thisArg === undefined
      ? function (...args) { return resource.runInAsyncScope(fn, this, ...args); }
      : (...args) => resource.runInAsyncScope(fn, thisArg, ...args);
    Object.defineProperties(bound, {
      length: { configurable: true, enumerable: false, value: fn.length, writable: false },
    });
    return bound;
  }

  static bind(fn, type, thisArg) {
    return new AsyncResource(type || fn.name || 'bound-anonymous-fn').bind(fn, thisArg);
  }
}

class AsyncLocalStorage {
  #variable;
  #enabled = true;
  #name;
  #default;

  constructor(options = {}) {
    this.#name = options?.name === undefined ? '' : `${options.name}`;
    this.#default = options?.defaultValue;
    this.#variable = new context.Variable({ name: this.#name });
    context.enable();
  }

  get name() { return this.#name; }

  static bind(fn) {
    return AsyncResource.bind(fn);
  }

  static snapshot() {
    const snapshot = context.capture();
    return (fn, ...args) => context.call(snapshot, fn, ...args);
  }

  /** Forgets the store everywhere; `run` and `enterWith` make the storage live again. */
  disable() {
    this.#enabled = false;
    this.#variable = new context.Variable({ name: this.#name });
  }

  run(store, callback, ...args) {
    this.#enabled = true;
    return context.within(this.#variable, { store }, callback, ...args);
  }

  exit(callback, ...args) {
    if (!this.#enabled) return Reflect.apply(callback, null, args);
    const before = this.#variable.get();
    const cell = { store: undefined };
    context.enter(this.#variable, cell);
    try {
      return Reflect.apply(callback, null, args);
    } finally {
      // What the callback has entered stays.
      if (this.#variable.get() === cell) context.enter(this.#variable, before);
    }
  }

  /** Changes what holds from here on, for this callback of the loop and what it starts, until the end of a `run` around. */
  enterWith(store) {
    this.#enabled = true;
    context.enter(this.#variable, { store });
  }

  getStore() {
    if (!this.#enabled) return undefined;
    const cell = this.#variable.get();
    return cell === undefined ? this.#default : cell.store;
  }
}

module.exports = {
  AsyncLocalStorage,
  AsyncResource,
  createHook,
  executionAsyncId: () => here().id,
  triggerAsyncId: () => here().trigger,
  executionAsyncResource: () => here().resource,
  asyncWrapProviders: Object.freeze({ __proto__: null, NONE: 0 }),
};
