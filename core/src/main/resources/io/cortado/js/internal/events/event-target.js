'use strict';

/** `Event`, `CustomEvent` and `EventTarget`, in Node's flavour. */

const { codes } = require('../errors/errors.js');

const kInspect = Symbol.for('nodejs.util.inspect.custom');
const kTarget = Symbol('target');
const kCurrent = Symbol('currentTarget');
const kDispatching = Symbol('dispatching');
const kStopNow = Symbol('stopImmediate');
const kStop = Symbol('stop');
const kPassive = Symbol('passive');
const kTrusted = Symbol('trusted');
const kListeners = Symbol('events');
/** What a target is told whose listeners of a type have changed. */
const kChanged = Symbol('changed');
const kWeak = Symbol('weak');

const slot = (value) => ({ value, writable: true, enumerable: false, configurable: true });
/** What each event keeps for its dispatch. */
const slots = {
  [kTarget]: slot(null),
  [kCurrent]: slot(null),
  [kDispatching]: slot(false),
  [kStopNow]: slot(false),
  [kStop]: slot(false),
  [kPassive]: slot(false),
};

const now = () => performance.now();

class Event {
  #type;
  /** `bubbles`, `cancelable` and `composed`. */
  #ways;
  #prevented = false;
  #time;

  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
    if (options != null && typeof options !== 'object') {
      throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
    }
    this.#type = `${type}`;
    const { bubbles, cancelable, composed } = options ?? {};
    this.#ways = { bubbles: !!bubbles, cancelable: !!cancelable, composed: !!composed };
    this.#time = now();
    Object.defineProperties(this, slots);
    if (options?.[kTrusted]) Object.defineProperty(this, 'isTrusted', { get: () => true, enumerable: true });
    else Object.defineProperty(this, 'isTrusted', { get: isTrusted, enumerable: true, configurable: false });
  }

  initEvent(type, bubbles = false, cancelable = false) {
    if (this[kDispatching]) return;
    this.#type = `${type}`;
    this.#ways = { ...this.#ways, bubbles: !!bubbles, cancelable: !!cancelable };
  }

  stopImmediatePropagation() {
    this[kStop] = true;
    this[kStopNow] = true;
  }

  preventDefault() {
    if (!this[kPassive]) this.#prevented = true;
  }

  get target() { return this[kTarget]; }

  get currentTarget() { return this[kCurrent]; }

  get srcElement() { return this[kTarget]; }

  get type() { return this.#type; }

  get cancelable() { return this.#ways.cancelable; }

  get defaultPrevented() { return this.#ways.cancelable && this.#prevented; }

  get timeStamp() { return this.#time; }

  composedPath() { return this[kDispatching] ? [this[kTarget]] : []; }

  get returnValue() { return !this.defaultPrevented; }

  get bubbles() { return this.#ways.bubbles; }

  get composed() { return this.#ways.composed; }

  get eventPhase() { return this[kDispatching] ? 2 : 0; }

  get cancelBubble() { return this[kStop]; }

  set cancelBubble(value) {
    if (value) this[kStop] = true;
  }

  stopPropagation() { this[kStop] = true; }

  [kInspect](depth, options) {
    const { name } = this.constructor;
    if (depth < 0) return name;
    const inner = { ...options, depth: Number.isInteger(options.depth) ? options.depth - 1 : options.depth };
    return `${name} ${require('../inspect/inspect.js').inspect({
      type: this.type, defaultPrevented: this.defaultPrevented, cancelable: this.cancelable, timeStamp: this.timeStamp,
    }, inner)}`;
  }
}

function isTrusted() {
  return false;
}

Object.assign(Event, { NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3 });
Object.defineProperty(Event.prototype, Symbol.toStringTag, { configurable: true, value: 'Event' });
for (const key of ['type', 'target', 'currentTarget', 'srcElement', 'bubbles', 'cancelable', 'composed', 'defaultPrevented',
  'returnValue', 'timeStamp', 'eventPhase', 'cancelBubble', 'preventDefault', 'stopPropagation',
  'stopImmediatePropagation', 'composedPath', 'initEvent']) {
  Object.defineProperty(Event.prototype, key, { enumerable: true });
}

class CustomEvent extends Event {
  #detail;

  constructor(type, options = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
    super(type, options);
    this.#detail = options?.detail ?? null;
  }

  get detail() { return this.#detail; }
}
Object.defineProperty(CustomEvent.prototype, Symbol.toStringTag, { configurable: true, value: 'CustomEvent' });
Object.defineProperty(CustomEvent.prototype, 'detail', { enumerable: true });

function listenersFor(target, type) {
  const table = target[kListeners];
  if (table === undefined) throw new codes.ERR_INVALID_THIS('EventTarget');
  return table === null ? undefined : table.get(type);
}

/** Whether a target has listeners of a type, other than those that may go with what they serve; `any`, even those. */
function hasStrong(target, type, any = false) {
  const list = listenersFor(target, type);
  return list !== undefined && (any || list.some((entry) => !entry.weak));
}

/** Made in a function of its own, for a closure keeps all that stands around it. */
function dropOf(held) {
  return () => held.deref()?.drop();
}

/** Removes a listener when a signal aborts; the signal does not keep it alive, and knows it no longer than needed. */
function follow(signal, target, type, entry) {
  entry.drop = () => target.removeEventListener(type, entry.listener, { capture: entry.capture });
  const onAbort = dropOf(new WeakRef(entry));
  signal.addEventListener('abort', onAbort, { once: true, [kWeak]: true });
  entry.unfollow = () => signal.removeEventListener('abort', onAbort);
}

function readOptions(options) {
  if (options === undefined || options === null || typeof options === 'boolean') {
    return { capture: !!options, once: false, passive: false, signal: undefined, weak: false };
  }
  const { capture, once, passive, signal } = options;
  return { capture: !!capture, once: !!once, passive: !!passive, signal, weak: options[kWeak] === true };
}

class EventTarget {
  constructor() {
    this[kListeners] = null;
  }

  addEventListener(type, listener, options = undefined) {
    if (arguments.length < 2) throw new codes.ERR_MISSING_ARGS('type', 'listener');
    const { capture, once, passive, signal, weak } = readOptions(options);
    if (signal !== undefined) require('../errors/validators.js').validateAbortSignal(signal, 'options.signal');
    const list = listenersFor(this, `${type}`);
    if (listener === null || listener === undefined) {
      const warning = new Error(`addEventListener called with ${listener} which has no effect.`);
      warning.name = 'AddEventListenerArgumentTypeWarning';
      warning.target = this;
      warning.type = type;
      process.emitWarning(warning);
      return;
    }
    if (typeof listener !== 'function' && typeof listener !== 'object') {
      throw new codes.ERR_INVALID_ARG_TYPE('listener', 'EventListener', listener);
    }
    if (signal?.aborted) return;
    type = `${type}`;
    if (list !== undefined && list.some((e) => e.listener === listener && e.capture === capture)) return;
    const entry = { listener, capture, once, passive, weak, removed: false, drop: undefined, unfollow: undefined };
    if (list === undefined) (this[kListeners] ??= new Map()).set(type, [entry]);
    else list.push(entry);
    if (signal) follow(signal, this, type, entry);
    this[kChanged]?.(type);
  }

  removeEventListener(type, listener, options = undefined) {
    if (arguments.length < 2) throw new codes.ERR_MISSING_ARGS('type', 'listener');
    type = `${type}`;
    const { capture } = readOptions(options);
    const list = listenersFor(this, type);
    if (list === undefined) return;
    const at = list.findIndex((e) => e.listener === listener && e.capture === capture);
    if (at === -1) return;
    list[at].removed = true;
    list[at].unfollow?.();
    // A new list, so that a dispatch under way keeps walking the old one.
    const rest = list.filter((_, i) => i !== at);
    if (rest.length === 0) this[kListeners].delete(type);
    else this[kListeners].set(type, rest);
    this[kChanged]?.(type);
  }

  dispatchEvent(event) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('event');
    if (!(event instanceof Event)) throw new codes.ERR_INVALID_ARG_TYPE('event', 'Event', event);
    if (event[kDispatching]) throw new codes.ERR_EVENT_RECURSION(event.type);
    dispatch(this, event);
    return event.defaultPrevented !== true;
  }

  [kInspect](depth, options) {
    const { name } = this.constructor;
    if (depth < 0) return name;
    return `${name} ${require('../inspect/inspect.js').inspect({}, options)}`;
  }
}
Object.defineProperty(EventTarget.prototype, Symbol.toStringTag, { configurable: true, value: 'EventTarget' });
for (const key of ['addEventListener', 'removeEventListener', 'dispatchEvent']) {
  Object.defineProperty(EventTarget.prototype, key, { enumerable: true });
}

function dispatch(target, event) {
  event[kTarget] = target;
  event[kCurrent] = target;
  event[kDispatching] = true;
  const list = listenersFor(target, event.type);
  if (list !== undefined) {
    for (const entry of list.slice()) {
      if (entry.removed) continue;
      if (entry.once) target.removeEventListener(event.type, entry.listener, { capture: entry.capture });
      callListener(target, entry, event);
      if (event[kStopNow]) break;
    }
  }
  event[kDispatching] = false;
  event[kCurrent] = null;
}

function callListener(target, entry, event) {
  event[kPassive] = entry.passive;
  try {
    const { listener } = entry;
    const fn = typeof listener === 'function' ? listener : listener.handleEvent;
    if (typeof fn === 'function') {
      const result = fn.call(typeof listener === 'function' ? target : listener, event);
      if (result !== null && typeof result === 'object' && typeof result.then === 'function') {
        result.then(undefined, rethrow);
      }
    }
  } catch (err) {
    rethrow(err);
  }
  event[kPassive] = false;
}

/** Errors of listeners do not reach the dispatcher; they are uncaught exceptions. */
function rethrow(err) {
  process.nextTick(() => {
    throw err;
  });
}

/** Defines `on<type>` on a prototype, as an attribute that is a listener. */
function defineHandler(proto, type) {
  const key = Symbol(`on${type}`);
  Object.defineProperty(proto, `on${type}`, {
    configurable: true,
    enumerable: true,
    get() {
      return this[key]?.handler ?? null;
    },
    set(value) {
      const handler = typeof value === 'function' ? value : null;
      const held = this[key];
      if (held !== undefined) {
        held.handler = handler;
        if (handler === null) {
          this.removeEventListener(type, held.listener);
          this[key] = undefined;
        }
      } else if (handler !== null) {
        const entry = { handler, listener: undefined };
        entry.listener = function (event) {
          return entry.handler.call(this, event);
        };
        Object.defineProperty(this, key, { value: entry, writable: true, configurable: true });
        this.addEventListener(type, entry.listener);
      }
    },
  });
}

function listenersOf(target, type) {
  return (target[kListeners]?.get(type) ?? []).map((entry) => entry.listener);
}

/** The types that a target has listeners of. */
const typesOf = (target) => [...(target[kListeners]?.keys() ?? [])];

module.exports = {
  typesOf,
  Event, CustomEvent, EventTarget, defineHandler, dispatch, listenersOf, hasStrong, kTrusted, kChanged, kWeak,
};
