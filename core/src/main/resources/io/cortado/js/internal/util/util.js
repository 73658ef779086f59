'use strict';

/** Node's `util`. What is seldom used is loaded at first touch. */

const { codes } = require('../errors/errors.js');
const { validateFunction, validateString, validateObject, validateNumber } = require('../errors/validators.js');

const kPromisify = Symbol.for('nodejs.util.promisify.custom');
const kPromisifyArgs = Symbol('customPromisifyArgs');

function inherits(constructor, parent) {
  if (constructor === undefined || constructor === null) {
    throw new codes.ERR_INVALID_ARG_TYPE('ctor', 'Function', constructor);
  }
  if (parent === undefined || parent === null) throw new codes.ERR_INVALID_ARG_TYPE('superCtor', 'Function', parent);
  if (parent.prototype === undefined) {
    throw new codes.ERR_INVALID_ARG_TYPE('superCtor.prototype', 'Object', parent.prototype);
  }
  Object.defineProperty(constructor, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
}

const warned = new Set();

function deprecate(fn, message, code) {
  validateFunction(fn, 'fn');
  if (code !== undefined) validateString(code, 'code');
  if (process.noDeprecation === true) return fn;
  let done = false;
  function deprecated(...args) {
    if (!done) {
      done = true;
      if (code === undefined || !warned.has(code)) {
        if (code !== undefined) warned.add(code);
        process.emitWarning(message, 'DeprecationWarning', code, deprecated);
      }
    }
    return new.target ? Reflect.construct(fn, args, new.target) : Reflect.apply(fn, this, args);
  }
  Object.setPrototypeOf(deprecated, fn);
  if (fn.prototype) deprecated.prototype = fn.prototype;
  Object.defineProperty(deprecated, 'length', { ...Object.getOwnPropertyDescriptor(fn, 'length') });
  return deprecated;
}

function promisify(original) {
  validateFunction(original, 'original');
  if (original[kPromisify]) {
    const custom = original[kPromisify];
    validateFunction(custom, 'util.promisify.custom');
    return Object.defineProperty(custom, kPromisify, { value: custom, configurable: true });
  }
  const names = original[kPromisifyArgs];
  function fn(...args) {
    return new Promise((resolve, reject) => {
      Reflect.apply(original, this, [...args, (err, ...values) => {
        if (err) return reject(err);
        if (names !== undefined && values.length > 1) {
          return resolve(Object.fromEntries(names.map((name, i) => [name, values[i]])));
        }
        return resolve(values[0]);
      }]);
    });
  }
  Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
  Object.defineProperty(fn, kPromisify, { value: fn, configurable: true });
  const own = Object.getOwnPropertyDescriptors(original);
  for (const key of Reflect.ownKeys(own)) {
    if (key !== 'prototype' || own[key].configurable) Object.defineProperty(fn, key, own[key]);
  }
  return fn;
}
promisify.custom = kPromisify;

function callbackify(original) {
  validateFunction(original, 'original');
  function callbackified(...args) {
    const callback = args.pop();
    validateFunction(callback, 'last argument');
    const bound = callback.bind(this);
    Reflect.apply(original, this, args).then(
      (value) => process.nextTick(bound, null, value),
      (reason) => {
        let err = reason;
        if (!err) {
          err = new codes.ERR_FALSY_VALUE_REJECTION(reason);
          err.reason = reason;
        }
        process.nextTick(bound, err);
      },
    );
  }
  const own = Object.getOwnPropertyDescriptors(original);
  if (typeof own.length.value === 'number') own.length.value++;
  if (typeof own.name.value === 'string') own.name.value += 'Callbackified';
  for (const key of Reflect.ownKeys(own)) {
    if (key !== 'prototype' || own[key].configurable) Object.defineProperty(callbackified, key, own[key]);
  }
  return callbackified;
}

function toUSVString(value) {
  return String(value).toWellFormed();
}

/** What waits for `aborted`, by the resource it was asked for. */
const waiting = new WeakMap();

/** Made in a function of its own, for a closure keeps all that stands around it. */
function resolveOf(held) {
  return () => held.deref()?.();
}

function aborted(signal, resource) {
  if (signal === undefined) throw new codes.ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  require('../errors/validators.js').validateAbortSignal(signal, 'signal');
  validateObject(resource, 'resource', { allowFunction: true, allowArray: true });
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    // Of interest as long as there is the resource, which the signal does not keep.
    waiting.set(resource, (waiting.get(resource) ?? new Set()).add(resolve));
    const { kWeak } = require('../events/event-target.js');
    signal.addEventListener('abort', resolveOf(new WeakRef(resolve)), { once: true, [kWeak]: true });
  });
}

function stripVTControlCharacters(string) {
  validateString(string, 'str');
  return require('../inspect/text.js').stripColors(string);
}

/** Whether a stream takes colours, as its kind and NO_COLOR, FORCE_COLOR and NODE_DISABLE_COLORS say. */
function takesColors(stream) {
  const { env } = process;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0';
  if (env.NO_COLOR !== undefined || env.NODE_DISABLE_COLORS !== undefined) return false;
  return stream?.isTTY === true && (typeof stream.getColorDepth !== 'function' || stream.getColorDepth() > 2);
}

