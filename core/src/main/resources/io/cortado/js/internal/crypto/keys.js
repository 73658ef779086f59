'use strict';

/** KeyObject, and keys from what stands for them: PEM, DER, JWK, other keys. */

const { codes } = require('../errors/errors.js');
const { kClone, revivers } = require('../util/cloneable.js');
const { validateObject, validateOneOf, validateString } = require('../errors/validators.js');
const { BYTES, toView, keyBytes, output, opensslError } = require('./util.js');
const { outgoing, incoming, isBytes } = require('./key-encoding.js');
const { Buffer } = require('../buffer/buffer.js');
const lazyKeys = require('./keys-lazy.js');
const binding = internalBinding('crypto_keys');

const kHandle = Symbol('handle');
// inspect shows these, as it does on Node
const kType = Symbol('kKeyType');
const kKind = Symbol('kAsymmetricKeyType');
const kDetails = Symbol('kAsymmetricKeyDetails');
const ANY_KEY = [...BYTES, 'string', 'KeyObject', 'CryptoKey'];
const NEW_KEY = [...BYTES, 'string'];

/** What a key object is made of; nobody else can make one. */
class Inner {
  constructor(value) {
    this.value = value;
  }
}

class KeyObject {
  constructor(type, handle) {
    if (!['secret', 'public', 'private'].includes(type)) throw new codes.ERR_INVALID_ARG_VALUE('type', type);
    if (!(handle instanceof Inner)) throw new codes.ERR_INVALID_ARG_TYPE('handle', 'object', handle);
    Object.defineProperty(this, kHandle, { value: handle.value });
    this[kType] = type;
  }

  get type() {
    return this[kType];
  }

  static from(key) {
    if (key?.[kHandle] instanceof KeyObject) return key[kHandle];
    throw new codes.ERR_INVALID_ARG_TYPE('key', 'CryptoKey', key);
  }

  equals(otherKeyObject) {
    const other = otherKeyObject;
    if (!isKeyObject(other)) throw new codes.ERR_INVALID_ARG_TYPE('otherKeyObject', 'KeyObject', other);
    if (this.type !== other.type) return false;
    if (this.type === 'secret') return Buffer.compare(Buffer.from(this[kHandle]), Buffer.from(other[kHandle])) === 0;
    return this[kHandle].same(other[kHandle]);
  }

  [kClone]() {
    const { type } = this;
    return type === 'secret' ? { kind: 'KeyObject', data: [type, this[kHandle]] } : { kind: 'KeyObject', data: [type], java: this[kHandle] };
  }
}

Object.defineProperty(KeyObject.prototype, Symbol.toStringTag, { value: 'KeyObject', configurable: true });

class SecretKeyObject extends KeyObject {
  constructor(handle) {
    super('secret', handle);
  }

  get symmetricKeySize() {
    return this[kHandle].byteLength;
  }

  export(options) {
    if (options !== undefined) {
      validateObject(options, 'options');
      validateOneOf(options.format, 'options.format', [undefined, 'buffer', 'jwk']);
      if (options.format === 'jwk') return { kty: 'oct', k: Buffer.from(this[kHandle]).toString('base64url') };
    }
    return Buffer.from(this[kHandle].slice(0));
  }
}

/** Names of the details Java tells, by the kind of key. */
const RSA = ['modulusLength', 'publicExponent'];
const DETAILS = { rsa: RSA, 'rsa-pss': RSA, dsa: ['modulusLength', 'divisorLength'], ec: ['namedCurve'] };
const TYPED = { modulusLength: Number, divisorLength: Number, publicExponent: BigInt, namedCurve: String };

class AsymmetricKeyObject extends KeyObject {
  get asymmetricKeyType() {
    return (this[kKind] ??= this[kHandle].type());
  }

  get asymmetricKeyDetails() {
    const names = DETAILS[this.asymmetricKeyType];
    return names === undefined ? {} : (this[kDetails] ??= detailsOf(this[kHandle], names));
  }
}

function detailsOf(handle, names) {
  const values = handle.details();
  return Object.fromEntries(names.map((name, i) => [name, TYPED[name](values[i])]));
}

