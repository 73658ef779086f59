'use strict';

/** `AbortController` and `AbortSignal`. */

const { codes } = require('../errors/errors.js');
const bound = require('../errors/bound.js');
const { Event, EventTarget, defineHandler, hasStrong, kTrusted, kChanged } = require('./event-target.js');
const { WeakList } = require('./weak-list.js');
const timeouts = require('./abort-timeouts.js');
const { validateUint32 } = require('../errors/validators.js');

/** The options for what stands inside. */
const deeper = (options) => ({ ...options, depth: options.depth == null ? null : options.depth - 1 });
const kInspect = Symbol.for('nodejs.util.inspect.custom');
const SECRET = Symbol('made here');

/** Signals of `timeout` that somebody listens to; the others may be collected before their time. */
const awaited = new Set();

let abortSignal;
let expire;

/** The error of a timeout that nobody may ever look at: it has no frames, and is made when it is asked for. */
function timeoutError() {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return new DOMException('The operation was aborted due to timeout', 'TimeoutError');
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

class AbortSignal extends EventTarget {
  #aborted = false;
  #reason = undefined;
  /** Where the reason is to be had, until somebody asks; a signal of `timeout` that is over names itself. */
  #reasonOf = null;
  /** Signals made of this one by `any`: all of them weakly, and those that are listened to. */
  #dependents = null;
  #waiting = null;
  /** What `any` was given; null for other signals. */
  #sources = null;
  #timed = false;
  #wanted = false;
  #snapshot = undefined;

  constructor(secret) {
    if (secret !== SECRET) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    super();
  }

  static {
    abortSignal = (signal, reason) => signal.#abort(reason, null);
    expire = (signal) => {
      if (signal.#aborted) return false;
      const heard = signal.#wanted || signal.#dependents !== null || signal.#hasListeners();
      if (heard) bound.within(signal.#snapshot, () => signal.#abort(undefined, signal));
      else signal.#end(undefined, signal);
      return heard;
    };
  }

  #hasListeners() {
    return hasStrong(this, 'abort', true);
  }

  #end(reason, reasonOf) {
    this.#aborted = true;
    this.#reason = reason;
    this.#reasonOf = reasonOf;
  }

  #abort(reason, reasonOf) {
    if (this.#aborted) return;
    this.#end(reason, reasonOf);
    const dependents = [];
    for (const held of this.#dependents?.refs ?? []) {
      const dependent = held.deref();
      if (dependent !== undefined && !dependent.#aborted) {
        dependent.#end(reason, reasonOf);
        dependents.push(dependent);
      }
    }
    this.#dependents = null;
    this.#fire();
    for (const dependent of dependents) dependent.#fire();
  }

  #fire() {
    if (this.#hasListeners()) this.dispatchEvent(new Event('abort', { [kTrusted]: true }));
    this.#hold();
    this.#sources = this.#sources === null ? null : [];
  }

  [kChanged](type) {
    if (type === 'abort') this.#hold();
  }

  /** Keeps a signal while somebody listens to it, and what it was made of with it. */
  #hold() {
    const wanted = !this.#aborted && (hasStrong(this, 'abort') || (this.#waiting !== null && this.#waiting.size > 0));
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (this.#timed) {
      if (wanted) awaited.add(this);
      else awaited.delete(this);
    }
    for (const source of this.#sources ?? []) {
      if (wanted) (source.#waiting ??= new Set()).add(this);
      else source.#waiting?.delete(this);
      source.#hold();
    }
  }

  get aborted() { return this.#aborted; }

  get reason() {
    const from = this.#reasonOf;
    if (from !== null) {
      this.#reason = from === this ? timeoutError() : from.reason;
      this.#reasonOf = null;
    }
    return this.#reason;
  }

  throwIfAborted() {
    if (this.#aborted) throw this.reason;
  }

  [kInspect](depth, options) {
    if (depth < 0) return this.constructor.name;
    return `${this.constructor.name} ${require('../inspect/inspect.js').inspect({ aborted: this.aborted }, deeper(options))}`;
  }

  static abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    const signal = new AbortSignal(SECRET);
    signal.#aborted = true;
    signal.#reason = reason;
    return signal;
  }

  static timeout(delay) {
    validateUint32(delay, 'delay', false);
    const signal = new AbortSignal(SECRET);
    signal.#timed = true;
    signal.#snapshot = bound.snapshot();
    timeouts.add(signal, delay, expire);
    return signal;
  }

  static any(signals) {
    if (signals === null || typeof signals !== 'object' || typeof signals[Symbol.iterator] !== 'function') {
      throw new codes.ERR_INVALID_ARG_TYPE('signals', 'Array', signals);
    }
    const list = [...signals];
    list.forEach((signal, i) => {
      if (!(signal instanceof AbortSignal)) {
        throw new codes.ERR_INVALID_ARG_TYPE(`signals[${i}]`, 'AbortSignal', signal);
      }
    });
    const result = new AbortSignal(SECRET);
    result.#sources = [];
    for (const signal of list) {
      if (signal.aborted) {
        result.#end(signal.#reason, signal.#reasonOf === null ? null : signal);
        return result;
      }
    }
    result.#sources = [...new Set(list.flatMap((signal) => signal.#sources ?? [signal]))];
    for (const source of result.#sources) (source.#dependents ??= new WeakList()).add(result);
    return result;
  }
}
Object.defineProperty(AbortSignal.prototype, Symbol.toStringTag, { configurable: true, value: 'AbortSignal' });
defineHandler(AbortSignal.prototype, 'abort');

class AbortController {
  #signal = new AbortSignal(SECRET);

  get signal() { return this.#signal; }

  abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    abortSignal(this.#signal, reason);
  }

  [kInspect](depth, options) {
    if (depth < 0) return this.constructor.name;
    return `${this.constructor.name} ${require('../inspect/inspect.js').inspect({ signal: this.signal }, deeper(options))}`;
  }
}
Object.defineProperty(AbortController.prototype, Symbol.toStringTag, { configurable: true, value: 'AbortController' });
for (const key of ['aborted', 'reason', 'throwIfAborted']) {
  Object.defineProperty(AbortSignal.prototype, key, { enumerable: true });
}
for (const key of ['signal', 'abort']) Object.defineProperty(AbortController.prototype, key, { enumerable: true });

module.exports = { AbortController, AbortSignal };
