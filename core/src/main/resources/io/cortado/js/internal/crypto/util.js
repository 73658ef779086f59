'use strict';

/** Arguments of `crypto`. */

const { Buffer } = require('../buffer/buffer.js');
const { codes, define } = require('../errors/errors.js');

define('ERR_CRYPTO_HASH_FINALIZED', 'Digest already called', Error);
define('ERR_CRYPTO_INVALID_DIGEST', (name) => (name === undefined ? 'Invalid digest' : `Invalid digest: ${name}`), TypeError);
define('ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length', RangeError);
define('ERR_CRYPTO_INVALID_SCRYPT_PARAMS', (detail) => `Invalid scrypt params${detail ? `: ${detail}` : ''}`, RangeError);
define('ERR_CRYPTO_SCRYPT_INVALID_PARAMETER', 'Invalid scrypt parameter', Error);
define('ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length', RangeError);
define('ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher', Error);
define('ERR_CRYPTO_INVALID_IV', 'Invalid initialization vector', TypeError);
define('ERR_CRYPTO_INVALID_STATE', (detail) => (detail ? `Invalid state for operation ${detail}` : 'Invalid state'), Error);
define('ERR_CRYPTO_INVALID_AUTH_TAG', 'Invalid authentication tag length: %s', TypeError);
define('ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name', TypeError);
define('ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE',
  (actual, expected) => `Invalid key object type ${actual}, expected ${expected}.`, TypeError);
define('ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS', 'The selected key encoding %s %s.', Error);
define('ERR_CRYPTO_SIGN_KEY_REQUIRED', 'No key provided to sign', Error);
define('ERR_CRYPTO_UNSUPPORTED_OPERATION', 'Unsupported crypto operation', Error);
define('ERR_CRYPTO_INCOMPATIBLE_KEY', 'Incompatible %s: %s', Error);
define('ERR_CRYPTO_INVALID_JWK', 'Invalid JWK data', TypeError);
define('ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY', 'Public key is not valid for specified curve', Error);
define('ERR_CRYPTO_UNKNOWN_DH_GROUP', 'Unknown DH group', Error);
define('ERR_CRYPTO_ECDH_INVALID_FORMAT', 'Invalid ECDH format: %s', TypeError);
define('ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE', 'Unsupported JWK Key Type.', Error);
define('ERR_CRYPTO_ENGINE_UNKNOWN', 'Engine "%s" was not found', Error);
define('ERR_MISSING_OPTION', '%s is required', TypeError);
define('ERR_INCOMPATIBLE_OPTION_PAIR', (one, other) => (
  `Option "${one}" cannot be used in combination with option "${other}"`), TypeError);

const BYTES = ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'];

/** A Uint8Array over what a crypto function takes for bytes; `encoding` is that of strings. */
function toView(value, name, encoding) {
  if (typeof value === 'string') return Buffer.from(value, Buffer.isEncoding(encoding) ? encoding : 'utf8');
  if (ArrayBuffer.isView(value)) {
    return value instanceof Uint8Array ? value : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  if (isAnyArrayBuffer(value)) return new Uint8Array(value);
  throw new codes.ERR_INVALID_ARG_TYPE(name, ['string', ...BYTES], value);
}

function isAnyArrayBuffer(value) {
  return value instanceof ArrayBuffer || (typeof SharedArrayBuffer !== 'undefined' && value instanceof SharedArrayBuffer);
}

/** The bytes as an ArrayBuffer of exactly their length: how keys and the like cross to Java. */
function exact(view) {
  const { buffer, byteOffset, byteLength } = view;
  if (byteLength === buffer.byteLength) return buffer;
  return buffer.slice(byteOffset, byteOffset + byteLength);
}

/** `exact` of anything that stands for bytes. */
function toArrayBuffer(value, name, encoding) {
  return exact(toView(value, name, encoding));
}

/** Compares in a time that depends on the length alone. */
function timingSafeEqual(...values) {
  const [a, b] = values;
  [a, b].forEach((value, i) => {
    if (!ArrayBuffer.isView(value) && !isAnyArrayBuffer(value)) {
      throw new codes.ERR_INVALID_ARG_TYPE(`buf${i + 1}`, BYTES, value);
    }
  });
  if (a.byteLength !== b.byteLength) throw new codes.ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH();
  return internalBinding('crypto').equal(a.buffer ?? a, a.byteOffset ?? 0, b.buffer ?? b, b.byteOffset ?? 0, a.byteLength);
}

/** A Buffer over bytes from Java, or text in an encoding. */
function output(bytes, encoding) {
  const buffer = Buffer.from(new ArrayBuffer(bytes));
  return Buffer.isEncoding(encoding) ? buffer.toString(encoding) : buffer;
}

/** The bytes of what stands for some, strings in an encoding that has to be one. */
function keyBytes(value, name, encoding) {
  if (typeof value === 'string') return exact(Buffer.from(value, encoding === 'buffer' ? 'utf8' : encoding ?? undefined));
  return exact(toView(value, name));
}

/** A Buffer over bytes from Java, or text in an encoding that has to be one. */
function encodedOutput(bytes, encoding) {
  const buffer = Buffer.from(new ArrayBuffer(bytes));
  return encoding && encoding !== 'buffer' ? buffer.toString(encoding) : buffer;
}

/** An error as Node's native parts throw them: its code stands in no line of the stack. */
function coded(Base, code, message) {
  return Object.assign(new Base(message), { code });
}

/** An error in the shape of OpenSSL's. */
function opensslError(number, library, reason, code = undefined) {
  const error = new Error(`error:${number}:${library}::${reason}`);
  error.library = library;
  error.reason = reason;
  error.code = code ?? `ERR_OSSL_${reason.toUpperCase().replace(/[- ]/g, '_')}`;
  return error;
}

module.exports = {
  BYTES, toView, exact, toArrayBuffer, isAnyArrayBuffer, timingSafeEqual, output, keyBytes, encodedOutput,
  coded, opensslError,
};
