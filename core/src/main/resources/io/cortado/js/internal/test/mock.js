'use strict';

// Functions that know how they were called, in the place of others.

const { validateFunction, validateObject } = require('../errors/validators.js');

const argumentType = () => require('../errors/errors.js').codes.ERR_INVALID_ARG_TYPE;
const argumentValue = () => require('../errors/errors.js').codes.ERR_INVALID_ARG_VALUE;

/** What a mocked function knows of its calls. */
class MockFunctionContext {
  #calls = [];
  #once = new Map();
  #implementation;
  #restore;

  constructor(implementation, restore) {
    this.#implementation = implementation;
    this.#restore = restore;
  }

  get calls() { return this.#calls.slice(); }

  callCount() { return this.#calls.length; }

  mockImplementation(implementation) {
    validateFunction(implementation, 'implementation');
    this.#implementation = implementation;
  }

  mockImplementationOnce(implementation, onCall = this.#calls.length) {
    validateFunction(implementation, 'implementation');
    this.#once.set(onCall, implementation);
  }

  restore() { this.#restore?.(); }

  resetCalls() { this.#calls = []; }

  /** Takes the implementation of the next call. */
  static next(context) {
    const number = context.#calls.length;
    const once = context.#once.get(number);
    context.#once.delete(number);
    return once ?? context.#implementation;
  }

  static note(context, call) { context.#calls.push(call); }

  static return(context, implementation) { context.#implementation = implementation; }
}

/** A function that behaves as `original`, calls what its context says, and notes each call. */
function mocked(original, context) {
  const note = (call) => MockFunctionContext.note(context, Object.assign(Object.create(null), call));
  return new Proxy(original, {
    get: (target, key, receiver) => (key === 'mock' ? context : Reflect.get(target, key, receiver)),
    apply(target, self, given) {
      const call = { arguments: given, error: undefined, result: undefined, stack: new Error(), target: undefined, this: self };
      try {
        call.result = Reflect.apply(MockFunctionContext.next(context), self, given);
        return call.result;
      } catch (error) {
        call.error = error;
        throw error;
      } finally {
        note(call);
      }
    },
    construct(target, given, newTarget) {
      const call = { arguments: given, error: undefined, result: undefined, stack: new Error(), target, this: undefined };
      try {
        call.result = Reflect.construct(MockFunctionContext.next(context), given, newTarget);
        call.this = call.result;
        return call.result;
      } catch (error) {
        call.error = error;
        throw error;
      } finally {
        note(call);
      }
    },
  });
}

/** The object that has a property, the property's own description, and who has it. */
function found(object, name) {
  for (let at = object; at !== null && at !== undefined; at = Object.getPrototypeOf(at)) {
    const descriptor = Object.getOwnPropertyDescriptor(at, name);
    if (descriptor !== undefined) return descriptor;
  }
  return undefined;
}

class MockTracker {
  #mocks = [];
  #timers;

  get timers() {
    return (this.#timers ??= new (require('./mock-timers.js').MockTimers)());
  }

  fn(original = function () {}, implementation = original, settings = {}) {
    if (original !== null && typeof original === 'object') [settings, original, implementation] = [original, function () {}, undefined];
    else if (implementation !== null && typeof implementation === 'object') [settings, implementation] = [implementation, original];
    validateFunction(original, 'original');
    implementation ??= original;
    validateFunction(implementation, 'implementation');
    const context = new MockFunctionContext(implementation, () => MockFunctionContext.return(context, original));
    this.#limit(context, original, implementation, settings.times);
    this.#mocks.push(context);
    return mocked(original, context);
  }

  /** After so many calls the original answers again. */
  #limit(context, original, implementation, times = Infinity) {
    if (times === Infinity) return;
    const limited = function (...given) {
      if (context.callCount() + 1 >= times) MockFunctionContext.return(context, original);
      return new.target ? Reflect.construct(implementation, given, new.target) : Reflect.apply(implementation, this, given);
    };
    context.mockImplementation(limited);
  }

  method(object, name, implementation, settings = {}) {
    if (implementation !== null && typeof implementation === 'object') [settings, implementation] = [implementation, undefined];
    if ((typeof object !== 'object' && typeof object !== 'function') || object === null) {
      throw new (argumentType())('object', ['Object', 'Function'], object);
    }
    validateObject(settings, 'options');
    const part = settings.getter ? 'get' : settings.setter ? 'set' : 'value';
    const descriptor = found(object, name);
    const original = descriptor?.[part];
    if (typeof original !== 'function') throw new (argumentValue())('methodName', original, 'must be a method');
    const own = Object.getOwnPropertyDescriptor(object, name);
    const context = new MockFunctionContext(implementation ?? original, () => {
      if (own === undefined) delete object[name];
      else Object.defineProperty(object, name, own);
      MockFunctionContext.return(context, original);
    });
    this.#limit(context, original, implementation ?? original, settings.times);
    this.#mocks.push(context);
    const replacement = mocked(original, context);
    Object.defineProperty(object, name, { ...descriptor, configurable: true, [part]: replacement });
    return replacement;
  }

  getter(object, name, implementation, settings = {}) {
    if (implementation !== null && typeof implementation === 'object') [settings, implementation] = [implementation, undefined];
    return this.method(object, name, implementation, { ...settings, getter: true });
  }

  setter(object, name, implementation, settings = {}) {
    if (implementation !== null && typeof implementation === 'object') [settings, implementation] = [implementation, undefined];
    return this.method(object, name, implementation, { ...settings, setter: true });
  }

  /** Remembers what is to be restored. */
  static keep(tracker, context) { tracker.#mocks.push(context); }

  reset() {
    this.restoreAll();
    this.#timers?.reset();
    this.#mocks = [];
  }

  restoreAll() {
    for (const context of this.#mocks) context.restore();
  }
}

/** Gives trackers `module`, which Node has with an option alone. */
function withModules(loader) {
  const own = require('./mock-module.js');
  own.loader = loader;
  MockTracker.prototype.module = function module(...given) {
    const context = own.mockModule(...given);
    MockTracker.keep(this, context);
    return context;
  };
  Object.defineProperty(MockTracker.prototype, 'module', { enumerable: false });
}

module.exports = { MockTracker, withModules };
