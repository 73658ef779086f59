'use strict';

/** KeyObject and the making of keys. */

const { codes, unsupported } = require('../errors/errors.js');
const { validateString, validateFunction, validateObject, validateUint32 } = require('../errors/validators.js');
const { toView, exact, output, opensslError } = require('./util.js');
const { Buffer } = require('../buffer/buffer.js');
const bound = require('../errors/bound.js');
const lazyKeys = require('./keys-lazy.js');
const binding = internalBinding('crypto_keys');

const kHandle = Symbol('handle');
const kMake = Symbol('make');

class KeyObject {
  constructor(guard, type, handle) {
    if (guard !== kMake) throw new codes.ERR_INVALID_ARG_VALUE('type', guard);
    this[kHandle] = handle;
    Object.defineProperty(this, 'type', { value: type, enumerable: false });
    Object.defineProperty(this, kHandle, { enumerable: false });
  }

  static from(key) {
    if (key?.[kHandle] instanceof KeyObject) return key[kHandle];
    throw new codes.ERR_INVALID_ARG_TYPE('key', 'CryptoKey', key);
  }

  equals(other) {
    if (!(other instanceof KeyObject)) throw new codes.ERR_INVALID_ARG_TYPE('otherKeyObject', 'KeyObject', other);
    if (this.type !== other.type) return false;
    if (this.type === 'secret') return Buffer.compare(Buffer.from(this[kHandle]), Buffer.from(other[kHandle])) === 0;
    return this[kHandle].same(other[kHandle]);
  }
}

class SecretKeyObject extends KeyObject {
  get symmetricKeySize() {
    return this[kHandle].byteLength;
  }

  export(options) {
    if (options?.format === 'jwk') return { kty: 'oct', k: Buffer.from(this[kHandle]).toString('base64url') };
    return Buffer.from(this[kHandle].slice(0));
  }
}

class AsymmetricKeyObject extends KeyObject {
  get asymmetricKeyType() {
    return this[kHandle].type();
  }

  get asymmetricKeyDetails() {
    const details = this[kHandle].details();
    if (details.length === 2) return { modulusLength: +details[0], publicExponent: BigInt(details[1]) };
    return details.length === 1 ? { namedCurve: details[0] } : {};
  }
}

class PublicKeyObject extends AsymmetricKeyObject {
  export(options) {
    if (options?.format === 'jwk') return jwkOf(this);
    return encoded(this, options, options?.type ?? 'spki');
  }
}

class PrivateKeyObject extends AsymmetricKeyObject {
  export(options) {
    if (options?.format === 'jwk') {
      if (options.passphrase !== undefined) throw new codes.ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS('jwk', 'does not support encryption');
      return jwkOf(this);
    }
    if (options?.cipher !== undefined) {
      throw unsupported('KeyObject.export: options.cipher', 'encrypt the exported key yourself');
    }
    return encoded(this, options, options?.type ?? 'pkcs8');
  }
}

function jwkOf(key) {
  const pairs = key[kHandle].jwk();
  if (typeof pairs === 'string') throw new codes.ERR_CRYPTO_UNSUPPORTED_OPERATION();
  const jwk = {};
  for (let i = 0; i < pairs.length; i += 2) jwk[pairs[i]] = pairs[i + 1];
  return jwk;
}

const LABELS = { pkcs8: 'PRIVATE KEY', spki: 'PUBLIC KEY', sec1: 'EC PRIVATE KEY' };

