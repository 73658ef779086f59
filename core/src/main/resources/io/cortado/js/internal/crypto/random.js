'use strict';

/** Random numbers, bytes and identifiers. */

const { Buffer, kMaxLength } = require('../buffer/buffer.js');
const { codes } = require('../errors/errors.js');
const { validateFunction, validateObject, validateBoolean, validateNumber } = require('../errors/validators.js');
const { isAnyArrayBuffer } = require('./util.js');
const binding = internalBinding('crypto');

const MAX = Math.min(2147483647, kMaxLength ?? 2147483647);

function checkSize(size, name, limit = MAX) {
  validateNumber(size, name);
  if (Number.isNaN(size) || size < 0 || size > limit) {
    throw new codes.ERR_OUT_OF_RANGE(name, `>= 0 && <= ${limit}`, size);
  }
  return size >>> 0;
}

function randomBytes(size, callback) {
  const count = checkSize(size, 'size');
  if (callback !== undefined) validateFunction(callback, 'callback');
  const bytes = Buffer.from(new ArrayBuffer(binding.random(count)));
  if (callback === undefined) return bytes;
  process.nextTick(callback, null, bytes);
  return undefined;
}

/** Fills what the caller gave. Offsets count in elements of the view. */
function randomFillSync(target, offset = 0, size = undefined) {
  if (!ArrayBuffer.isView(target) && !isAnyArrayBuffer(target)) {
    throw new codes.ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], target);
  }
  const unit = target.BYTES_PER_ELEMENT ?? 1;
  const start = checkOffset(offset, unit, target.byteLength);
  let count = target.byteLength - start;
  if (size !== undefined) {
    validateNumber(size, 'size');
    count = size * unit;
    if (Number.isNaN(count) || count < 0 || count > MAX) throw new codes.ERR_OUT_OF_RANGE('size', `>= 0 && <= ${MAX}`, count);
    if (count + start > target.byteLength) {
      throw new codes.ERR_OUT_OF_RANGE('size + offset', `<= ${target.byteLength}`, count + start);
    }
  }
  const view = ArrayBuffer.isView(target)
    ? new Uint8Array(target.buffer, target.byteOffset, target.byteLength) : new Uint8Array(target);
  view.set(new Uint8Array(new ArrayBuffer(binding.random(count))), start);
  return target;
}

function checkOffset(offset, unit, length) {
  validateNumber(offset, 'offset');
  const start = offset * unit;
  const limit = Math.min(length, MAX);
  if (Number.isNaN(start) || start > limit || start < 0) throw new codes.ERR_OUT_OF_RANGE('offset', `>= 0 && <= ${limit}`, start);
  return start;
}

function randomFill(target, offset, size, callback) {
  const args = [offset, size].filter((value) => typeof value !== 'function');
  const done = [callback, size, offset].find((value) => typeof value === 'function');
  if (!ArrayBuffer.isView(target) && !isAnyArrayBuffer(target)) {
    throw new codes.ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], target);
  }
  validateFunction(done, 'callback');
  randomFillSync(target, ...args);
  process.nextTick(done, null, target);
}

const RANGE = 2 ** 48;

function randomInt(min, max, callback) {
  let low = min;
  let high = max;
  let done = callback;
  if (max === undefined || typeof max === 'function') {
    done = max;
    high = min;
    low = 0;
  }
  if (done !== undefined) validateFunction(done, 'callback');
  if (!Number.isSafeInteger(low)) throw new codes.ERR_INVALID_ARG_TYPE('min', 'a safe integer', low);
  if (!Number.isSafeInteger(high)) throw new codes.ERR_INVALID_ARG_TYPE('max', 'a safe integer', high);
  if (high <= low) {
    throw new codes.ERR_OUT_OF_RANGE('max', `greater than the value of "min" (${low})`, high);
  }
  const range = high - low;
  if (!(range <= RANGE - 1)) throw new codes.ERR_OUT_OF_RANGE('max - min', `<= ${RANGE - 1}`, range);
  const limit = RANGE - (RANGE % range);
  let number = binding.random48();
  while (number >= limit) number = binding.random48();
  const result = (number % range) + low;
  if (done === undefined) return result;
  process.nextTick(done, undefined, result);
  return undefined;
}

function randomUUID(options) {
  if (options !== undefined) {
    validateObject(options, 'options');
    if (options.disableEntropyCache !== undefined) {
      validateBoolean(options.disableEntropyCache, 'options.disableEntropyCache');
    }
  }
  return binding.uuid();
}

const INTEGERS = new Set(['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array',
  'Uint32Array', 'BigInt64Array', 'BigUint64Array']);

/** `webcrypto.getRandomValues`. */
function getRandomValues(array) {
  const tag = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag);
  if (!ArrayBuffer.isView(array) || !INTEGERS.has(tag.get.call(array))) {
    throw new DOMException('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
  }
  if (array.byteLength > 65536) {
    throw new DOMException('The requested length exceeds 65,536 bytes', 'QuotaExceededError');
  }
  return randomFillSync(array, 0);
}

module.exports = { randomBytes, randomFill, randomFillSync, randomInt, randomUUID, getRandomValues };
