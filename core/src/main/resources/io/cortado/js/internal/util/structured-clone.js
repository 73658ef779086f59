'use strict';

/** `structuredClone`. */

const types = require('../inspect/types.js');
const { codes } = require('../errors/errors.js');
const { isError } = require('../inspect/error.js');

const errorClasses = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

function cannot(value) {
  const shown = typeof value === 'symbol' ? value.toString() : typeof value === 'function' ? String(value)
    : `#<${value?.constructor?.name ?? 'Object'}>`;
  return new DOMException(`${shown} could not be cloned.`, 'DataCloneError');
}

function cloneSpecial(value, seen) {
  if (types.isDate(value)) return new Date(value.getTime());
  if (types.isRegExp(value)) return new RegExp(value.source, value.flags);
  if (types.isBoxedPrimitive(value)) {
    if (types.isSymbolObject(value)) throw cannot(value);
    return Object(value.valueOf());
  }
  if (types.isAnyArrayBuffer(value)) return value.slice(0);
  if (ArrayBuffer.isView(value)) {
    const buffer = clone(value.buffer, seen);
    if (types.isDataView(value)) return new DataView(buffer, value.byteOffset, value.byteLength);
    const Class = globalThis[Object.getOwnPropertyDescriptor(
      Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get.call(value)];
    return new Class(buffer, value.byteOffset, value.length);
  }
  return undefined;
}

function cloneError(value, seen) {
  const Class = errorClasses[value.name] ?? Error;
  const copy = Object.create(Class.prototype);
  seen.set(value, copy);
  const real = new Class(value.message);
  Object.defineProperty(real, 'stack', { value: value.stack, configurable: true, writable: true });
  if (Object.hasOwn(value, 'cause')) {
    Object.defineProperty(real, 'cause', { value: clone(value.cause, seen), configurable: true, writable: true });
  }
  seen.set(value, real);
  return real;
}

/** The own fields of an object or the items of a list. */
function cloneFields(value, copy, seen) {
  seen.set(value, copy);
  for (const key of Object.keys(value)) copy[key] = clone(value[key], seen);
  return copy;
}

/** Whether nothing is special about an object, as of most: only proxies and errors may look so. */
function isPlain(value) {
  return Object.getPrototypeOf(value) === Object.prototype && !types.isProxy(value) && !isError(value);
}

function clone(value, seen) {
  if (typeof value === 'symbol' || typeof value === 'function') throw cannot(value);
  if (value === null || typeof value !== 'object') return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value) && !types.isProxy(value)) return cloneFields(value, new Array(value.length), seen);
  if (isPlain(value)) return cloneFields(value, {}, seen);
  const special = cloneSpecial(value, seen);
  if (special !== undefined) {
    seen.set(value, special);
    return special;
  }
  if (isError(value)) return cloneError(value, seen);
  if (types.isWeakMap(value) || types.isWeakSet(value) || types.isPromise(value) || types.isProxy(value)
      || value instanceof WeakRef) {
    throw cannot(value);
  }
  let copy;
  if (types.isMap(value)) {
    copy = new Map();
    seen.set(value, copy);
    for (const [key, item] of [...value]) copy.set(clone(key, seen), clone(item, seen));
    return copy;
  }
  if (types.isSet(value)) {
    copy = new Set();
    seen.set(value, copy);
    for (const item of [...value]) copy.add(clone(item, seen));
    return copy;
  }
  if (typeof Blob === 'function' && value instanceof Blob) return value;
  return cloneFields(value, {}, seen);
}

/** The global `structuredClone`; buffers listed in `transfer` are moved, not copied. */
function structuredClone(value, options) {
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('value');
  const seen = new Map();
  for (const item of options?.transfer ?? []) {
    if (item instanceof ArrayBuffer) {
      if (seen.has(item) || item.detached) {
        throw new DOMException('An ArrayBuffer is detached and could not be cloned.', 'DataCloneError');
      }
      seen.set(item, item.transfer());
    } else if (item !== null && typeof item === 'object' && item.constructor?.name === 'MessagePort') {
      seen.set(item, item);
    } else {
      throw new DOMException('Value not transferable', 'DataCloneError');
    }
  }
  return clone(value, seen);
}

module.exports = { structuredClone };
