'use strict';

/** `createCipheriv` and `createDecipheriv`. */

const LazyTransform = require('../stream/lazy-transform.js');
const { codes } = require('../errors/errors.js');
const { validateString } = require('../errors/validators.js');
const { toView, exact, output, opensslError } = require('./util.js');
const lazyKeys = require('./keys-lazy.js');
const binding = internalBinding('crypto_keys');

const kState = Symbol('handle');

const NAMES = [];
for (const bits of [128, 192, 256]) {
  for (const mode of ['cbc', 'cfb', 'cfb8', 'ctr', 'ecb', 'gcm', 'ofb']) NAMES.push(`aes-${bits}-${mode}`);
}
NAMES.push('aes128', 'aes192', 'aes256', 'chacha20-poly1305', 'des-ede3-cbc', 'id-aes128-GCM', 'id-aes192-GCM', 'id-aes256-GCM');

const NIDS = {
  'aes-128-ecb': 418, 'aes-128-cbc': 419, 'aes-128-ofb': 420, 'aes-128-cfb': 421, 'aes-192-ecb': 422,
  'aes-192-cbc': 423, 'aes-192-ofb': 424, 'aes-192-cfb': 425, 'aes-256-ecb': 426, 'aes-256-cbc': 427,
  'aes-256-ofb': 428, 'aes-256-cfb': 429, 'aes-128-gcm': 895, 'aes-192-gcm': 898, 'aes-256-gcm': 901,
  'aes-128-ctr': 904, 'aes-192-ctr': 905, 'aes-256-ctr': 906, 'chacha20-poly1305': 1018, 'des-ede3-cbc': 44,
};

/** What a name stands for: algorithm, mode and lengths; undefined where it is not known. */
function find(name) {
  const key = name.toLowerCase().replace(/^aes(128|192|256)$/, 'aes-$1-cbc').replace(/^id-aes(\d+)-gcm$/, 'aes-$1-gcm');
  if (key === 'chacha20-poly1305') return { key, algorithm: 'ChaCha20', mode: 'poly1305', keyLength: 32, ivLength: 12 };
  if (key === 'des-ede3-cbc' || key === 'des3') {
    return { key: 'des-ede3-cbc', algorithm: 'DESede', mode: 'cbc', keyLength: 24, ivLength: 8, blockSize: 8 };
  }
  const match = /^aes-(128|192|256)-(cbc|ecb|ctr|gcm|cfb|cfb8|ofb)$/.exec(key);
  if (match === null) return undefined;
  const [, bits, mode] = match;
  const ivLength = { ecb: 0, gcm: 12 }[mode] ?? 16;
  const blockSize = mode === 'cbc' || mode === 'ecb' ? 16 : 1;
  return { key, algorithm: 'AES', mode, keyLength: bits / 8, ivLength, blockSize };
}

function authenticated(cipher) {
  return cipher.mode === 'gcm' || cipher.mode === 'poly1305';
}

function checkIv(cipher, iv) {
  if (iv === null) {
    if (cipher.ivLength !== 0) throw new codes.ERR_CRYPTO_INVALID_IV();
    return new ArrayBuffer(0);
  }
  const view = toView(iv, 'iv');
  const wrong = cipher.mode === 'gcm' ? view.byteLength === 0 : view.byteLength !== cipher.ivLength;
  if (wrong) throw new codes.ERR_CRYPTO_INVALID_IV();
  return exact(view);
}

function start(self, name, key, iv, options, encrypt) {
  validateString(name, 'cipher');
  const secret = lazyKeys.secretOf(key) ?? exact(toView(key, 'key', options?.encoding));
  if (iv !== null && typeof iv !== 'string' && !ArrayBuffer.isView(iv) && !(iv instanceof ArrayBuffer)) {
    throw new codes.ERR_INVALID_ARG_TYPE('iv', ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], iv);
  }
  const cipher = find(name);
  if (cipher === undefined) throw new codes.ERR_CRYPTO_UNKNOWN_CIPHER();
  if (secret.byteLength !== cipher.keyLength) throw new codes.ERR_CRYPTO_INVALID_KEYLEN();
  const vector = checkIv(cipher, iv);
  const tagLength = options?.authTagLength ?? 16;
  if (authenticated(cipher) && !validTag(cipher, tagLength)) throw new codes.ERR_CRYPTO_INVALID_AUTH_TAG(tagLength);
  self._cipher = cipher;
  self._tagLength = options?.authTagLength;
  self._finished = false;
  self._decoder = null;
  self[kState] = binding.cipher(cipher.algorithm, cipher.mode, encrypt, secret, vector, tagLength);
  LazyTransform.call(self, options);
}

/** The JDK knows GCM tags from 12 bytes on, and ChaCha20's of 16. */
function validTag(cipher, length) {
  return cipher.mode === 'gcm' ? length >= 12 && length <= 16 : length === 16;
}

