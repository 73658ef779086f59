'use strict';

/** The encodings of asymmetric keys: what options ask for, checked in Node's order. */

const { codes } = require('../errors/errors.js');
const { validateObject } = require('../errors/validators.js');
const { isAnyArrayBuffer, keyBytes } = require('./util.js');

const FORMATS = ['pem', 'der', 'jwk'];
const PUBLIC_TYPES = ['pkcs1', 'spki'];
const PRIVATE_TYPES = ['pkcs1', 'pkcs8', 'sec1'];
const FOR_ONE_KIND = { pkcs1: 'rsa', sec1: 'ec' };

const isBytes = (value) => typeof value === 'string' || ArrayBuffer.isView(value) || isAnyArrayBuffer(value);

function namer(owner) {
  return (name) => (owner === undefined ? `options.${name}` : `options.${owner}.${name}`);
}

function checkType(type, allowed, keyType, name) {
  const kind = FOR_ONE_KIND[type];
  if (!allowed.includes(type)) throw new codes.ERR_INVALID_ARG_VALUE(name, type);
  if (kind !== undefined && keyType !== undefined && keyType !== kind) {
    throw new codes.ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS(type, `can only be used for ${kind.toUpperCase()} keys`);
  }
}

function checkCipher({ cipher, passphrase }, format, type, named) {
  if (cipher == null) {
    if (passphrase !== undefined) throw new codes.ERR_INVALID_ARG_VALUE(named('cipher'), cipher);
    return;
  }
  if (typeof cipher !== 'string') throw new codes.ERR_INVALID_ARG_VALUE(named('cipher'), cipher);
  if (format === 'der' && type !== 'pkcs8') {
    throw new codes.ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS(type, 'does not support encryption');
  }
  if (!isBytes(passphrase)) throw new codes.ERR_INVALID_ARG_VALUE(named('passphrase'), passphrase);
}

/** How a key of `keyType` is to be exported; `owner` is the option that holds the encoding, if one does. */
function outgoing(encoding, keyType, isPublic, owner) {
  validateObject(encoding, 'options');
  const named = namer(owner);
  const { format, type } = encoding;
  if (!FORMATS.includes(format)) throw new codes.ERR_INVALID_ARG_VALUE(named('format'), format);
  if (format !== 'jwk' || type !== undefined) {
    checkType(type, isPublic ? PUBLIC_TYPES : PRIVATE_TYPES, keyType, named('type'));
  }
  if (isPublic) return { format, type };
  checkCipher(encoding, format, type, named);
  const { cipher, passphrase } = encoding;
  const secret = passphrase === undefined ? null : keyBytes(passphrase, 'key.passphrase', encoding.encoding);
  return { format, type, cipher, passphrase: secret };
}

/** How a given key is encoded. `secret`: only a private key will do. */
function incoming(encoding, secret) {
  const { format = 'pem', type, passphrase } = encoding;
  if (!FORMATS.includes(format)) throw new codes.ERR_INVALID_ARG_VALUE('options.format', format);
  if (type !== undefined || format === 'der') {
    checkType(type, secret ? PRIVATE_TYPES : [...PRIVATE_TYPES, 'spki'], undefined, 'options.type');
  }
  if (passphrase !== undefined && !isBytes(passphrase)) {
    throw new codes.ERR_INVALID_ARG_VALUE('options.passphrase', passphrase);
  }
  const phrase = passphrase === undefined ? null : keyBytes(passphrase, 'key.passphrase', encoding.encoding);
  return { format, type, passphrase: phrase };
}

module.exports = { outgoing, incoming, isBytes };