function styleText(format, text, { validateStream = true, stream = process.stdout } = {}) {
  validateString(text, 'text');
  const { inspect } = require('../inspect/inspect.js');
  let out = text;
  for (const name of [].concat(format).reverse()) {
    const pair = inspect.colors[name];
    if (pair === undefined) {
      require('../errors/validators.js').validateOneOf(name, 'format', Object.keys(inspect.colors));
    }
    out = `\u001b[${pair[0]}m${out}\u001b[${pair[1]}m`;
  }
  return validateStream && !takesColors(stream) ? text : out;
}

/** The inspector, whose defaults can be set: the setter checks them, and what checks may have to inspect. */
function inspector() {
  const { inspect, defaults } = require('../inspect/inspect.js');
  Object.defineProperty(inspect, 'defaultOptions', {
    get: () => defaults,
    set(options) {
      validateObject(options, 'options');
      for (const key of Object.keys(options)) if (Object.hasOwn(defaults, key)) defaults[key] = options[key];
    },
  });
  return inspect;
}

function formatWithOptions(options, ...args) {
  validateObject(options, 'inspectOptions', { allowArray: true });
  return require('../inspect/format.js').formatWithOptions(options, ...args);
}

function getSystemErrorName(err) {
  validateNumber(err, 'err');
  return require('../errors/uv.js').errname(err);
}

const lazy = {
  inspect: inspector,
  format: () => require('../inspect/format.js').format,
  formatWithOptions: () => formatWithOptions,
  types: () => require('../inspect/types.js'),
  isDeepStrictEqual: () => (a, b) => require('../assert/deep-equal.js').isDeepEqual(a, b, true),
  debuglog: () => require('../diagnostics/debuglog.js').debuglog,
  debug: () => require('../diagnostics/debuglog.js').debuglog,
  parseArgs: () => require('./parse-args.js').parseArgs,
  parseEnv: () => require('./parse-env.js').parseEnv,
  MIMEType: () => require('./mime.js').MIMEType,
  MIMEParams: () => require('./mime.js').MIMEParams,
  TextEncoder: () => globalThis.TextEncoder,
  TextDecoder: () => globalThis.TextDecoder,
  getCallSites: () => require('../inspect/call-sites.js').getCallSites,
  getCallSite: () => require('../inspect/call-sites.js').getCallSites,
};

const util = module.exports = {
  _extend(target, source) {
    if (source === null || typeof source !== 'object') return target;
    return Object.assign(target, source);
  },
  _errnoException: (err, syscall) => require('../errors/uv.js').errnoException(err, syscall),
  aborted,
  callbackify,
  deprecate,
  getSystemErrorMap: () => new Map(require('../errors/uv.js').byNumber),
  getSystemErrorMessage: (err) => require('../errors/uv.js').byNumber.get(err)?.[1],
  getSystemErrorName,
  inherits,
  promisify,
  stripVTControlCharacters,
  styleText,
  toUSVString,
  diff: (actual, expected) => require('./diff.js').diff(actual, expected),
  setTraceSigInt(enable) {
    require('../errors/validators.js').validateBoolean(enable, 'enable');
    if (!enable) return;
    const { unsupported } = require('../errors/errors.js');
    throw unsupported('util.setTraceSigInt', 'listen to SIGINT and print new Error().stack');
  },
  transferableAbortController: () => new AbortController(),
  transferableAbortSignal: (signal) => signal,
  isArray: Array.isArray,
  isBoolean: (v) => typeof v === 'boolean',
  isBuffer: (v) => require('../buffer/buffer.js').Buffer.isBuffer(v),
  isDate: (v) => util.types.isDate(v),
  isError: (v) => Object.prototype.toString.call(v) === '[object Error]' || v instanceof Error,
  isFunction: (v) => typeof v === 'function',
  isNull: (v) => v === null,
  isNullOrUndefined: (v) => v === null || v === undefined,
  isNumber: (v) => typeof v === 'number',
  isObject: (v) => v !== null && typeof v === 'object',
  isPrimitive: (v) => v === null || (typeof v !== 'object' && typeof v !== 'function'),
  isRegExp: (v) => util.types.isRegExp(v),
  isString: (v) => typeof v === 'string',
  isSymbol: (v) => typeof v === 'symbol',
  isUndefined: (v) => v === undefined,
  log(...args) {
    const now = new Date();
    const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map((n) => String(n).padStart(2, '0')).join(':');
    const month = now.toString().slice(4, 7);
    console.log('%s - %s', `${now.getDate()} ${month} ${time}`, util.format(...args));
  },
};

for (const name of Object.keys(lazy)) {
  Object.defineProperty(util, name, {
    configurable: true,
    enumerable: true,
    get() {
      const value = lazy[name]();
      Object.defineProperty(util, name, { value, writable: true, enumerable: true, configurable: true });
      return value;
    },
    set(value) {
      Object.defineProperty(util, name, { value, writable: true, enumerable: true, configurable: true });
    },
  });
}
Object.defineProperty(promisify, 'customArgs', { value: kPromisifyArgs });
