'use strict';

/** `ECDH`; the points are Java's. */

const { codes } = require('../errors/errors.js');
const { validateString } = require('../errors/validators.js');
const { coded, encodedOutput, keyBytes } = require('./util.js');
const binding = internalBinding('crypto_keys');

const kState = Symbol('handle');
const FORMATS = ['compressed', 'hybrid', 'uncompressed'];

const failed = (what) => coded(Error, 'ERR_CRYPTO_OPERATION_FAILED', what);

function stateOf(curve) {
  const state = binding.ecdh(curve);
  if (state !== null) return state;
  if (curve === 'secp256k1') {
    throw require('../errors/errors.js').unsupported("crypto.createECDH: curve 'secp256k1'", "the JDK has no such curve; use 'prime256v1'");
  }
  throw coded(TypeError, 'ERR_CRYPTO_INVALID_CURVE', 'Invalid EC curve name');
}

function checkFormat(format) {
  if (format && !FORMATS.includes(format)) throw new codes.ERR_CRYPTO_ECDH_INVALID_FORMAT(format);
  return format || 'uncompressed';
}

function ECDH(curve) {
  if (!(this instanceof ECDH)) return new ECDH(curve);
  validateString(curve, 'curve');
  Object.defineProperty(this, kState, { value: stateOf(curve) });
}

Object.assign(ECDH.prototype, {
  computeSecret(key, inEnc, outEnc) {
    const secret = this[kState].agree(keyBytes(key, 'key', inEnc));
    if (secret === 'keys') throw coded(RangeError, 'ERR_CRYPTO_INVALID_KEYPAIR', 'Invalid key pair');
    if (secret === 'secret') throw failed('Failed to compute ECDH key');
    if (secret === 'point') throw new codes.ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY();
    return encodedOutput(secret, outEnc);
  },

  setPrivateKey(key, encoding) {
    if (this[kState].setPrivateKey(keyBytes(key, 'key', encoding))) return this;
    throw coded(RangeError, 'ERR_CRYPTO_INVALID_KEYTYPE', 'Private key is not valid for specified curve.');
  },

  setPublicKey(key, encoding) {
    if (!this[kState].setPublicKey(keyBytes(key, 'key', encoding))) throw failed('Failed to convert Buffer to EC_POINT');
    return this;
  },

  getPrivateKey(encoding) {
    const key = this[kState].privateKey();
    if (key === null) throw failed('Failed to get ECDH private key');
    return encodedOutput(key, encoding);
  },

  generateKeys(encoding, format) {
    this[kState].generate();
    return this.getPublicKey(encoding, format);
  },

  getPublicKey(encoding, format) {
    const key = this[kState].publicKey(checkFormat(format));
    if (key === null) throw failed('Failed to get ECDH public key');
    return encodedOutput(key, encoding);
  },
});

ECDH.convertKey = function convertKey(key, curve, inEnc, outEnc, format) {
  validateString(curve, 'curve');
  const bytes = keyBytes(key, 'key', inEnc);
  const form = checkFormat(format);
  if (bytes.byteLength === 0) return '';
  const state = stateOf(curve);
  if (!state.setPublicKey(bytes)) throw failed('Failed to convert Buffer to EC_POINT');
  return encodedOutput(state.publicKey(form), outEnc);
};

module.exports = { ECDH };
