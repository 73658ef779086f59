'use strict';

/** `pbkdf2`, `scrypt` and `hkdf`. */

const { codes } = require('../errors/errors.js');
const { validateFunction, validateInteger, validateUint32, validateString } = require('../errors/validators.js');
const { BYTES, toArrayBuffer, output } = require('./util.js');
const bound = require('../errors/bound.js');
const lazyKeys = require('./keys-lazy.js');
const binding = internalBinding('crypto');

const INT = 2147483647;

function settled(callback, finish) {
  return bound((error, bytes) => {
    if (error) callback(error);
    else if (typeof bytes === 'number') callback(require('../errors/uv.js').errnoException(bytes, 'derive'));
    else callback(null, finish(bytes));
  });
}

function checkPbkdf2(password, salt, iterations, keylen, digest) {
  validateString(digest, 'digest');
  const secret = toArrayBuffer(password, 'password');
  const grains = toArrayBuffer(salt, 'salt');
  validateInteger(iterations, 'iterations', 1, INT);
  validateInteger(keylen, 'keylen', 0, INT);
  if (!binding.knows(digest)) throw new codes.ERR_CRYPTO_INVALID_DIGEST(digest);
  return [digest, secret, grains, iterations, keylen];
}

function pbkdf2Sync(password, salt, iterations, keylen, digest) {
  return output(binding.pbkdf2(...checkPbkdf2(password, salt, iterations, keylen, digest), null));
}

function pbkdf2(password, salt, iterations, keylen, digest, callback) {
  if (typeof digest === 'function') validateString(undefined, 'digest');
  const args = checkPbkdf2(password, salt, iterations, keylen, digest);
  validateFunction(callback, 'callback');
  binding.pbkdf2(...args, settled(callback, output1));
}

function output1(bytes) {
  return output(bytes);
}

const DEFAULTS = { N: 16384, r: 8, p: 1, maxmem: 32 * 1024 * 1024 };
const ALIASES = { cost: 'N', blockSize: 'r', parallelization: 'p' };

function scryptCosts(options) {
  const costs = { ...DEFAULTS };
  for (const [long, short] of Object.entries(ALIASES)) {
    const name = options?.[short] !== undefined ? short : long;
    const value = options?.[name];
    if (options?.[short] !== undefined && options?.[long] !== undefined) {
      throw new codes.ERR_INCOMPATIBLE_OPTION_PAIR(short, long);
    }
    if (value !== undefined) {
      validateUint32(value, name);
      costs[short] = value;
    }
  }
  if (options?.maxmem !== undefined) {
    validateInteger(options.maxmem, 'maxmem', 0);
    costs.maxmem = options.maxmem;
  }
  for (const name of ['N', 'r', 'p', 'maxmem']) {
    if (costs[name] === 0) costs[name] = DEFAULTS[name];
  }
  return costs;
}

function checkScrypt(password, salt, keylen, options) {
  const costs = scryptCosts(options);
  const { N, r, p, maxmem } = costs;
  const secret = toArrayBuffer(password, 'password');
  const grains = toArrayBuffer(salt, 'salt');
  validateInteger(keylen, 'keylen', 0, INT);
  if (N < 2 || (N & (N - 1)) !== 0 || p > (2 ** 30 - 1) / r || (16 * r <= 30 && N >= 2 ** (16 * r))) {
    throw new codes.ERR_CRYPTO_INVALID_SCRYPT_PARAMS();
  }
  if (p * 128 * r + 32 * r * (N + 2) * 4 > maxmem) {
    throw new codes.ERR_CRYPTO_INVALID_SCRYPT_PARAMS('error:030000AC:digital envelope routines::memory limit exceeded');
  }
  return [secret, grains, N, r, p, keylen];
}

function scryptSync(password, salt, keylen, options = {}) {
  return output(binding.scrypt(...checkScrypt(password, salt, keylen, options), null));
}

function scrypt(password, salt, keylen, options, callback = undefined) {
  const done = typeof options === 'function' ? options : callback;
  const args = checkScrypt(password, salt, keylen, typeof options === 'function' ? undefined : options);
  validateFunction(done, 'callback');
  binding.scrypt(...args, settled(done, output1));
}

function checkHkdf(digest, key, salt, info, length) {
  validateString(digest, 'digest');
  const secret = lazyKeys.secretOf(key) ?? keyBytes(key);
  const grains = toArrayBuffer(salt, 'salt');
  const purpose = toArrayBuffer(info, 'info');
  validateInteger(length, 'length', 0, INT);
  if (purpose.byteLength > 1024) {
    throw new codes.ERR_OUT_OF_RANGE('info', 'must not contain more than 1024 bytes', purpose.byteLength);
  }
  if (!binding.knows(digest)) throw new codes.ERR_CRYPTO_INVALID_DIGEST(digest);
  if (length > 255 * binding.digestLength(digest)) throw new codes.ERR_CRYPTO_INVALID_KEYLEN();
  return [digest, secret, grains, purpose, length];
}

function keyBytes(key) {
  try {
    return toArrayBuffer(key, 'ikm');
  } catch {
    throw new codes.ERR_INVALID_ARG_TYPE('ikm', ['string', 'SecretKeyObject', ...BYTES], key);
  }
}

function hkdfSync(digest, key, salt, info, length) {
  return new ArrayBuffer(binding.hkdf(...checkHkdf(digest, key, salt, info, length), null));
}

function hkdf(digest, key, salt, info, length, callback) {
  const args = checkHkdf(digest, key, salt, info, length);
  validateFunction(callback, 'callback');
  binding.hkdf(...args, settled(callback, (bytes) => new ArrayBuffer(bytes)));
}

module.exports = { pbkdf2, pbkdf2Sync, scrypt, scryptSync, hkdf, hkdfSync };
