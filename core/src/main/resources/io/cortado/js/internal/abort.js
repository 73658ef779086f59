'use strict';

/** `AbortController` and `AbortSignal`. */

const { codes } = require('./errors');
const { Event, EventTarget, defineHandler, kTrusted } = require('./event_target');
const { validateUint32 } = require('./validators');

/** The options for what stands inside. */
const deeper = (options) => ({ ...options, depth: options.depth == null ? null : options.depth - 1 });
const kInspect = Symbol.for('nodejs.util.inspect.custom');
const SECRET = Symbol('made here');

let abortSignal;

class AbortSignal extends EventTarget {
  #aborted = false;
  #reason = undefined;
  /** Signals made of this one by `any`; weak, so that they can be collected before it. */
  #dependents = null;
  #composite = false;
  #sources = null;

  constructor(secret) {
    if (secret !== SECRET) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    super();
  }

  static {
    abortSignal = (signal, reason) => signal.#abort(reason);
  }

  #abort(reason) {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason;
    const dependents = [];
    for (const dependent of this.#dependents ?? []) {
      if (!dependent.#aborted) {
        dependent.#aborted = true;
        dependent.#reason = reason;
        dependents.push(dependent);
      }
    }
    this.#fire();
    for (const dependent of dependents) dependent.#fire();
  }

  #fire() {
    this.dispatchEvent(new Event('abort', { [kTrusted]: true }));
  }

  get aborted() { return this.#aborted; }

  get reason() { return this.#reason; }

  throwIfAborted() {
    if (this.#aborted) throw this.#reason;
  }

  [kInspect](depth, options) {
    if (depth < 0) return this.constructor.name;
    return `${this.constructor.name} ${require('./inspect').inspect({ aborted: this.aborted }, deeper(options))}`;
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
    setTimeout(() => {
      signal.#abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    }, delay).unref();
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
    result.#composite = true;
    for (const signal of list) {
      if (signal.aborted) {
        result.#aborted = true;
        result.#reason = signal.reason;
        return result;
      }
    }
    result.#sources = new Set(list.flatMap((signal) => (signal.#composite ? [...signal.#sources] : [signal])));
    for (const source of result.#sources) (source.#dependents ??= new Set()).add(result);
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
    return `${this.constructor.name} ${require('./inspect').inspect({ signal: this.signal }, deeper(options))}`;
  }
}
Object.defineProperty(AbortController.prototype, Symbol.toStringTag, { configurable: true, value: 'AbortController' });
for (const key of ['aborted', 'reason', 'throwIfAborted']) {
  Object.defineProperty(AbortSignal.prototype, key, { enumerable: true });
}
for (const key of ['signal', 'abort']) Object.defineProperty(AbortController.prototype, key, { enumerable: true });

module.exports = { AbortController, AbortSignal };
