'use strict';

/** Node's `events`. `emit` and `on` are on the path of every request, hence the hand-made dispatch. */

const kCapture = Symbol('kCapture');
/** Of no use here, but it shows when an emitter is printed, as Node's does. */
const kShapeMode = Symbol('shapeMode');
const kErrorMonitor = Symbol('events.errorMonitor');
const kRejection = Symbol.for('nodejs.rejection');

/** Stands for "no listeners yet"; the first listener replaces it, so that most emitters never allocate a table. */
const NONE = Object.freeze({ __proto__: null });

let defaultMaxListeners = 10;
/** `EventEmitterAsyncResource`, once it was asked for. */
let AsyncEmitter;

function EventEmitter(options) {
  EventEmitter.init.call(this, options);
}

EventEmitter.init = function (options) {
  // Listeners may be there before the constructor has run: http's requests become streams at first touch.
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = NONE;
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners || undefined;
  this[kShapeMode] = false;
  if (options !== undefined && options.captureRejections) {
    require('../errors/validators.js').validateBoolean(options.captureRejections, 'options.captureRejections');
    this[kCapture] = true;
  } else {
    this[kCapture] = proto[kCapture];
  }
};

const proto = EventEmitter.prototype;
proto._events = undefined;
proto._eventsCount = 0;
proto._maxListeners = undefined;
Object.defineProperty(proto, kCapture, { value: false, writable: true, enumerable: false });

function codes() {
  return require('../errors/errors.js').codes;
}

function checkListener(listener) {
  if (typeof listener !== 'function') throw new (codes().ERR_INVALID_ARG_TYPE)('listener', 'Function', listener);
}

function checkCount(n, name) {
  require('../errors/validators.js').validateNumber(n, name, 0);
}

proto.setMaxListeners = function setMaxListeners(n) {
  checkCount(n, 'setMaxListeners');
  this._maxListeners = n;
  return this;
};

function limitOf(emitter) {
  return emitter._maxListeners === undefined ? defaultMaxListeners : emitter._maxListeners;
}

proto.getMaxListeners = function getMaxListeners() {
  return limitOf(this);
};

/** Forwards the rejection of a promise that a listener returned. */
function watch(emitter, promise, type, args) {
  if (!emitter[kCapture]) return;
  try {
    const { then } = promise;
    if (typeof then === 'function') {
      then.call(promise, undefined, (err) => {
        process.nextTick(rejected, emitter, err, type, args);
      });
    }
  } catch (err) {
    emitter.emit('error', err);
  }
}

function rejected(emitter, err, type, args) {
  const own = emitter[kRejection];
  if (typeof own === 'function') {
    own.call(emitter, err, type, ...args);
    return;
  }
  // What a listener of 'error' rejects with is not brought back to it.
  const captures = emitter[kCapture];
  emitter[kCapture] = false;
  try {
    emitter.emit('error', err);
  } finally {
    emitter[kCapture] = captures;
  }
}

function unhandled(emitter, events, args) {
  const er = args[0];
  if (events !== undefined && events[kErrorMonitor] !== undefined) emitter.emit(kErrorMonitor, ...args);
  if (events !== undefined && events.error !== undefined) return false;
  if (er instanceof Error || Object.prototype.toString.call(er) === '[object Error]') throw er;
  let text;
  try {
    text = require('../inspect/inspect.js').inspect(er);
  } catch {
    text = er;
  }
  const err = new (codes().ERR_UNHANDLED_ERROR)(text);
  err.context = er;
  throw err;
}

