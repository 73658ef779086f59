'use strict';

/** `generatePrime` and `checkPrime`; the numbers are Java's. */

const { codes } = require('../errors/errors.js');
const { validateInt32, validateFunction, validateObject, validateBoolean } = require('../errors/validators.js');
const { Buffer } = require('../buffer/buffer.js');
const { exact, toView, isAnyArrayBuffer } = require('./util.js');
const bound = require('../errors/bound.js');
const binding = internalBinding('crypto');

const BYTES = ['ArrayBuffer', 'TypedArray', 'Buffer', 'DataView', 'bigint'];

/** The bytes of a number that is given as such or as a bigint. */
function numberBytes(value, name) {
  if (typeof value === 'bigint') {
    if (value < 0n) throw new codes.ERR_OUT_OF_RANGE(name, '>= 0', value);
    const hex = value.toString(16);
    return exact(Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex'));
  }
  if (!ArrayBuffer.isView(value) && !isAnyArrayBuffer(value)) throw new codes.ERR_INVALID_ARG_TYPE(name, BYTES, value);
  return exact(toView(value, name));
}

const toBigInt = (bytes) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const fromBytes = (bytes) => (bytes.byteLength === 0 ? 0n : toBigInt(bytes));

function outOfRange(name) {
  const error = new codes.ERR_OUT_OF_RANGE(name, '', '');
  error.message = `invalid ${name}`;
  return error;
}

/** What Java is to be asked, and how its answer is to be given. */
function wish(size, options) {
  validateObject(options, 'options');
  const { safe = false, bigint = false, add, rem } = options;
  validateBoolean(safe, 'options.safe');
  validateBoolean(bigint, 'options.bigint');
  const [step, rest] = [['options.add', add], ['options.rem', rem]]
    .map(([name, value]) => (value === undefined ? null : numberBytes(value, name)));
  if (step !== null) {
    const number = fromBytes(step);
    if (number >= 2n ** BigInt(size)) throw outOfRange('options.add');
    if (rest !== null && number <= fromBytes(rest)) throw outOfRange('options.rem');
  }
  const shown = (bytes) => (bigint ? toBigInt(new ArrayBuffer(bytes)) : new ArrayBuffer(bytes));
  return { args: [size, safe, step, rest], shown };
}

function generatePrime(size, options, callback) {
  validateInt32(size, 'size', 1);
  const done = typeof options === 'function' ? options : callback;
  validateFunction(done, 'callback');
  const { args, shown } = wish(size, typeof options === 'function' ? {} : options);
  binding.generatePrime(...args, bound((error, result) => {
    if (error || typeof result === 'string') done(error ?? new Error(result));
    else done(undefined, shown(result));
  }));
}

function generatePrimeSync(size, options = {}) {
  validateInt32(size, 'size', 1);
  const { args, shown } = wish(size, options);
  const result = binding.generatePrime(...args, null);
  if (typeof result === 'string') throw new Error(result);
  return shown(result);
}

function rounds(options) {
  validateObject(options, 'options');
  const { checks = 0 } = options;
  validateInt32(checks, 'options.checks', 0);
  return checks;
}

function checkPrime(candidate, options = {}, callback = undefined) {
  const bytes = numberBytes(candidate, 'candidate');
  const done = typeof options === 'function' ? options : callback;
  validateFunction(done, 'callback');
  const checks = typeof options === 'function' ? 0 : rounds(options);
  binding.checkPrime(bytes, checks, bound((error, result) => done(error ?? undefined, result)));
}

function checkPrimeSync(candidate, options = {}) {
  return binding.checkPrime(numberBytes(candidate, 'candidate'), rounds(options), null);
}

module.exports = { generatePrime, generatePrimeSync, checkPrime, checkPrimeSync };
