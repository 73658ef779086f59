'use strict';

/** `webcrypto`, over the parts of `crypto`. */

const { codes } = require('../errors/errors.js');
const { toView, timingSafeEqual } = require('./util.js');
const { Cipheriv, Decipheriv } = require('./cipher.js');
const { pbkdf2Sync, hkdfSync } = require('./kdf.js');
const { sign, verify } = require('./sign.js');
const { publicEncrypt, privateDecrypt } = require('./rsa.js');
const { diffieHellman } = require('./dh.js');
const { getRandomValues, randomUUID } = require('./random.js');
const { kHandle } = require('./keys.js');
const { Hash, Hmac } = require('./hash.js');
const { Buffer } = require('../buffer/buffer.js');
const { CryptoKey, normalized, hashName, generate, importKey, exportKey, fail } = require('./web-keys.js');

const PSS = 6;
const TAG_BITS = 128;
const WRAP_IV = 'a6a6a6a6a6a6a6a6';

const bytes = (data, name) => Buffer.from(toView(data, name));
const operation = () => fail('The operation failed for an operation-specific reason', 'OperationError');

function toBuffer(buffer) {
  return buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength);
}

/** The normalized algorithm, once the key is known to be of it and to allow the use. */
function allowed(given, key, use) {
  const algorithm = normalized(given);
  if (!(key instanceof CryptoKey)) {
    const { ERR_INVALID_ARG_TYPE } = require('../errors/errors.js').codes;
    throw new ERR_INVALID_ARG_TYPE('key', 'CryptoKey', key);
  }
  if (algorithm.name !== key.algorithm.name || !key.usages.includes(use)) {
    throw fail('The requested operation is not valid for the provided key', 'InvalidAccessError');
  }
  return algorithm;
}

function cipher(encrypting, algorithm, key) {
  const bits = key.algorithm.length;
  const Class = encrypting ? Cipheriv : Decipheriv;
  const make = (...args) => new Class(...args);
  if (algorithm.name === 'AES-CBC') return make(`aes-${bits}-cbc`, key[kHandle], bytes(algorithm.iv, 'algorithm.iv'));
  if (algorithm.name === 'AES-CTR') return make(`aes-${bits}-ctr`, key[kHandle], bytes(algorithm.counter, 'algorithm.counter'));
  const authTagLength = (algorithm.tagLength ?? TAG_BITS) / 8;
  const gcm = make(`aes-${bits}-gcm`, key[kHandle], bytes(algorithm.iv, 'algorithm.iv'), { authTagLength });
  if (algorithm.additionalData !== undefined) gcm.setAAD(bytes(algorithm.additionalData, 'algorithm.additionalData'));
  return gcm;
}

function crypt(encrypting, algorithm, key, data) {
  try {
    if (algorithm.name === 'RSA-OAEP') {
      const options = { key: key[kHandle], oaepHash: hashName(key.algorithm.hash) };
      if (algorithm.label !== undefined) options.oaepLabel = bytes(algorithm.label, 'algorithm.label');
      return (encrypting ? publicEncrypt : privateDecrypt)(options, data);
    }
    const state = cipher(encrypting, algorithm, key);
    if (algorithm.name !== 'AES-GCM') return Buffer.concat([state.update(data), state.final()]);
    if (encrypting) return Buffer.concat([state.update(data), state.final(), state.getAuthTag()]);
    const end = data.length - (algorithm.tagLength ?? TAG_BITS) / 8;
    if (end < 0) throw operation();
    state.setAuthTag(data.subarray(end));
    return Buffer.concat([state.update(data.subarray(0, end)), state.final()]);
  } catch (error) {
    throw error?.code === 'ERR_INVALID_ARG_TYPE' ? error : operation();
  }
}

/** RFC 3394, which the ciphers of `crypto` leave out. */
function keyWrap(key, data, wrapping) {
  const name = `aes-${key.algorithm.length}-ecb`;
  const block = (input) => {
    const state = new (wrapping ? Cipheriv : Decipheriv)(name, key[kHandle], null);
    state.setAutoPadding(false);
    return state.update(input);
  };
  const parts = [];
  for (let at = wrapping ? 0 : 8; at < data.length; at += 8) parts.push(Buffer.from(data.subarray(at, at + 8)));
  const count = parts.length;
  let check = wrapping ? Buffer.from(WRAP_IV, 'hex') : Buffer.from(data.subarray(0, 8));
  const mix = (t) => check.writeUInt32BE((check.readUInt32BE(4) ^ t) >>> 0, 4);
  for (let step = 0; step < 6 * count; step++) {
    const t = wrapping ? step + 1 : 6 * count - step;
    const i = (t - 1) % count;
    if (!wrapping) mix(t);
    const out = block(Buffer.concat([check, parts[i]]));
    check = Buffer.from(out.subarray(0, 8));
    parts[i] = Buffer.from(out.subarray(8, 16));
    if (wrapping) mix(t);
  }
  if (!wrapping && check.toString('hex') !== WRAP_IV) throw operation();
  return Buffer.concat(wrapping ? [check, ...parts] : parts);
}

function signing(algorithm, key) {
  const { name } = algorithm;
  if (name === 'ECDSA') return [hashName(algorithm.hash), { key: key[kHandle], dsaEncoding: 'ieee-p1363' }];
  if (name === 'Ed25519') return [null, { key: key[kHandle] }];
  const options = { key: key[kHandle] };
  if (name === 'RSA-PSS') Object.assign(options, { padding: PSS, saltLength: algorithm.saltLength });
  return [hashName(key.algorithm.hash), options];
}

const mac = (key, data) => new Hmac(hashName(key.algorithm.hash), key[kHandle]).update(data).digest();