proto.emit = function emit(type, a, b, c) {
  const events = this._events;
  if (type === 'error') {
    const args = Array.prototype.slice.call(arguments, 1);
    unhandled(this, events, args);
  }
  if (events === undefined || events === NONE) return false;
  const handler = events[type];
  if (handler === undefined) return false;
  const count = arguments.length;
  const capture = this[kCapture];
  if (typeof handler === 'function') {
    let result;
    switch (count) {
      case 1: result = handler.call(this); break;
      case 2: result = handler.call(this, a); break;
      case 3: result = handler.call(this, a, b); break;
      case 4: result = handler.call(this, a, b, c); break;
      default: result = handler.apply(this, Array.prototype.slice.call(arguments, 1));
    }
    if (capture && result !== undefined && result !== null) {
      watch(this, result, type, Array.prototype.slice.call(arguments, 1));
    }
    return true;
  }
  const args = count > 4 || capture ? Array.prototype.slice.call(arguments, 1) : undefined;
  const list = handler.slice();
  for (let i = 0; i < list.length; i++) {
    const listener = list[i];
    let result;
    if (args !== undefined) result = listener.apply(this, args);
    else if (count === 1) result = listener.call(this);
    else if (count === 2) result = listener.call(this, a);
    else if (count === 3) result = listener.call(this, a, b);
    else result = listener.call(this, a, b, c);
    if (capture && result !== undefined && result !== null) watch(this, result, type, args);
  }
  return true;
};
Object.defineProperty(proto.emit, 'length', { value: 1, configurable: true });

function warnLeak(target, type, existing, limit) {
  existing.warned = true;
  const name = target.constructor?.name ?? 'EventEmitter';
  const w = new Error(`Possible EventEmitter memory leak detected. ${existing.length} ${String(type)} listeners added `
    + `to ${require('../inspect/inspect.js').inspect(target, { depth: -1 }) || name}. MaxListeners is ${limit}. Use `
    + 'emitter.setMaxListeners() to increase limit');
  w.name = 'MaxListenersExceededWarning';
  w.emitter = target;
  w.type = type;
  w.count = existing.length;
  process.emitWarning(w);
}

/** The emitter's own table of listeners. */
function tableOf(emitter) {
  const events = emitter._events;
  if (events !== undefined && events !== NONE) return events;
  emitter._eventsCount = 0;
  return emitter._events = { __proto__: null };
}

/** Takes all of one event out of the table. */
function drop(emitter, events, type) {
  emitter._eventsCount -= 1;
  if (emitter._eventsCount === 0) emitter._events = NONE;
  else delete events[type];
}

function add(target, type, listener, prepend) {
  if (typeof listener !== 'function') checkListener(listener);
  const { newListener } = target._events ?? NONE;
  if (newListener !== undefined) target.emit('newListener', type, listener.listener ?? listener);
  // Read again: whoever was told may have changed it.
  const events = tableOf(target);
  const present = events[type];
  if (present === undefined) {
    events[type] = listener;
    target._eventsCount += 1;
    return target;
  }
  const list = typeof present === 'function' ? events[type] = [present] : present;
  if (prepend) list.unshift(listener);
  else list.push(listener);
  const limit = limitOf(target);
  if (limit > 0 && list.length > limit && !list.warned) warnLeak(target, type, list, limit);
  return target;
}

proto.addListener = function addListener(type, listener) {
  return add(this, type, listener, false);
};
proto.on = proto.addListener;
proto.prependListener = function prependListener(type, listener) {
  return add(this, type, listener, true);
};

function wrapOnce(target, type, listener) {
  let fired = false;
  const wrapped = function (...args) {
    if (fired) return undefined;
    fired = true;
    target.removeListener(type, wrapped);
    return listener.apply(target, args);
  };
  Object.defineProperty(wrapped, 'name', { value: 'bound onceWrapper', configurable: true });
  wrapped.listener = listener;
  return wrapped;
}

proto.once = function once(type, listener) {
  if (typeof listener !== 'function') checkListener(listener);
  return this.on(type, wrapOnce(this, type, listener));
};
proto.prependOnceListener = function prependOnceListener(type, listener) {
  checkListener(listener);
  return this.prependListener(type, wrapOnce(this, type, listener));
};

proto.removeListener = function removeListener(type, listener) {
  if (typeof listener !== 'function') checkListener(listener);
  const events = this._events;
  if (events === undefined || events === NONE) return this;
  const list = events[type];
  if (list === undefined) return this;
  if (list === listener || list.listener === listener) {
    drop(this, events, type);
    if (events.removeListener) this.emit('removeListener', type, list.listener ?? listener);
    return this;
  }
  if (typeof list === 'function') return this;
  let at = list.length - 1;
  while (at >= 0 && list[at] !== listener && list[at].listener !== listener) at--;
  if (at < 0) return this;
  if (at === 0) list.shift();
  else list.splice(at, 1);
  if (list.length === 1) events[type] = list[0];
  if (events.removeListener !== undefined) this.emit('removeListener', type, listener);
  return this;
};
proto.off = proto.removeListener;