function fail(reason) {
  switch (reason) {
    case 'auth':
      return new Error('Unsupported state or unable to authenticate data');
    case 'padding':
      return opensslError('1C800064', 'Provider routines', 'bad decrypt');
    case 'block':
      return opensslError('1C80006B', 'Provider routines', 'wrong final block length');
    default:
      return opensslError('1C800000', 'Provider routines', reason);
  }
}

function result(self, bytes, encoding, last) {
  if (typeof bytes === 'string') throw fail(bytes);
  if (!encoding || encoding === 'buffer') return output(bytes);
  const { StringDecoder } = require('../string-decoder/string-decoder.js');
  self._decoder ??= new StringDecoder(encoding);
  const buffer = output(bytes);
  return last ? self._decoder.end(buffer) : self._decoder.write(buffer);
}

function Cipheriv(name, key, iv, options) {
  if (!(this instanceof Cipheriv)) return new Cipheriv(name, key, iv, options);
  start(this, name, key, iv, options, true);
}

function Decipheriv(name, key, iv, options) {
  if (!(this instanceof Decipheriv)) return new Decipheriv(name, key, iv, options);
  start(this, name, key, iv, options, false);
}

for (const Class of [Cipheriv, Decipheriv]) {
  Object.setPrototypeOf(Class.prototype, LazyTransform.prototype);
  Object.setPrototypeOf(Class, LazyTransform);
  const proto = Class.prototype;

  proto.update = function (data, inputEncoding, outputEncoding) {
    if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
      throw new codes.ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
    }
    if (this._finished) throw new Error('Trying to add data in unsupported state');
    const view = toView(data, 'data', inputEncoding);
    return result(this, this[kState].update(view.buffer, view.byteOffset, view.byteLength), outputEncoding, false);
  };

  proto.final = function (outputEncoding) {
    if (this._finished) throw new codes.ERR_CRYPTO_INVALID_STATE();
    this._finished = true;
    return result(this, this[kState].finish(), outputEncoding, true);
  };

  proto.setAutoPadding = function (on) {
    if (this._finished) throw new codes.ERR_CRYPTO_INVALID_STATE('setAutoPadding');
    this[kState].padding(on === undefined ? true : !!on);
    return this;
  };

  proto.setAAD = function (data, options) {
    if (this._finished || !authenticated(this._cipher)) throw new codes.ERR_CRYPTO_INVALID_STATE('setAAD');
    this[kState].additionalData(exact(toView(data, 'buffer', options?.encoding)));
    return this;
  };

  proto._transform = function (chunk, encoding, callback) {
    this.push(this.update(chunk, encoding));
    callback();
  };

  proto._flush = function (callback) {
    try {
      this.push(this.final());
    } catch (error) {
      callback(error);
      return;
    }
    callback();
  };
}

Cipheriv.prototype.getAuthTag = function () {
  const tag = this[kState].tag();
  if (tag === null) throw new codes.ERR_CRYPTO_INVALID_STATE('getAuthTag');
  return output(tag);
};

Decipheriv.prototype.setAuthTag = function (tag, encoding) {
  const view = toView(tag, 'buffer', encoding);
  if (!authenticated(this._cipher) || this._finished || this._tagSet) throw new codes.ERR_CRYPTO_INVALID_STATE('setAuthTag');
  if (!validTag(this._cipher, view.byteLength) || (this._tagLength !== undefined && this._tagLength !== view.byteLength)) {
    throw new codes.ERR_CRYPTO_INVALID_AUTH_TAG(view.byteLength);
  }
  this._tagSet = true;
  this[kState].expectTag(exact(view));
  return this;
};

function getCipherInfo(nameOrNid, options) {
  if (typeof nameOrNid !== 'string' && typeof nameOrNid !== 'number') {
    throw new codes.ERR_INVALID_ARG_TYPE('nameOrNid', ['string', 'number'], nameOrNid);
  }
  const name = typeof nameOrNid === 'number' ? Object.keys(NIDS).find((key) => NIDS[key] === nameOrNid) : nameOrNid;
  const cipher = name === undefined ? undefined : find(name);
  if (cipher === undefined) return undefined;
  if (options?.keyLength !== undefined && options.keyLength !== cipher.keyLength) return undefined;
  if (options?.ivLength !== undefined && cipher.mode !== 'gcm' && options.ivLength !== cipher.ivLength) return undefined;
  const info = {
    mode: cipher.mode === 'poly1305' ? 'stream' : cipher.mode.replace('cfb8', 'cfb'),
    name: cipher.mode === 'gcm' ? `id-aes${cipher.keyLength * 8}-gcm` : cipher.key,
    nid: NIDS[cipher.key] ?? 0,
  };
  if (cipher.blockSize !== undefined && cipher.mode !== 'ctr') info.blockSize = cipher.blockSize;
  if (cipher.ivLength > 0) info.ivLength = options?.ivLength ?? cipher.ivLength;
  info.keyLength = cipher.keyLength;
  return info;
}

module.exports = { Cipheriv, Decipheriv, getCipherInfo, getCiphers: () => [...NAMES].sort() };