function encoded(key, options, form) {
  validateObject(options, 'options');
  if (options.format !== 'pem' && options.format !== 'der') {
    throw new codes.ERR_INVALID_ARG_VALUE('options.format', options.format);
  }
  const allowed = key.type === 'public' ? ['spki', 'pkcs1'] : ['pkcs8', 'pkcs1', 'sec1'];
  if (!allowed.includes(form)) throw new codes.ERR_INVALID_ARG_VALUE('options.type', form);
  if (form === 'pkcs1' && key.asymmetricKeyType !== 'rsa') {
    throw new codes.ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS('pkcs1', 'can only be used for RSA keys');
  }
  if (form === 'sec1' && key.asymmetricKeyType !== 'ec') {
    throw new codes.ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS('sec1', 'can only be used for EC keys');
  }
  const der = key[kHandle].export(form);
  if (typeof der === 'string') throw new codes.ERR_CRYPTO_UNSUPPORTED_OPERATION();
  const bytes = output(der);
  if (options.format === 'der') return bytes;
  const label = form === 'pkcs1' ? `RSA ${key.type === 'public' ? 'PUBLIC' : 'PRIVATE'} KEY` : LABELS[form];
  return `-----BEGIN ${label}-----\n${bytes.toString('base64').replace(/(.{64})(?=.)/g, '$1\n')}\n-----END ${label}-----\n`;
}

function wrap(handle) {
  if (typeof handle === 'string') throw keyError(handle);
  return handle.kind() === 'private' ? new PrivateKeyObject(kMake, 'private', handle)
    : new PublicKeyObject(kMake, 'public', handle);
}

function keyError(reason) {
  switch (reason) {
    case 'passphrase':
      return Object.assign(new TypeError('Passphrase required for encrypted key'), { code: 'ERR_MISSING_PASSPHRASE' });
    case 'jwk':
      return new codes.ERR_CRYPTO_INVALID_JWK();
    case 'bad decrypt':
      return opensslError('1C800064', 'Provider routines', 'bad decrypt');
    default:
      return opensslError('1E08010C', 'DECODER routines', 'unsupported');
  }
}

