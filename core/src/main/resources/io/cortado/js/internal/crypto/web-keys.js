'use strict';

/** The keys of `webcrypto`: made, imported and exported over KeyObjects. */

const { codes } = require('../errors/errors.js');
const { kClone, revivers } = require('../util/cloneable.js');
const { toView } = require('./util.js');
const { createSecretKey, createPublicKey, createPrivateKey, kHandle } = require('./keys.js');
const { Buffer } = require('../buffer/buffer.js');

const HASHES = { 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };
const BLOCKS = { sha1: 512, sha256: 512, sha384: 1024, sha512: 1024 };
const NAMES = new Map(['HMAC', 'AES-CBC', 'AES-CTR', 'AES-GCM', 'AES-KW', 'RSASSA-PKCS1-v1_5', 'RSA-PSS', 'RSA-OAEP',
  'ECDSA', 'ECDH', 'Ed25519', 'X25519', 'PBKDF2', 'HKDF'].map((name) => [name.toUpperCase(), name]));
const PRIVATE_USES = new Set(['sign', 'decrypt', 'unwrapKey', 'deriveKey', 'deriveBits']);
const CURVE_BYTES = { 'P-256': 32, 'P-384': 48, 'P-521': 66 };
const ALL_USES = ['encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'deriveBits', 'wrapKey', 'unwrapKey'];

const fail = (message, name) => new DOMException(message, name);

const kAlgorithm = Symbol('kAlgorithm');
const kExtractable = Symbol('kExtractable');
const kUsages = Symbol('kKeyUsages');

class CryptoKey {
  constructor() {
    throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options) {
    if (depth < 0) return this;
    const { type, extractable, algorithm, usages } = this;
    const { inspect } = require('../inspect/inspect.js');
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `CryptoKey ${inspect({ type, extractable, algorithm, usages }, inner)}`;
  }

  get type() {
    return own(this)[kHandle].type;
  }

  get extractable() {
    return own(this)[kExtractable];
  }

  get algorithm() {
    return own(this)[kAlgorithm];
  }

  get usages() {
    return own(this)[kUsages];
  }

  [kClone]() {
    return { kind: 'CryptoKey', data: [this[kHandle], this[kAlgorithm], this[kExtractable], this[kUsages]] };
  }
}

for (const name of ['type', 'extractable', 'algorithm', 'usages']) {
  Object.defineProperty(CryptoKey.prototype, name, { enumerable: true });
}

function own(key) {
  if (!(key instanceof CryptoKey)) throw new codes.ERR_INVALID_THIS('CryptoKey');
  return key;
}

/** The one way to a CryptoKey. */
function makeKey(key, algorithm, extractable, usages) {
  return Object.create(CryptoKey.prototype, {
    [kHandle]: { value: key },
    [kAlgorithm]: { value: algorithm },
    [kExtractable]: { value: extractable },
    [kUsages]: { value: ALL_USES.filter((use) => usages.includes(use)) },
  });
}

function hashName(algorithm) {
  const name = typeof algorithm === 'string' ? algorithm : algorithm?.name;
  const hash = HASHES[String(name).toUpperCase()];
  if (hash === undefined) throw fail('Unrecognized algorithm name', 'NotSupportedError');
  return hash;
}

const hashOf = (algorithm) => ({ name: `SHA-${hashName(algorithm).slice(3)}` });

/** The algorithm as an object with its name as the standard writes it. */
function normalized(algorithm) {
  const given = typeof algorithm === 'string' ? { name: algorithm } : { ...algorithm };
  const name = NAMES.get(String(given.name).toUpperCase());
  if (name === undefined) throw fail('Unrecognized algorithm name', 'NotSupportedError');
  return { ...given, name };
}

const isAes = (name) => name.startsWith('AES-');
const isRsa = (name) => name.startsWith('RSA');
const isCurve = (name) => name === 'ECDSA' || name === 'ECDH';
const isEdwards = (name) => name.endsWith('25519');

function secret(bytes, { name, hash }, extractable, usages) {
  if (isAes(name) && ![16, 24, 32].includes(bytes.byteLength)) throw fail('Invalid key length', 'DataError');
  const algorithm = { name };
  if (name === 'HMAC') algorithm.hash = hashOf(hash);
  if (isAes(name) || name === 'HMAC') algorithm.length = bytes.byteLength * 8;
  return makeKey(createSecretKey(bytes), algorithm, extractable, usages);
}

/** The `algorithm` of a key pair's half. */
function described(key, { name, hash, namedCurve }) {
  if (isRsa(name)) {
    const { modulusLength, publicExponent } = key.asymmetricKeyDetails;
    const hex = publicExponent.toString(16);
    return {
      name, modulusLength, publicExponent: new Uint8Array(Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')), hash: hashOf(hash),
    };
  }
  return isCurve(name) ? { name, namedCurve } : { name };
}

function asymmetric(key, algorithm, extractable, usages) {
  const kind = isRsa(algorithm.name) ? 'rsa' : isCurve(algorithm.name) ? 'ec' : algorithm.name.toLowerCase();
  if (key.asymmetricKeyType !== kind) throw fail('Invalid key type', 'DataError');
  return makeKey(key, described(key, algorithm), extractable, usages);
}

async function generate(given, extractable, usages) {
  const algorithm = normalized(given);
  const { name } = algorithm;
  if (name === 'HMAC' || isAes(name)) {
    const bits = algorithm.length ?? BLOCKS[hashName(algorithm.hash)];
    return secret(require('./random.js').randomBytes(bits >> 3), algorithm, extractable, usages);
  }
  const [kind, options] = isRsa(name)
    ? ['rsa', { modulusLength: algorithm.modulusLength, publicExponent: exponent(algorithm.publicExponent) }]
    : isCurve(name) ? ['ec', { namedCurve: algorithm.namedCurve }] : [name.toLowerCase(), {}];
  const pair = await new Promise((resolve, reject) => {
    require('./keygen.js').generateKeyPair(kind, options, (error, publicKey, privateKey) => (
      error ? reject(fail('The operation failed for an operation-specific reason', 'OperationError'))
        : resolve({ publicKey, privateKey })));
  });
  const uses = (wanted) => usages.filter((use) => PRIVATE_USES.has(use) === wanted);
  return {
    __proto__: null,
    publicKey: asymmetric(pair.publicKey, algorithm, true, uses(false)),
    privateKey: asymmetric(pair.privateKey, algorithm, extractable, uses(true)),
  };
}

function exponent(bytes) {
  return bytes === undefined ? 65537 : Number.parseInt(Buffer.from(bytes).toString('hex'), 16);
}

const jwkOf = (crv, kty, x, y) => ({ key: { kty, crv, x: x.toString('base64url'), y: y?.toString('base64url') }, format: 'jwk' });

function fromRaw(bytes, algorithm) {
  if (isEdwards(algorithm.name)) return createPublicKey(jwkOf(algorithm.name, 'OKP', bytes));
  const size = CURVE_BYTES[algorithm.namedCurve];
  if (size === undefined || bytes.byteLength !== 2 * size + 1) throw fail('Invalid keyData', 'DataError');
  return createPublicKey(jwkOf(algorithm.namedCurve, 'EC', bytes.subarray(1, 1 + size), bytes.subarray(1 + size)));
}

async function importKey(format, data, given, extractable, usages) {
  const algorithm = normalized(given);
  const { name } = algorithm;
  const symmetric = name === 'HMAC' || isAes(name) || name === 'PBKDF2' || name === 'HKDF';
  if (format === 'jwk' ? symmetric : format === 'raw' && symmetric) {
    const bytes = format === 'jwk' ? Buffer.from(data.k, 'base64url') : Buffer.from(toView(data, 'keyData'));
    return secret(bytes, algorithm, extractable, usages);
  }
  if (!['raw', 'jwk', 'spki', 'pkcs8'].includes(format) || symmetric) {
    throw fail(`Unable to import ${name} key with format ${format}`, 'NotSupportedError');
  }
  let key;
  try {
    if (format === 'jwk') {
      key = (data.d === undefined ? createPublicKey : createPrivateKey)({ key: data, format });
    } else if (format === 'raw') {
      key = fromRaw(Buffer.from(toView(data, 'keyData')), algorithm);
    } else {
      const make = format === 'spki' ? createPublicKey : createPrivateKey;
      key = make({ key: Buffer.from(toView(data, 'keyData')), format: 'der', type: format });
    }
  } catch (cause) {
    throw cause instanceof DOMException ? cause : fail('Invalid keyData', 'DataError');
  }
  return asymmetric(key, algorithm, extractable, usages);
}

const RSA_ALG = { 'RSASSA-PKCS1-v1_5': 'RS', 'RSA-PSS': 'PS' };

function algOf({ name, hash, length }) {
  const bits = hash?.name.slice(4);
  if (name === 'HMAC') return `HS${bits}`;
  if (isAes(name)) return `A${length}${name.slice(4)}`;
  if (name === 'RSA-OAEP') return bits === '1' ? 'RSA-OAEP' : `RSA-OAEP-${bits}`;
  return name === 'Ed25519' ? name : RSA_ALG[name] && RSA_ALG[name] + bits;
}

async function exportKey(format, key) {
  if (!key.extractable) throw fail('key is not extractable', 'InvalidAccessException');
  const object = key[kHandle];
  const { name } = key.algorithm;
  if (format === 'jwk') {
    const alg = algOf(key.algorithm);
    const head = alg === undefined ? {} : { alg };
    return { key_ops: key.usages, ext: true, ...head, ...object.export({ format: 'jwk' }) };
  }
  if (format === 'raw' && object.type === 'secret') return object.export();
  if (format === 'raw' && object.type === 'public' && !isRsa(name)) {
    const { x, y } = object.export({ format: 'jwk' });
    const parts = [Buffer.from(x, 'base64url')];
    if (y !== undefined) parts.unshift(Buffer.of(4)) && parts.push(Buffer.from(y, 'base64url'));
    return Buffer.concat(parts);
  }
  if (format === 'spki' && object.type === 'public' || format === 'pkcs8' && object.type === 'private') {
    return object.export({ format: 'der', type: format });
  }
  throw fail(`Unable to export a raw ${name} ${object.type} key`, 'InvalidAccessError');
}

const revive = ({ data: [key, algorithm, extractable, usages] }) => makeKey(key, algorithm, extractable, usages);

revivers.set('CryptoKey', revive);

module.exports = {
  CryptoKey, normalized, hashName, generate, importKey, exportKey, fail };
