'use strict';

/** `util.types`: brand checks. A failed brand check throws, which is dear, so a cheap test goes first. */

const proxies = require('./proxies.js');

const tagOf = Function.prototype.call.bind(Object.prototype.toString);
const protoOf = Object.getPrototypeOf;
const typedTag = Object.getOwnPropertyDescriptor(protoOf(Uint8Array.prototype), Symbol.toStringTag).get;

const isObject = (v) => v !== null && typeof v === 'object';

/** A check for instances of `Class`: by prototype first, then by `brand`, which throws for anything else. */
function branded(Class, brand) {
  return (value) => {
    if (!isObject(value) || !(value instanceof Class || protoOf(value) === null)) return false;
    try {
      brand.call(value);
      return true;
    } catch {
      return false;
    }
  };
}

const getter = (Class, name) => Object.getOwnPropertyDescriptor(Class.prototype, name).get;
const nothing = {};

const isMap = branded(Map, getter(Map, 'size'));
const isSet = branded(Set, getter(Set, 'size'));
const isDate = branded(Date, Date.prototype.getTime);
const isWeakMap = branded(WeakMap, function () { WeakMap.prototype.has.call(this, nothing); });
const isWeakSet = branded(WeakSet, function () { WeakSet.prototype.has.call(this, nothing); });
const isArrayBuffer = branded(ArrayBuffer, getter(ArrayBuffer, 'byteLength'));
const isSharedArrayBuffer = typeof SharedArrayBuffer === 'function'
  ? branded(SharedArrayBuffer, getter(SharedArrayBuffer, 'byteLength')) : () => false;
const isDataView = (v) => ArrayBuffer.isView(v) && typedTag.call(v) === undefined;
const isRegExp = branded(RegExp, function () {
  if (this === RegExp.prototype) throw new TypeError('not a RegExp');
  getter(RegExp, 'source').call(this);
});
const isNumberObject = branded(Number, Number.prototype.valueOf);
const isStringObject = branded(String, String.prototype.valueOf);
const isBooleanObject = branded(Boolean, Boolean.prototype.valueOf);
const isSymbolObject = branded(Symbol, Symbol.prototype.valueOf);
const isBigIntObject = branded(BigInt, BigInt.prototype.valueOf);
const isPromise = (v) => isObject(v) && v instanceof Promise && v !== Promise.prototype;
const isNativeError = (v) => isObject(v) && (v instanceof Error ? Object.hasOwn(v, 'stack') || tagOf(v) === '[object Error]'
  : tagOf(v) === '[object Error]' && !(Symbol.toStringTag in v));
const isTypedArray = (v) => ArrayBuffer.isView(v) && typedTag.call(v) !== undefined;
const isAnyArrayBuffer = (v) => isArrayBuffer(v) || isSharedArrayBuffer(v);
const isArgumentsObject = (v) => isObject(v) && !(Symbol.toStringTag in v) && tagOf(v) === '[object Arguments]';

const GeneratorFunction = protoOf(function* () {});
const AsyncFunction = protoOf(async () => {});
const AsyncGeneratorFunction = protoOf(async function* () {});
const under = (proto, v) => typeof v === 'function' && v !== proto && Object.prototype.isPrototypeOf.call(proto, v);
const iteratorTag = (tag) => (v) => isObject(v) && tagOf(v) === `[object ${tag}]` && !Object.hasOwn(v, Symbol.toStringTag);

const types = {
  isExternal: () => false,
  isDate,
  isArgumentsObject,
  isBigIntObject,
  isBooleanObject,
  isNumberObject,
  isStringObject,
  isSymbolObject,
  isBoxedPrimitive: (v) => isObject(v)
    && (isNumberObject(v) || isStringObject(v) || isBooleanObject(v) || isBigIntObject(v) || isSymbolObject(v)),
  isNativeError,
  isRegExp,
  isAsyncFunction: (v) => under(AsyncFunction, v) || under(AsyncGeneratorFunction, v),
  isGeneratorFunction: (v) => under(GeneratorFunction, v) || under(AsyncGeneratorFunction, v),
  isGeneratorObject: (v) => isObject(v) && /^\[object (Async)?Generator\]$/.test(tagOf(v)),
  isPromise,
  isMap,
  isSet,
  isMapIterator: iteratorTag('Map Iterator'),
  isSetIterator: iteratorTag('Set Iterator'),
  isWeakMap,
  isWeakSet,
  isArrayBuffer,
  isDataView,
  isSharedArrayBuffer,
  isProxy: (v) => proxies.details(v) !== undefined,
  isModuleNamespaceObject: (v) => isObject(v) && protoOf(v) === null && v[Symbol.toStringTag] === 'Module',
  isAnyArrayBuffer,
  isCryptoKey: (v) => isObject(v) && typeof CryptoKey === 'function' && v instanceof CryptoKey,
  isKeyObject: (v) => isObject(v) && /^(Secret|Public|Private)KeyObject$/.test(v.constructor?.name),
  isArrayBufferView: ArrayBuffer.isView,
  isTypedArray,
};

for (const name of ['Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array', 'Int8Array', 'Int16Array',
  'Int32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array']) {
  types[`is${name}`] = (v) => ArrayBuffer.isView(v) && typedTag.call(v) === name;
}

module.exports = types;