proto.removeAllListeners = function removeAllListeners(type) {
  const events = this._events;
  if (events === undefined || events === NONE) return this;
  const told = events.removeListener !== undefined;
  if (arguments.length > 0) {
    if (events[type] !== undefined) removeAll(this, events, type, told);
    return this;
  }
  if (told) {
    // Who listens for removals hears of all others first.
    const types = Reflect.ownKeys(events).filter((each) => each !== 'removeListener');
    for (const each of [...types, 'removeListener']) this.removeAllListeners(each);
  }
  this._events = NONE;
  this._eventsCount = 0;
  return this;
};

function removeAll(emitter, events, type, told) {
  const list = events[type];
  if (!told) drop(emitter, events, type);
  else if (typeof list === 'function') emitter.removeListener(type, list);
  else for (let i = list.length - 1; i >= 0; i--) emitter.removeListener(type, list[i]);
}

function listenersOf(target, type, unwrap) {
  const list = target._events?.[type];
  if (list === undefined) return [];
  if (typeof list === 'function') return [unwrap ? list.listener ?? list : list];
  return unwrap ? list.map((l) => l.listener ?? l) : list.slice();
}

proto.listeners = function listeners(type) {
  return listenersOf(this, type, true);
};
proto.rawListeners = function rawListeners(type) {
  return listenersOf(this, type, false);
};
proto.listenerCount = function listenerCount(type, listener) {
  const list = this._events?.[type];
  if (list === undefined) return 0;
  if (listener != null) {
    const all = typeof list === 'function' ? [list] : list;
    return all.filter((l) => l === listener || l.listener === listener).length;
  }
  return typeof list === 'function' ? 1 : list.length;
};
proto.eventNames = function eventNames() {
  return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
};

module.exports = EventEmitter;

Object.defineProperties(EventEmitter, {
  defaultMaxListeners: {
    enumerable: true,
    get: () => defaultMaxListeners,
    set(n) {
      checkCount(n, 'defaultMaxListeners');
      defaultMaxListeners = n;
    },
  },
  captureRejections: {
    enumerable: true,
    get: () => proto[kCapture],
    set(value) {
      require('../errors/validators.js').validateBoolean(value, 'EventEmitter.captureRejections');
      proto[kCapture] = value;
    },
  },
  EventEmitterAsyncResource: {
    enumerable: true,
    configurable: true,
    get: () => (AsyncEmitter ??= require('./extra.js').asyncEmitter(EventEmitter)),
  },
});
EventEmitter.EventEmitter = EventEmitter;
EventEmitter.usingDomains = false;
EventEmitter.captureRejectionSymbol = kRejection;
EventEmitter.errorMonitor = kErrorMonitor;
EventEmitter.kMaxEventTargetListeners = Symbol('events.maxEventTargetListeners');
EventEmitter.once = (emitter, name, options) => require('./extra.js').once(emitter, name, options);
EventEmitter.on = (emitter, name, options) => require('./extra.js').on(emitter, name, options);
EventEmitter.getEventListeners = (emitter, type) => require('./extra.js').getEventListeners(emitter, type);
EventEmitter.getMaxListeners = (emitter) => require('./extra.js').getMaxListeners(emitter, defaultMaxListeners);
EventEmitter.setMaxListeners = function setMaxListeners(n = defaultMaxListeners, ...targets) {
  checkCount(n, 'setMaxListeners');
  if (targets.length === 0) {
    defaultMaxListeners = n;
    return;
  }
  for (const target of targets) {
    if (typeof target.setMaxListeners === 'function') target.setMaxListeners(n);
    else require('./extra.js').setTargetLimit(target, n);
  }
};
EventEmitter.listenerCount = function listenerCount(emitter, type) {
  if (typeof emitter.listenerCount === 'function') return emitter.listenerCount(type);
  return proto.listenerCount.call(emitter, type);
};
EventEmitter.addAbortListener = (signal, listener) =>
  require('./extra.js').addAbortListener(signal, listener);
