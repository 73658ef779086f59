'use strict';

/** `createHash`, `createHmac` and `crypto.hash`. */

const LazyTransform = require('../stream/lazy-transform.js');
const { codes } = require('../errors/errors.js');
const { validateString, validateUint32 } = require('../errors/validators.js');
const { BYTES, toView, toArrayBuffer, isAnyArrayBuffer, output, opensslError } = require('./util.js');
const binding = internalBinding('crypto');

const kState = Symbol('kState');
const kDone = Symbol('kFinalized');
const kDigest = Symbol('kDigest');
const TEXT = new Set(['hex', 'base64', 'base64url']);

function unsupported() {
  return new Error('Digest method not supported');
}

function feed(hash, data, encoding) {
  if (typeof data === 'string' && (encoding === undefined || encoding === 'utf8' || encoding === 'utf-8')) {
    hash[kState].updateText(data);
    return hash;
  }
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
    throw new codes.ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  }
  const view = toView(data, 'data', encoding);
  hash[kState].update(view.buffer, view.byteOffset, view.byteLength);
  return hash;
}

function finish(state, encoding) {
  if (TEXT.has(encoding)) return state.digestText(encoding);
  return output(state.digest(), encoding ? String(encoding) : undefined);
}

function transform(chunk, encoding, callback) {
  feed(this, chunk, encoding);
  callback();
}

function flush(callback) {
  this.push(this.digest());
  callback();
}

/** What has gone into the stream can still be asked for, once. */
function flushHash(callback) {
  this[kDigest] = finish(this[kState], undefined);
  this.push(this[kDigest]);
  callback();
}

function Hash(algorithm, options) {
  if (!(this instanceof Hash)) return new Hash(algorithm, options);
  const copied = algorithm instanceof Hash;
  if (!copied) validateString(algorithm, 'algorithm');
  const length = options?.outputLength;
  if (length !== undefined) validateUint32(length, 'options.outputLength');
  this[kState] = copied ? algorithm[kState].copy() : binding.hash(algorithm, length ?? -1);
  if (this[kState] === null) throw unsupported();
  if (length !== undefined && !copied && this[kState].length() !== length) {
    throw opensslError('030000B2', 'digital envelope routines', 'not XOF or invalid length',
      'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH');
  }
  this[kDone] = false;
  LazyTransform.call(this, options);
}

Object.setPrototypeOf(Hash.prototype, LazyTransform.prototype);
Object.setPrototypeOf(Hash, LazyTransform);

Hash.prototype.copy = function (options) {
  if (this[kDone]) throw new codes.ERR_CRYPTO_HASH_FINALIZED();
  return new Hash(this, options);
};

Hash.prototype.update = function (data, encoding) {
  if (this[kDone]) throw new codes.ERR_CRYPTO_HASH_FINALIZED();
  return feed(this, data, encoding);
};

Hash.prototype.digest = function (encoding) {
  if (this[kDone]) throw new codes.ERR_CRYPTO_HASH_FINALIZED();
  this[kDone] = true;
  const flushed = this[kDigest];
  if (flushed !== undefined) return encoding && encoding !== 'buffer' ? flushed.toString(encoding) : flushed;
  return finish(this[kState], encoding);
};

Hash.prototype._transform = transform;
Hash.prototype._flush = flushHash;

function toKey(key, encoding) {
  const object = require('./keys-lazy.js');
  const secret = object.secretOf(key);
  if (secret !== undefined) return secret;
  if (typeof key !== 'string' && !ArrayBuffer.isView(key) && !isAnyArrayBuffer(key)) {
    throw new codes.ERR_INVALID_ARG_TYPE('key', ['string', ...BYTES, 'KeyObject', 'CryptoKey'], key);
  }
  return toArrayBuffer(key, 'key', encoding);
}

function Hmac(algorithm, key, options) {
  if (!(this instanceof Hmac)) return new Hmac(algorithm, key, options);
  validateString(algorithm, 'hmac');
  this[kState] = binding.hmac(algorithm, toKey(key, options?.encoding));
  if (this[kState] === null) throw new codes.ERR_CRYPTO_INVALID_DIGEST(algorithm);
  this[kDone] = false;
  LazyTransform.call(this, options);
}

Object.setPrototypeOf(Hmac.prototype, LazyTransform.prototype);
Object.setPrototypeOf(Hmac, LazyTransform);

Hmac.prototype.update = Hash.prototype.update;
Hmac.prototype._transform = transform;
Hmac.prototype._flush = flush;

/** A second digest of an HMAC is empty, not an error. */
Hmac.prototype.digest = function (encoding) {
  if (this[kDone]) {
    const { Buffer } = require('../buffer/buffer.js');
    return encoding && encoding !== 'buffer' ? '' : Buffer.alloc(0);
  }
  this[kDone] = true;
  return finish(this[kState], encoding);
};

/** `crypto.hash`: one call for what is at hand in one piece. */
function hash(algorithm, input, outputEncoding = 'hex') {
  validateString(algorithm, 'algorithm');
  if (typeof input !== 'string' && !ArrayBuffer.isView(input)) {
    throw new codes.ERR_INVALID_ARG_TYPE('input', ['Buffer', 'TypedArray', 'DataView', 'string'], input);
  }
  validateString(outputEncoding, 'outputEncoding');
  const { Buffer } = require('../buffer/buffer.js');
  if (outputEncoding !== 'buffer' && !Buffer.isEncoding(outputEncoding)) {
    throw new codes.ERR_INVALID_ARG_VALUE('outputEncoding', outputEncoding);
  }
  const state = binding.hash(algorithm, -1);
  if (state === null) throw unsupported();
  if (typeof input === 'string') {
    state.updateText(input);
  } else {
    state.update(input.buffer, input.byteOffset, input.byteLength);
  }
  return finish(state, outputEncoding);
}

const HASHES = (
  'RSA-MD5,RSA-RIPEMD160,RSA-SHA1,RSA-SHA1-2,RSA-SHA224,RSA-SHA256,RSA-SHA3-224,RSA-SHA3-256,RSA-SHA3-384,'
  + 'RSA-SHA3-512,RSA-SHA384,RSA-SHA512,RSA-SHA512/224,RSA-SHA512/256,md5,md5WithRSAEncryption,ripemd,ripemd160,'
  + 'ripemd160WithRSA,rmd160,sha1,sha1WithRSAEncryption,sha224,sha224WithRSAEncryption,sha256,'
  + 'sha256WithRSAEncryption,sha3-224,sha3-256,sha3-384,sha3-512,sha384,sha384WithRSAEncryption,sha512,sha512-224,'
  + 'sha512-224WithRSAEncryption,sha512-256,sha512-256WithRSAEncryption,sha512WithRSAEncryption,shake128,shake256,'
  + 'ssl3-md5,ssl3-sha1').split(',');

function getHashes() {
  return [...HASHES];
}

module.exports = { Hash, Hmac, hash, getHashes };
