'use strict';

/** Deflate, Inflate and their kin; each can be called without `new`. */

const { codes, define, unsupported } = require('../errors/errors.js');
const { validateFunction } = require('../errors/validators.js');
const { constants } = require('./constants.js');
const { ZlibBase, checkRange, requireOpen, kDefault, kBrotli } = require('./stream.js');
const binding = internalBinding('zlib');

define('ERR_BROTLI_INVALID_PARAM', '%s is not a valid Brotli parameter', RangeError);
define('ERR_ZLIB_INITIALIZATION_FAILED', 'Initialization failed', Error);

function toDictionary(dictionary) {
  if (dictionary === undefined) return null;
  if (dictionary instanceof ArrayBuffer) return dictionary;
  if (ArrayBuffer.isView(dictionary)) return require('../crypto/util.js').exact(dictionary);
  throw new codes.ERR_INVALID_ARG_TYPE('options.dictionary', ['Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], dictionary);
}

function derive(Class, Base) {
  Object.setPrototypeOf(Class.prototype, Base.prototype);
  return Object.setPrototypeOf(Class, Base);
}

/** What the base class refuses must not keep the memory of `native`. */
function inherit(stream, options, native, limits) {
  try {
    ZlibBase.call(stream, options, native, limits);
  } catch (error) {
    native.close();
    throw error;
  }
}

function windowBits(options, inflating) {
  const value = options?.windowBits;
  if ((value == null || value === 0) && inflating) return 0;
  return checkRange(value, 'options.windowBits', 8, 15, 15);
}

/** A smaller window than zlib's own would have to be kept by a raw stream, whose reader is told it elsewhere. */
function checkWindow(format, bits) {
  if (format === 'RAW' && bits < 15) {
    throw unsupported(`zlib.createDeflateRaw: windowBits ${bits}`, 'use 15 (the default)');
  }
}

function Zlib(options, format, inflating) {
  const bits = windowBits(options, inflating);
  const level = checkRange(options?.level, 'options.level', -1, 9, -1);
  checkRange(options?.memLevel, 'options.memLevel', 1, 9, 8);
  const strategy = checkRange(options?.strategy, 'options.strategy', 0, 4, 0);
  const dictionary = toDictionary(options?.dictionary);
  if (!inflating) checkWindow(format, bits);
  const native = inflating ? binding.inflater(format, bits, dictionary)
    : binding.deflater(format, level, strategy, dictionary);
  inherit(this, options, native, kDefault);
  this._level = level;
  this._strategy = strategy;
}
derive(Zlib, ZlibBase);

/** Changes level and strategy of what is written from here on. */
Zlib.prototype.params = function params(level, strategy, callback) {
  checkRange(level, 'level', -1, 9);
  checkRange(strategy, 'strategy', 0, 4);
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (this._level === level && this._strategy === strategy) {
    if (callback) process.nextTick(callback);
    return;
  }
  this.flush(constants.Z_SYNC_FLUSH, () => {
    requireOpen(this);
    this._handle.params(level, strategy);
    if (!this.destroyed) {
      this._level = level;
      this._strategy = strategy;
      callback?.();
    }
  });
};

function requireBrotli(name) {
  const problem = binding.brotliProblem();
  if (problem !== null) throw unsupported(`zlib.${name}`, problem);
}

/** Brotli's parameters by number. Those that only tune the encoder's search have no say in the native library used. */
function brotliParams(params, highest) {
  const values = new Map();
  for (const key of Object.keys(params ?? {})) {
    const number = +key;
    if (Number.isNaN(number) || number < 0 || number > highest || values.has(number)) {
      throw new codes.ERR_BROTLI_INVALID_PARAM(key);
    }
    const value = params[key];
    if (typeof value !== 'number' && typeof value !== 'boolean') {
      throw new codes.ERR_INVALID_ARG_TYPE('options.params[key]', 'number', value);
    }
    values.set(number, Number(value));
  }
  return values;
}

function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}

function BrotliEncoder(options) {
  requireBrotli('createBrotliCompress');
  const params = brotliParams(options?.params, 9);
  if (params.get(constants.BROTLI_PARAM_LARGE_WINDOW)) {
    throw unsupported('zlib.createBrotliCompress: BROTLI_PARAM_LARGE_WINDOW', 'use a window of 24 bits or less');
  }
  const quality = clamp(params.get(constants.BROTLI_PARAM_QUALITY) ?? 11, 0, 11);
  const window = clamp(params.get(constants.BROTLI_PARAM_LGWIN) ?? 22, 10, 24);
  const mode = clamp(params.get(constants.BROTLI_PARAM_MODE) ?? 0, 0, 2);
  inherit(this, options, binding.brotliEncoder(quality, window, mode), kBrotli);
}
derive(BrotliEncoder, Zlib);

function BrotliDecoder(options) {
  requireBrotli('createBrotliDecompress');
  brotliParams(options?.params, 1);
  inherit(this, options, binding.brotliDecoder(), kBrotli);
}
derive(BrotliDecoder, Zlib);

/** A class of Node's name over one of the above: callable without `new`, and on the instance of a class derived from it. */
function make(name, Base, ...fixed) {
  const Class = { [name]: function (options) {
    if (!(this instanceof Class)) return new Class(options);
    Base.call(this, options, ...fixed);
    return this;
  } }[name];
  return derive(Class, Base);
}

module.exports = {
  Deflate: make('Deflate', Zlib, 'ZLIB', false),
  Inflate: make('Inflate', Zlib, 'ZLIB', true),
  Gzip: make('Gzip', Zlib, 'GZIP', false),
  Gunzip: make('Gunzip', Zlib, 'GZIP', true),
  DeflateRaw: make('DeflateRaw', Zlib, 'RAW', false),
  InflateRaw: make('InflateRaw', Zlib, 'RAW', true),
  Unzip: make('Unzip', Zlib, 'AUTO', true),
  BrotliCompress: make('BrotliCompress', BrotliEncoder),
  BrotliDecompress: make('BrotliDecompress', BrotliDecoder),
};
