'use strict';

/** RSA encryption with either half of a pair. */

const { validateString } = require('../errors/validators.js');
const { coded, keyBytes, opensslError, output } = require('./util.js');
const { isBytes } = require('./key-encoding.js');
const { toKey, kHandle } = require('./keys.js');
const binding = internalBinding('crypto_keys');
const hashes = internalBinding('crypto');

const [PKCS1, NONE, OAEP, X931, PSS] = [1, 3, 4, 5, 6];

/** Numbers of OpenSSL's library of RSA, by what went wrong. */
const NUMBERS = {
  'data too large for key size': '0200006E', 'data too small for key size': '0200007A', 'data too small': '0200006F',
  'data too large for modulus': '02000084', 'data greater than mod len': '0200006C', 'invalid padding': '0200008A',
  'oaep decoding error': '02000079', 'block type is not 01': '0200006A', 'unknown padding type': '02000076',
};

function rsaError(reason) {
  return opensslError(NUMBERS[reason], 'rsa routines', reason, `ERR_OSSL_RSA_${reason.toUpperCase().replaceAll(' ', '_')}`);
}

const providerError = (number, reason) => opensslError(number, 'Provider routines', reason);

function wrongKey(key, secret) {
  if (key.asymmetricKeyType === 'rsa-pss' && !secret) return providerError('1C8000B2', 'operation not supported for this keytype');
  if (key.asymmetricKeyType === 'rsa-pss') return providerError('1C8000A5', 'illegal or unsupported padding mode');
  if (secret) return new Error('error:00000000:lib(0)::reason(0)');
  return opensslError('03000096', 'digital envelope routines', 'operation not supported for this keytype',
    'ERR_OSSL_EVP_OPERATION_NOT_SUPPORTED_FOR_THIS_KEYTYPE');
}

/** Why a padding is none for this; `signs`: it is that of a signature. */
function wrongPadding(padding, signs, seal) {
  if (padding === PKCS1 || padding === NONE) return undefined;
  if (!signs && padding === OAEP) return undefined;
  if (!signs) return padding === PSS ? new Error('error:00000000:lib(0)::reason(0)') : rsaError('unknown padding type');
  if (padding === X931) return providerError('1C8000AA', 'invalid x931 digest');
  if (padding === PSS && seal) return providerError('1C8000A6', 'invalid digest length');
  return providerError('1C8000A5', 'illegal or unsupported padding mode');
}

/** `seal` pads; the key's half is private for `secret`, and privately sealing or publicly opening is signing. */
function rsa(seal, secret, usual) {
  const signs = seal === secret;
  return (options, buffer) => {
    const key = toKey(options, secret);
    const padding = options.padding || usual;
    const { oaepHash, oaepLabel, encoding } = isBytes(options) ? {} : options;
    if (oaepHash !== undefined) validateString(oaepHash, 'key.oaepHash');
    const label = oaepLabel === undefined ? new ArrayBuffer(0) : keyBytes(oaepLabel, 'key.oaepLabel', encoding);
    const data = keyBytes(buffer, 'buffer', encoding);
    const hash = oaepHash ?? 'sha1';
    if (!hashes.knows(hash)) throw coded(Error, 'ERR_OSSL_EVP_INVALID_DIGEST', 'Invalid digest used');
    const rsaKey = key.asymmetricKeyType === 'rsa';
    const wrong = rsaKey ? wrongPadding(padding, signs, seal) : wrongKey(key, secret);
    if (wrong !== undefined) throw wrong;
    const result = binding.rsa(seal, secret, key[kHandle], data, padding, hash, label);
    if (typeof result === 'string') throw rsaError(result in NUMBERS ? result : 'invalid padding');
    return output(result);
  };
}

module.exports = {
  publicEncrypt: rsa(true, false, OAEP), publicDecrypt: rsa(false, false, PKCS1),
  privateEncrypt: rsa(true, true, PKCS1), privateDecrypt: rsa(false, true, OAEP),
};
