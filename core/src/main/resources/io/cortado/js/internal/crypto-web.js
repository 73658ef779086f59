'use strict';

/** `webcrypto`: digests, HMAC, random numbers. */

const { unsupported } = require('./errors');
const { toView } = require('./crypto-util');
const { getRandomValues, randomUUID } = require('./crypto-random');
const { createSecretKey, kHandle } = require('./crypto-keys');
const { Hash, Hmac } = require('./crypto-hash');

const NAMES = { 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };
const BLOCKS = { sha1: 512, sha256: 512, sha384: 1024, sha512: 1024 };

function hashName(algorithm) {
  const name = typeof algorithm === 'string' ? algorithm : algorithm?.name;
  const hash = NAMES[String(name).toUpperCase()];
  if (hash === undefined) throw new DOMException('Unrecognized algorithm name', 'NotSupportedError');
  return hash;
}

class CryptoKey {
  constructor(key, algorithm, extractable, usages) {
    Object.defineProperty(this, kHandle, { value: key });
    Object.assign(this, { type: key.type, extractable, algorithm, usages });
  }
}

function toBuffer(buffer) {
  return buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength);
}

function requireHmac(algorithm, method) {
  const name = typeof algorithm === 'string' ? algorithm : algorithm?.name;
  if (String(name).toUpperCase() !== 'HMAC') {
    throw unsupported(`crypto.subtle.${method}: ${name}`, 'use the functions of require("crypto")');
  }
}

function mac(key, data) {
  return new Hmac(hashName(key.algorithm.hash), key[kHandle]).update(toView(data, 'data')).digest();
}

function hmacKey(bytes, algorithm, extractable, usages) {
  const full = { name: 'HMAC', length: bytes.byteLength * 8, hash: { name: `SHA-${hashName(algorithm.hash).slice(3)}` } };
  return new CryptoKey(createSecretKey(bytes), full, extractable, usages);
}

class SubtleCrypto {
  async digest(algorithm, data) {
    return toBuffer(new Hash(hashName(algorithm)).update(toView(data, 'data')).digest());
  }

  async generateKey(algorithm, extractable, usages) {
    requireHmac(algorithm, 'generateKey');
    const bits = algorithm.length ?? BLOCKS[hashName(algorithm.hash)];
    return hmacKey(require('./crypto-random').randomBytes(bits >> 3), algorithm, extractable, usages);
  }

  async importKey(format, data, algorithm, extractable, usages) {
    requireHmac(algorithm, 'importKey');
    const { Buffer } = require('../node/buffer');
    if (format === 'jwk') return hmacKey(Buffer.from(data.k, 'base64url'), algorithm, extractable, usages);
    if (format !== 'raw') throw unsupported(`crypto.subtle.importKey: format ${format}`, "use 'raw' or 'jwk'");
    return hmacKey(toView(data, 'keyData'), algorithm, extractable, usages);
  }

  async exportKey(format, key) {
    if (!key.extractable) throw new DOMException('key is not extractable', 'InvalidAccessException');
    if (format === 'jwk') {
      return { ...key[kHandle].export({ format: 'jwk' }), key_ops: key.usages, ext: true, alg: `HS${hashName(key.algorithm.hash).slice(3)}` };
    }
    if (format !== 'raw') throw unsupported(`crypto.subtle.exportKey: format ${format}`, "use 'raw' or 'jwk'");
    return toBuffer(key[kHandle].export());
  }

  async sign(algorithm, key, data) {
    requireHmac(algorithm, 'sign');
    return toBuffer(mac(key, data));
  }

  async verify(algorithm, key, signature, data) {
    requireHmac(algorithm, 'verify');
    const expected = mac(key, data);
    const given = toView(signature, 'signature');
    return given.byteLength === expected.byteLength && require('../node/crypto').timingSafeEqual(expected, given);
  }
}

for (const name of ['encrypt', 'decrypt', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey']) {
  SubtleCrypto.prototype[name] = async () => {
    throw unsupported(`crypto.subtle.${name}`, 'use the functions of require("crypto")');
  };
}

const subtle = new SubtleCrypto();

class Crypto {
  get subtle() {
    return subtle;
  }

  getRandomValues(array) {
    return getRandomValues(array);
  }

  randomUUID() {
    return randomUUID();
  }
}

module.exports = { webcrypto: new Crypto(), subtle };