function derive(algorithm, key, length) {
  const { name } = algorithm;
  if (name === 'ECDH' || name === 'X25519') {
    const shared = diffieHellman({ privateKey: key[kHandle], publicKey: algorithm.public[kHandle] });
    if (length == null) return shared;
    if (length > shared.length * 8) throw fail('derived bit length is too small', 'OperationError');
    return shared.subarray(0, Math.ceil(length / 8));
  }
  if (length == null || length % 8 !== 0) throw fail('length cannot be null', 'OperationError');
  const hash = hashName(algorithm.hash);
  const salt = bytes(algorithm.salt, 'algorithm.salt');
  if (name === 'PBKDF2') return pbkdf2Sync(key[kHandle].export(), salt, algorithm.iterations, length / 8, hash);
  return Buffer.from(hkdfSync(hash, key[kHandle], salt, bytes(algorithm.info, 'algorithm.info'), length / 8));
}

function lengthOf({ name, length, hash }) {
  if (name === 'HMAC') return length ?? { sha1: 512, sha256: 512 }[hashName(hash)] ?? 1024;
  return name === 'HKDF' || name === 'PBKDF2' ? null : length;
}

class SubtleCrypto {
  constructor() {
    throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
  }

  async digest(algorithm, data) {
    return toBuffer(new Hash(hashName(algorithm)).update(toView(data, 'data')).digest());
  }

  async generateKey(algorithm, extractable, usages) {
    return generate(algorithm, extractable, usages);
  }

  async importKey(format, data, algorithm, extractable, usages) {
    return importKey(format, data, algorithm, extractable, usages);
  }

  async exportKey(format, key) {
    const exported = await exportKey(format, key);
    return Buffer.isBuffer(exported) ? toBuffer(exported) : exported;
  }

  async encrypt(given, key, data) {
    return toBuffer(crypt(true, allowed(given, key, 'encrypt'), key, bytes(data, 'data')));
  }

  async decrypt(given, key, data) {
    return toBuffer(crypt(false, allowed(given, key, 'decrypt'), key, bytes(data, 'data')));
  }

  async sign(given, key, data) {
    const algorithm = allowed(given, key, 'sign');
    const view = bytes(data, 'data');
    return toBuffer(algorithm.name === 'HMAC' ? mac(key, view)
      : sign(signing(algorithm, key)[0], view, signing(algorithm, key)[1]));
  }

  async verify(given, key, signature, data) {
    const algorithm = allowed(given, key, 'verify');
    const view = bytes(data, 'data');
    const sealed = bytes(signature, 'signature');
    if (algorithm.name === 'HMAC') {
      const expected = mac(key, view);
      return sealed.byteLength === expected.byteLength && timingSafeEqual(expected, sealed);
    }
    const [hash, options] = signing(algorithm, key);
    return verify(hash, view, options, sealed);
  }

  async deriveBits(given, key, length = null) {
    return toBuffer(derive(allowed(given, key, 'deriveBits'), key, length));
  }

  async deriveKey(given, key, derivedAlgorithm, extractable, usages) {
    const algorithm = allowed(given, key, 'deriveKey');
    const wanted = normalized(derivedAlgorithm);
    return importKey('raw', derive(algorithm, key, lengthOf(wanted)), wanted, extractable, usages);
  }

  async wrapKey(format, key, wrappingKey, given) {
    const algorithm = allowed(given, wrappingKey, 'wrapKey');
    const exported = await exportKey(format, key);
    const data = Buffer.isBuffer(exported) ? exported : Buffer.from(JSON.stringify(exported));
    return toBuffer(algorithm.name === 'AES-KW' ? keyWrap(wrappingKey, data, true)
      : crypt(true, algorithm, wrappingKey, data));
  }

  async unwrapKey(format, wrapped, unwrappingKey, given, unwrappedAlgorithm, extractable, usages) {
    const algorithm = allowed(given, unwrappingKey, 'unwrapKey');
    const data = bytes(wrapped, 'wrappedKey');
    const plain = algorithm.name === 'AES-KW' ? keyWrap(unwrappingKey, data, false)
      : crypt(false, algorithm, unwrappingKey, data);
    return importKey(format, format === 'jwk' ? JSON.parse(plain) : plain, unwrappedAlgorithm, extractable, usages);
  }
}

const subtle = Object.create(SubtleCrypto.prototype);

function own(self) {
  if (self !== webcrypto) throw new codes.ERR_INVALID_THIS('Crypto');
}

class Crypto {
  constructor() {
    throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
  }

  get subtle() {
    own(this);
    return subtle;
  }

  getRandomValues(array) {
    own(this);
    return getRandomValues(array);
  }

  randomUUID(...options) {
    own(this);
    return randomUUID(...options);
  }
}

/** Members are enumerable, as the standard has them, and in Node's order. */
const ORDERS = new Map([
  [SubtleCrypto, ['encrypt', 'decrypt', 'sign', 'verify', 'digest', 'generateKey', 'deriveKey', 'deriveBits',
    'importKey', 'exportKey', 'wrapKey', 'unwrapKey']],
  [Crypto, ['subtle', 'getRandomValues', 'randomUUID']],
]);
for (const [{ prototype }, names] of ORDERS) {
  for (const name of names) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
    delete prototype[name];
    Object.defineProperty(prototype, name, { ...descriptor, enumerable: true });
  }
}

for (const [Class, name] of [[CryptoKey, 'CryptoKey'], [SubtleCrypto, 'SubtleCrypto'], [Crypto, 'Crypto']]) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: name, configurable: true });
}
const webcrypto = Object.create(Crypto.prototype);
Object.defineProperty(webcrypto, 'CryptoKey', { value: CryptoKey, configurable: true, writable: true });

module.exports = { webcrypto, subtle, Crypto, CryptoKey, SubtleCrypto };
