'use strict';

/** The parts of `events` that most programs never touch. */

const { AbortError, codes } = require('../errors/errors.js');
const { validateAbortSignal, validateFunction, validateInteger } = require('../errors/validators.js');

const isTarget = (value) => typeof value?.addEventListener === 'function';

const abortedBy = (signal) => new AbortError(undefined, { cause: signal.reason });

/** The signal of some options, which must not have spoken yet. */
function signalOf(options) {
  const signal = options?.signal;
  validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw abortedBy(signal);
  return signal;
}

function listen(emitter, name, listener, flags) {
  if (typeof emitter.on === 'function') {
    if (flags?.once) emitter.once(name, listener);
    else emitter.on(name, listener);
  } else if (isTarget(emitter)) {
    emitter.addEventListener(name, listener, flags);
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', emitter);
  }
}

function unlisten(emitter, name, listener) {
  if (typeof emitter.removeListener === 'function') emitter.removeListener(name, listener);
  else if (isTarget(emitter)) emitter.removeEventListener(name, listener);
  else throw new codes.ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', emitter);
}

/** A promise of the arguments of the next event `name`; rejects when `error` comes first or the signal aborts. */
async function once(emitter, name, options = {}) {
  const signal = signalOf(options);
  return new Promise((resolve, reject) => {
    const drop = () => {
      if (typeof emitter.removeListener === 'function') emitter.removeListener('error', onError);
      signal?.removeEventListener('abort', onAbort);
    };
    const onError = (err) => {
      unlisten(emitter, name, resolver);
      drop();
      reject(err);
    };
    const resolver = (...args) => {
      drop();
      resolve(args);
    };
    const onAbort = () => {
      unlisten(emitter, name, resolver);
      drop();
      reject(abortedBy(signal));
    };
    listen(emitter, name, resolver, { once: true });
    if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** An async iterator over the events `name`, each as the array of its arguments. */
function on(emitter, name, options = {}) {
  const signal = signalOf(options);
  const high = options.highWaterMark ?? options.highWatermark ?? Number.MAX_SAFE_INTEGER;
  const low = options.lowWaterMark ?? options.lowWatermark ?? 1;
  validateInteger(high, 'options.highWaterMark', 1);
  validateInteger(low, 'options.lowWaterMark', 1);
  const values = [];
  const waiting = [];
  let paused = false;
  let error = null;
  let finished = false;

  const onEvent = (...args) => {
    if (waiting.length > 0) {
      waiting.shift().resolve({ value: args, done: false });
      return;
    }
    values.push(args);
    if (!paused && values.length > high && typeof emitter.pause === 'function') {
      paused = true;
      emitter.pause();
    }
  };
  const takeFirst = () => {
    const value = values.shift();
    if (paused && values.length < low) {
      emitter.resume();
      paused = false;
    }
    return value;
  };
  const onError = (err) => {
    if (waiting.length > 0) waiting.shift().reject(err);
    else error = err;
    close();
  };
  const onAbort = () => onError(abortedBy(signal));
  const enders = [];
  function close() {
    if (typeof emitter.removeListener === 'function') emitter.removeListener('error', onError);
    unlisten(emitter, name, onEvent);
    for (const event of enders) unlisten(emitter, event, close);
    signal?.removeEventListener('abort', onAbort);
    finished = true;
    while (waiting.length > 0) waiting.shift().resolve({ value: undefined, done: true });
    return Promise.resolve({ value: undefined, done: true });
  }

  listen(emitter, name, onEvent);
  if (name !== 'error' && typeof emitter.on === 'function') emitter.on('error', onError);
  for (const event of options.close ?? []) {
    enders.push(event);
    listen(emitter, event, close);
  }
  signal?.addEventListener('abort', onAbort, { once: true });

  const base = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);
  return Object.setPrototypeOf({
    next() {
      if (values.length > 0) return Promise.resolve({ value: takeFirst(), done: false });
      if (error) {
        const failed = error;
        error = null;
        return Promise.reject(failed);
      }
      if (finished) return close();
      const next = Promise.withResolvers();
      waiting.push(next);
      return next.promise;
    },
    return() {
      return close();
    },
    throw(err) {
      if (!(err instanceof Error)) throw new codes.ERR_INVALID_ARG_TYPE('EventEmitter.AsyncIterator', 'Error', err);
      onError(err);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  }, base);
}

function getEventListeners(emitter, type) {
  if (typeof emitter.listeners === 'function') return emitter.listeners(type);
  if (isTarget(emitter)) return require('./event-target.js').listenersOf(emitter, type);
  throw new codes.ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], emitter);
}

const limits = new WeakMap();

function setTargetLimit(target, n) {
  if (!isTarget(target)) throw new codes.ERR_INVALID_ARG_TYPE('eventTargets', ['EventEmitter', 'EventTarget'], target);
  limits.set(target, n);
}

function getMaxListeners(emitter, defaultMaxListeners) {
  if (typeof emitter?.getMaxListeners === 'function') return emitter.getMaxListeners();
  if (isTarget(emitter)) return limits.get(emitter) ?? (emitter instanceof AbortSignal ? 0 : defaultMaxListeners);
  throw new codes.ERR_INVALID_ARG_TYPE('emitter', ['EventEmitter', 'EventTarget'], emitter);
}

function addAbortListener(signal, listener) {
  if (signal === undefined) throw new codes.ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateFunction(listener, 'listener');
  if (signal.aborted) queueMicrotask(() => listener());
  else signal.addEventListener('abort', listener, { once: true });
  return { __proto__: null, [Symbol.dispose]: () => signal.removeEventListener('abort', listener) };
}


module.exports = {
  once,
  on,
  getEventListeners,
  getMaxListeners,
  setTargetLimit,
  addAbortListener,
  asyncEmitter,
};

/** The class of emitters, derived from the given one, whose listeners run in the async context of their making. */
function asyncEmitter(EventEmitter) {
  const { AsyncResource } = require('../async-hooks/async-hooks.js');
  const kResource = Symbol('kAsyncResource');
  return class EventEmitterAsyncResource extends EventEmitter {
    constructor(options = undefined) {
      const given = typeof options === 'string' ? { name: options } : options;
      super(given);
      this[kResource] = new AsyncResource(given?.name ?? new.target.name, given);
      this[kResource].eventEmitter = this;
    }

    emit(event, ...args) {
      return this[kResource].runInAsyncScope(super.emit, this, event, ...args);
    }

    emitDestroy() {
      this[kResource].emitDestroy();
    }

    get asyncId() {
      return this[kResource].asyncId();
    }

    get triggerAsyncId() {
      return this[kResource].triggerAsyncId();
    }

    get asyncResource() {
      return this[kResource];
    }
  };
}
