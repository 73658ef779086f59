'use strict';

/** Node's `zlib`. The streams are loaded when first asked for. */

const { Buffer } = require('../buffer/buffer.js');
const { codes } = require('../errors/errors.js');
const { validateFunction, validateUint32 } = require('../errors/validators.js');
const { constants, codes: zlibCodes } = require('./constants.js');
const bound = require('../errors/bound.js');
const zlib = exports;

const NAMES = {
  Deflate: 'deflate', Inflate: 'inflate', Gzip: 'gzip', Gunzip: 'gunzip', DeflateRaw: 'deflateRaw',
  InflateRaw: 'inflateRaw', Unzip: 'unzip', BrotliCompress: 'brotliCompress', BrotliDecompress: 'brotliDecompress',
};

/** A Buffer over the data given; strings are UTF-8. */
function toBytes(data) {
  if (typeof data === 'string') return Buffer.from(data);
  if (ArrayBuffer.isView(data)) return data;
  if (data instanceof ArrayBuffer) return Buffer.from(data);
  throw new codes.ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], data);
}

function result(engine, bytes) {
  return engine._info ? { buffer: bytes, engine } : bytes;
}

function runSync(Class, data, options) {
  const bytes = toBytes(data);
  const engine = new Class(options);
  return result(engine, engine._processChunk(bytes, engine._finishFlushFlag));
}

function run(Class, data, options, callback) {
  const done = typeof options === 'function' ? options : callback;
  validateFunction(done, 'callback');
  const bytes = toBytes(data);
  const engine = new Class(typeof options === 'function' ? {} : options);
  engine._handle.feed(bytes, 0, bytes.byteLength);
  engine.bytesWritten += bytes.byteLength;
  engine._handle.all(engine._finishFlushFlag, engine._chunkSize, engine._maxOutputLength, bound((error, answer) => {
    let value;
    let failure = error;
    try {
      if (!failure) value = engine._outcome(answer);
    } catch (thrown) {
      failure = thrown;
    }
    engine._release();
    if (failure) done(failure);
    else done(null, result(engine, value));
  }));
}

for (const [name, method] of Object.entries(NAMES)) {
  Object.defineProperty(zlib, name, {
    enumerable: true,
    configurable: true,
    get() {
      const Class = require('./classes.js')[name];
      Object.defineProperty(zlib, name, { value: Class, enumerable: true, configurable: true, writable: true });
      return Class;
    },
  });
  zlib[method] = { [method]: (data, options, callback) => run(zlib[name], data, options, callback) }[method];
  zlib[`${method}Sync`] = (data, options) => runSync(zlib[name], data, options);
  zlib[`create${name}`] = (options) => new zlib[name](options);
}

zlib.crc32 = function crc32(data, value = 0) {
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
    throw new codes.ERR_INVALID_ARG_TYPE('data', ['Buffer', 'TypedArray', 'DataView', 'string'], data);
  }
  validateUint32(value, 'value');
  const bytes = toBytes(data);
  return internalBinding('zlib').crc32(bytes.buffer, bytes.byteOffset, bytes.byteLength, value);
};

Object.defineProperties(zlib, {
  constants: { value: constants, enumerable: true },
  codes: { value: zlibCodes, enumerable: true },
});

/** Node has kept the numbers of zlib itself on the module, hidden. */
for (const name of Object.keys(constants)) {
  if (!name.startsWith('BROTLI')) Object.defineProperty(zlib, name, { value: constants[name], enumerable: false });
}