class PublicKeyObject extends AsymmetricKeyObject {
  constructor(handle) {
    super('public', handle);
  }

  export(options) {
    if (options?.format === 'jwk') return jwkOf(this);
    return exportKey(this, outgoing(options, this.asymmetricKeyType, true));
  }
}

class PrivateKeyObject extends AsymmetricKeyObject {
  constructor(handle) {
    super('private', handle);
  }

  export(options) {
    if (options?.format !== 'jwk') return exportKey(this, outgoing(options, this.asymmetricKeyType, false));
    if (options.passphrase !== undefined) {
      throw new codes.ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS('jwk', 'does not support encryption');
    }
    return jwkOf(this);
  }
}

const classes = { secret: SecretKeyObject, public: PublicKeyObject, private: PrivateKeyObject };

/** What a clone of a key is made of. */
const revive = ({ data: [type, bytes], java }) => new classes[type](new Inner(bytes ?? java));

function jwkOf(key) {
  if (!['rsa', 'ec', 'ed25519', 'ed448', 'x25519', 'x448'].includes(key.asymmetricKeyType)) {
    throw new codes.ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE();
  }
  const pairs = key[kHandle].jwk();
  if (typeof pairs === 'string') throw new codes.ERR_CRYPTO_UNSUPPORTED_OPERATION();
  const jwk = {};
  for (let i = 0; i < pairs.length; i += 2) jwk[pairs[i]] = pairs[i + 1];
  return jwk;
}

const CIPHER_ERRORS = {
  unknown: () => new codes.ERR_CRYPTO_UNKNOWN_CIPHER(),
  'no object identifier': () => opensslError('0680006C', 'asn1 encoding routines', 'cipher has no object identifier',
    'ERR_OSSL_ASN1_CIPHER_HAS_NO_OBJECT_IDENTIFIER'),
  parameter: () => opensslError('0300007A', 'digital envelope routines', 'cipher parameter error',
    'ERR_OSSL_EVP_CIPHER_PARAMETER_ERROR'),
  unsupported: () => opensslError('0308010C', 'digital envelope routines', 'unsupported', 'ERR_OSSL_EVP_UNSUPPORTED'),
  pem: () => opensslError('04800071', 'PEM routines', 'unsupported cipher', 'ERR_OSSL_PEM_UNSUPPORTED_CIPHER'),
};

/** A key in an encoding that `outgoing` has found right. */
function exportKey(key, { format, type, cipher, passphrase }) {
  if (format === 'jwk') return jwkOf(key);
  const [text, bytes] = key[kHandle].export(type, format === 'pem', cipher ?? null, passphrase ?? null);
  if (bytes !== null) return output(bytes);
  if (text.startsWith('-----')) return text;
  throw CIPHER_ERRORS[text]?.() ?? new codes.ERR_CRYPTO_UNSUPPORTED_OPERATION();
}

function wrap(handle) {
  if (typeof handle === 'string') throw keyError(handle);
  return handle.kind() === 'private' ? new PrivateKeyObject(new Inner(handle)) : new PublicKeyObject(new Inner(handle));
}

function keyError(reason) {
  switch (reason) {
    case 'passphrase':
      return Object.assign(new TypeError('Passphrase required for encrypted key'), { code: 'ERR_MISSING_PASSPHRASE' });
    case 'cancelled':
      return opensslError('07880109', 'common libcrypto routines', 'interrupted or cancelled',
        'ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED');
    case 'tag':
      return opensslError('068000A8', 'asn1 encoding routines', 'wrong tag', 'ERR_OSSL_ASN1_WRONG_TAG');
    case 'unread':
      return new Error('Failed to read asymmetric key');
    case 'jwk':
      return new codes.ERR_CRYPTO_INVALID_JWK();
    case 'bad decrypt':
      return opensslError('1C800064', 'Provider routines', 'bad decrypt');
    default:
      return opensslError('1E08010C', 'DECODER routines', 'unsupported');
  }
}

