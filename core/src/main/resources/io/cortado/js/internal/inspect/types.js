'use strict';

/** `util.types`: what an object is by itself, whatever its prototype says. */

const { brand } = require('./engine.js');

const protoOf = Object.getPrototypeOf;
const typedTag = Object.getOwnPropertyDescriptor(protoOf(Uint8Array.prototype), Symbol.toStringTag).get;

const isObject = (v) => v !== null && typeof v === 'object';
const is = (...names) => (names.length === 1 ? (v) => isObject(v) && brand(v) === names[0]
  : (v) => isObject(v) && names.includes(brand(v)));
const isFunction = (...names) => (v) => typeof v === 'function' && names.includes(brand(v));
const isTypedArray = (v) => ArrayBuffer.isView(v) && typedTag.call(v) !== undefined;

function isNativeError(value) {
  if (!isObject(value)) return false;
  const name = brand(value);
  // What Java throws is an error as well.
  return name === 'Error' || (name === 'Foreign' && value instanceof Error && Object.hasOwn(value, 'stack'));
}

const types = {
  isExternal: () => false,
  isDate: is('Date'),
  isArgumentsObject: is('Arguments'),
  isBigIntObject: is('BigInt'),
  isBooleanObject: is('Boolean'),
  isNumberObject: is('Number'),
  isStringObject: is('String'),
  isSymbolObject: is('Symbol'),
  isBoxedPrimitive: is('Number', 'String', 'Boolean', 'BigInt', 'Symbol'),
  isNativeError,
  isRegExp: is('RegExp'),
  isAsyncFunction: isFunction('AsyncFunction', 'AsyncGeneratorFunction'),
  isGeneratorFunction: isFunction('GeneratorFunction', 'AsyncGeneratorFunction'),
  isGeneratorObject: is('Generator'),
  isPromise: is('Promise'),
  isMap: is('Map'),
  isSet: is('Set'),
  isMapIterator: is('MapIterator'),
  isSetIterator: is('SetIterator'),
  isWeakMap: is('WeakMap'),
  isWeakSet: is('WeakSet'),
  isArrayBuffer: is('ArrayBuffer'),
  isDataView: is('DataView'),
  isSharedArrayBuffer: is('SharedArrayBuffer'),
  isProxy: (v) => (isObject(v) || typeof v === 'function') && brand(v) === 'Proxy',
  isModuleNamespaceObject: is('Module'),
  isAnyArrayBuffer: is('ArrayBuffer', 'SharedArrayBuffer'),
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