const MEMBERS = { RSA: ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'], EC: ['crv', 'x', 'y', 'd'], OKP: ['crv', 'x', 'y', 'd'] };

function ofJwk(jwk, secret) {
  validateObject(jwk, 'key.key');
  const names = MEMBERS[jwk.kty];
  if (names === undefined) throw new codes.ERR_INVALID_ARG_VALUE('key.key.kty', jwk.kty, 'is invalid');
  const values = names.map((name) => (name === 'd' && !secret ? '' : jwk[name] ?? ''));
  return wrap(binding.fromJwk(jwk.kty, values));
}

function isKeyObject(value) {
  return value instanceof KeyObject;
}

/** The key object behind what an API takes for a key. */
function toKey(input, secret, name = 'key') {
  if (isKeyObject(input)) return ofObject(input, secret);
  if (input?.[kHandle] instanceof KeyObject) return ofObject(input[kHandle], secret);
  if (typeof input === 'string' || ArrayBuffer.isView(input) || input instanceof ArrayBuffer) {
    return ofText(toView(input, name), secret, null);
  }
  if (input === null || typeof input !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE(name,
      ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView', 'string', 'KeyObject', 'CryptoKey'], input);
  }
  const { key, format = 'pem' } = input;
  if (isKeyObject(key) || key?.[kHandle] instanceof KeyObject) return toKey(key, secret, name);
  if (format === 'jwk') return ofJwk(key, secret);
  const passphrase = input.passphrase === undefined ? null : toView(input.passphrase, `${name}.passphrase`).toString();
  const view = toView(key, `${name}.key`, input.encoding);
  if (format === 'pem') return ofText(view, secret, passphrase);
  if (format !== 'der') throw new codes.ERR_INVALID_ARG_VALUE(`${name}.format`, format);
  const type = input.type ?? (secret ? 'pkcs8' : 'spki');
  return wrap(binding.fromDer(exact(view), type, secret, passphrase));
}

function ofObject(key, secret) {
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
  return toKey(key, true);
}

function createPublicKey(key) {
  if (isKeyObject(key) && key.type !== 'private') throw new codes.ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(key.type, 'private');
  const found = toKey(key, false);
  return found.type === 'public' ? found : wrap(found[kHandle].publicKey());
}

function createSecretKey(key, encoding) {
  const view = toView(key, 'key', encoding);
  const bytes = new Uint8Array(view.byteLength);
  bytes.set(view);
  return new SecretKeyObject(kMake, 'secret', bytes.buffer);
}

lazyKeys.register((key) => {
  if (key?.[kHandle] instanceof KeyObject) return lazyKeys.secretOf(key[kHandle]);
  if (!isKeyObject(key)) return undefined;
  if (key.type !== 'secret') throw new codes.ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(key.type, 'secret');
  return key[kHandle];
});

const TYPES = ['rsa', 'rsa-pss', 'ec', 'ed25519', 'ed448', 'x25519', 'x448'];

function generateArguments(type, options) {
  validateString(type, 'type');
  if (!TYPES.includes(type)) {
    if (type === 'dsa' || type === 'dh') throw unsupported(`crypto.generateKeyPair: type '${type}'`, "use 'rsa' or 'ec'");
    throw new codes.ERR_INVALID_ARG_VALUE('type', type, 'must be a supported key type');
  }
  const given = options ?? {};
  if (type.startsWith('rsa')) validateUint32(given.modulusLength, 'options.modulusLength');
  if (type === 'ec') validateString(given.namedCurve, 'options.namedCurve');
  if (type === 'ec' && !['prime256v1', 'P-256', 'P-384', 'P-521', 'secp256r1', 'secp384r1', 'secp521r1'].includes(given.namedCurve)) {
    throw new codes.ERR_CRYPTO_INVALID_CURVE();
  }
  return [type, given.modulusLength ?? 0, given.publicExponent ?? 65537, given.namedCurve ?? ''];
}

function pair(result, options) {
  if (typeof result === 'number') throw new codes.ERR_CRYPTO_UNSUPPORTED_OPERATION();
  const [privateKey, publicKey] = [wrap(result[0]), wrap(result[1])];
  const form = (key, encoding) => (encoding ? key.export(encoding) : key);
  return {
    publicKey: form(publicKey, options?.publicKeyEncoding), privateKey: form(privateKey, options?.privateKeyEncoding),
  };
}

function generateKeyPairSync(type, options) {
  return pair(binding.generate(...generateArguments(type, options), null), options);
}

function generateKeyPair(type, options, callback) {
  const done = typeof options === 'function' ? options : callback;
  const given = typeof options === 'function' ? {} : options;
  const args = generateArguments(type, given);
  validateFunction(done, 'callback');
  binding.generate(...args, bound((error, result) => {
    let keys;
    try {
      if (error) throw error;
      keys = pair(result, given);
    } catch (failure) {
      done(failure);
      return;
    }
    done(null, keys.publicKey, keys.privateKey);
  }));
}

Object.defineProperty(generateKeyPair, Symbol.for('nodejs.util.promisify.custom'), {
  value: (type, options) => new Promise((resolve, reject) => {
    generateKeyPair(type, options, (error, publicKey, privateKey) => {
      if (error) reject(error);
      else resolve({ publicKey, privateKey });
    });
  }),
});

function generateKeySync(type, options) {
  if (type !== 'hmac' && type !== 'aes') throw new codes.ERR_INVALID_ARG_VALUE('type', type, 'must be a supported key type');
  const bits = options?.length;
  validateUint32(bits, 'options.length');
  if (type === 'aes' && ![128, 192, 256].includes(bits)) {
    throw new codes.ERR_INVALID_ARG_VALUE('options.length', bits, 'must be one of: 128, 192, 256');
  }
  return createSecretKey(require('./random.js').randomBytes(bits >> 3));
}

function generateKey(type, options, callback) {
  validateFunction(callback, 'callback');
  const key = generateKeySync(type, options);
  process.nextTick(callback, undefined, key);
}

module.exports = {
  KeyObject, createPrivateKey, createPublicKey, createSecretKey, generateKeyPair, generateKeyPairSync, generateKey,
  generateKeySync, toKey, kHandle,
};
