'use strict';

/** Signatures. */

const { Writable } = require('../stream/stream.js');
const { Buffer } = require('../buffer/buffer.js');
const { codes, unsupported } = require('../errors/errors.js');
const { validateString, validateFunction, validateEncoding } = require('../errors/validators.js');
const { coded, encodedOutput, exact, keyBytes, opensslError, toView } = require('./util.js');
const { toKey, kHandle } = require('./keys.js');
const binding = internalBinding('crypto_keys');
const hashes = internalBinding('crypto');

const [PKCS1, NONE, X931, PSS] = [1, 3, 5, 6];
const MAX_SALT = -2;
const kState = Symbol('handle');

function number(options, name) {
  const value = options[name];
  if (value !== undefined && value !== value >> 0) throw new codes.ERR_INVALID_ARG_VALUE(`options.${name}`, value);
  return value;
}

/** Padding, salt and form of a signature, from the key's options. */
function settings(options) {
  const padding = number(options, 'padding');
  const salt = number(options, 'saltLength') ?? MAX_SALT;
  const { dsaEncoding = 'der' } = typeof options === 'object' ? options : {};
  if (dsaEncoding !== 'der' && dsaEncoding !== 'ieee-p1363') {
    throw new codes.ERR_INVALID_ARG_VALUE('options.dsaEncoding', dsaEncoding);
  }
  return [padding ?? PKCS1, salt, dsaEncoding === 'ieee-p1363'];
}

const ERRORS = {
  'operation not supported for this keytype': (reason) => opensslError('03000096', 'digital envelope routines', reason,
    'ERR_OSSL_EVP_OPERATION_NOT_SUPPORTED_FOR_THIS_KEYTYPE'),
  'invalid digest': (reason) => opensslError('1C80007A', 'Provider routines', reason),
  'invalid padding mode': (reason) => opensslError('1C8000A8', 'Provider routines', reason),
  'illegal or unsupported padding mode': (reason) => opensslError('1C8000A5', 'Provider routines', reason),
  'data too large for key size': (reason) => opensslError('0200006E', 'rsa routines', reason,
    'ERR_OSSL_RSA_DATA_TOO_LARGE_FOR_KEY_SIZE'),
};

function answer(result) {
  if (typeof result !== 'string') return result;
  throw ERRORS[result]?.(result) ?? opensslError('1C880000', 'Provider routines', result);
}

function checkPadding(key, padding) {
  if (!key.asymmetricKeyType.startsWith('rsa') || padding === PKCS1 || padding === PSS) return;
  if (padding === X931) throw unsupported(`crypto: signature padding ${X931}`, 'use RSA_PKCS1_PADDING or RSA_PKCS1_PSS_PADDING');
  answer(padding === NONE ? 'invalid padding mode' : 'illegal or unsupported padding mode');
}

function signBytes(digest, key, view, how) {
  checkPadding(key, how[0]);
  return answer(binding.sign(digest, key[kHandle], exact(view), ...how));
}

function verifyBytes(digest, key, view, signature, how) {
  checkPadding(key, how[0]);
  return answer(binding.verify(digest, key[kHandle], exact(view), exact(signature), ...how));
}

/** What both streams are: a digest and what has been written so far. */
function begin(self, algorithm, options) {
  validateString(algorithm, 'algorithm');
  if (!hashes.knows(algorithm)) throw coded(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', 'Invalid digest');
  Object.defineProperty(self, kState, { value: { digest: algorithm, parts: [] } });
  Writable.call(self, options);
}

/** All that has been written; nothing can be done with it afterwards. */
function finish(state) {
  const { parts } = state;
  if (parts === null) throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'Not initialised');
  state.parts = null;
  return Buffer.concat(parts);
}

function Sign(algorithm, options) {
  if (!(this instanceof Sign)) return new Sign(algorithm, options);
  begin(this, algorithm, options);
}

function Verify(algorithm, options) {
  if (!(this instanceof Verify)) return new Verify(algorithm, options);
  begin(this, algorithm, options);
}

const written = {
  _write(chunk, encoding, callback) {
    this.update(chunk, encoding);
    callback();
  },

  update(data, encoding) {
    if (typeof data === 'string') validateEncoding(data, encoding);
    else if (!ArrayBuffer.isView(data)) {
      throw new codes.ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
    }
    const { parts } = this[kState];
    if (parts === null) throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', 'Not initialised');
    parts.push(Buffer.from(toView(data, 'data', encoding)));
    return this;
  },
};

for (const Class of [Sign, Verify]) {
  Object.setPrototypeOf(Class.prototype, Writable.prototype);
  Object.setPrototypeOf(Class, Writable);
  Object.assign(Class.prototype, written);
}

Sign.prototype.sign = function sign(options, encoding) {
  if (!options) throw new codes.ERR_CRYPTO_SIGN_KEY_REQUIRED();
  const key = toKey(options, true);
  const how = settings(options);
  return encodedOutput(signBytes(this[kState].digest, key, finish(this[kState]), how), encoding);
};

Verify.prototype.verify = function verify(options, signature, sigEncoding) {
  const key = toKey(options, false);
  const how = settings(options);
  const signed = new Uint8Array(keyBytes(signature, 'signature', sigEncoding));
  return verifyBytes(this[kState].digest, key, finish(this[kState]), signed, how);
};

/** Calls back later with what `work` answers or throws; such errors have Node's text alone. */
function maybeLater(callback, work) {
  if (callback === undefined) return work();
  let result;
  try {
    result = work();
  } catch (error) {
    process.nextTick(callback, error.library === undefined ? error : new Error(error.message));
    return undefined;
  }
  process.nextTick(callback, null, result);
  return undefined;
}

function checkCall(algorithm, callback) {
  if (algorithm != null) validateString(algorithm, 'algorithm');
  if (callback !== undefined) validateFunction(callback, 'callback');
}

function checkDigest(algorithm) {
  if (algorithm != null && !hashes.knows(algorithm)) throw new codes.ERR_CRYPTO_INVALID_DIGEST(algorithm);
  return algorithm ?? null;
}

function sign(algorithm, data, key, callback) {
  checkCall(algorithm, callback);
  const view = new Uint8Array(keyBytes(data, 'data'));
  if (!key) throw new codes.ERR_CRYPTO_SIGN_KEY_REQUIRED();
  const how = settings(key);
  const used = toKey(key, true);
  const digest = checkDigest(algorithm);
  return maybeLater(callback, () => encodedOutput(signBytes(digest, used, view, how)));
}

function verify(algorithm, data, key, signature, callback) {
  checkCall(algorithm, callback);
  const view = new Uint8Array(keyBytes(data, 'data'));
  const how = settings(key);
  if (!ArrayBuffer.isView(signature)) {
    throw new codes.ERR_INVALID_ARG_TYPE('signature', ['Buffer', 'TypedArray', 'DataView'], signature);
  }
  const used = toKey(key, false);
  const digest = checkDigest(algorithm);
  const signed = toView(signature, 'signature');
  return maybeLater(callback, () => verifyBytes(digest, used, view, signed, how));
}

module.exports = { Sign, Verify, sign, verify };