/** A JWK's members by its kty, the open ones first; the second list is what private keys have besides. */
const MEMBERS = {
  RSA: [['n', 'e'], ['d', 'p', 'q', 'dp', 'dq', 'qi']],
  EC: [['crv', 'x', 'y'], ['d']],
  OKP: [['crv', 'x'], ['d']],
};
const CURVES = { EC: ['P-256', 'secp256k1', 'P-384', 'P-521'], OKP: ['Ed25519', 'Ed448', 'X25519', 'X448'] };
const JAVA_ORDER = { RSA: ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'], EC: ['crv', 'x', 'y', 'd'], OKP: ['crv', 'x', 'y', 'd'] };

function ofJwk(jwk, secret) {
  validateObject(jwk, 'key.key');
  validateOneOf(jwk.kty, 'key.kty', Object.keys(MEMBERS));
  const { kty } = jwk;
  const [open, hidden] = MEMBERS[kty];
  const wanted = secret ? [...open, ...hidden] : open;
  for (const name of wanted) {
    if (name !== 'crv' || kty === 'OKP') validateString(jwk[name], `key.${name}`);
    if (name === 'crv') validateOneOf(jwk.crv, 'key.crv', CURVES[kty]);
  }
  return wrap(binding.fromJwk(kty, JAVA_ORDER[kty].map((name) => (wanted.includes(name) ? jwk[name] : ''))));
}

function isKeyObject(value) {
  return value instanceof KeyObject;
}

/** The key object that a KeyObject is, or a CryptoKey is over; undefined for anything else. */
function objectOf(value) {
  if (isKeyObject(value)) return value;
  return value?.[kHandle] instanceof KeyObject ? value[kHandle] : undefined;
}

/** The key object behind what an API takes for a key. `fresh`: it is to be made, so no key object will do. */
function toKey(key, secret, fresh = false) {
  const known = objectOf(key);
  if (known !== undefined) return ofObject(known, key, secret, fresh);
  if (isBytes(key)) return ofText(toView(key, 'key'), secret, null);
  if (typeof key !== 'object') throw new codes.ERR_INVALID_ARG_TYPE('key', fresh ? NEW_KEY : ANY_KEY, key);
  const { key: data, encoding, format } = key;
  const inner = objectOf(data);
  if (inner !== undefined) return ofObject(inner, data, secret, fresh);
  if (format === 'jwk') return ofJwk(data, secret);
  if (!isBytes(data)) throw new codes.ERR_INVALID_ARG_TYPE('key.key', fresh ? NEW_KEY : ANY_KEY, data);
  const bytes = keyBytes(data, 'key', encoding);
  const how = incoming(key, secret);
  if (how.format === 'pem') return ofText(new Uint8Array(bytes), secret, how.passphrase);
  return wrap(binding.fromDer(bytes, how.type, secret, how.passphrase));
}

function ofObject(key, given, secret, fresh) {
  if (fresh) throw new codes.ERR_INVALID_ARG_TYPE('key', NEW_KEY, given);
  if (key.type === 'secret' || (secret && key.type !== 'private')) {
    throw new codes.ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(key.type, secret ? 'private' : 'private or public');
  }
  return key;
}

function ofText(view, secret, passphrase) {
  const text = Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString('latin1');
  return wrap(binding.fromPem(text, secret, passphrase));
}

function createPrivateKey(key) {
  return toKey(key, true, true);
}

function createPublicKey(key) {
  const given = objectOf(key) ?? (isBytes(key) ? undefined : objectOf(key?.key));
  if (given !== undefined && given.type !== 'private') {
    throw new codes.ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(given.type, 'private');
  }
  const found = toKey(key, false);
  return found.type === 'public' ? found : wrap(found[kHandle].publicKey());
}

function createSecretKey(key, encoding) {
  if (!isBytes(key)) throw new codes.ERR_INVALID_ARG_TYPE('key', BYTES, key);
  const bytes = keyBytes(key, 'key', encoding);
  return new SecretKeyObject(new Inner(bytes.slice(0)));
}

lazyKeys.register((key) => {
  const object = objectOf(key);
  if (object === undefined) return undefined;
  if (object.type !== 'secret') throw new codes.ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(object.type, 'secret');
  return object[kHandle];
});

revivers.set('KeyObject', revive);

module.exports = {
  KeyObject, createPrivateKey, createPublicKey, createSecretKey, toKey, wrap, exportKey, objectOf, isKeyObject, kHandle,
};
