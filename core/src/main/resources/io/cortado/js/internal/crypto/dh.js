'use strict';

/** `DiffieHellman`, `DiffieHellmanGroup` and `crypto.diffieHellman`; the numbers are Java's. */

const { Buffer } = require('../buffer/buffer.js');
const { codes } = require('../errors/errors.js');
const { validateInt32, validateObject } = require('../errors/validators.js');
const { BYTES, coded, exact, encodedOutput, keyBytes, isAnyArrayBuffer, opensslError, toView } = require('./util.js');
const { KeyObject, kHandle } = require('./keys.js');
const binding = internalBinding('crypto_keys');

const kState = Symbol('handle');
const LEAST_BITS = 512;
const AGREEING = new Set(['dh', 'ec', 'x448', 'x25519']);

const failed = (number, reason) => opensslError(number, 'Diffie-Hellman routines', reason,
  `ERR_OSSL_DH_${reason.toUpperCase().replaceAll(' ', '_')}`);
const badGenerator = () => failed('02800065', 'bad generator');
const tooSmall = () => failed('0280007E', 'modulus too small');

/** What is given as a number, or as the bytes of one; `other` names it in errors. */
function numeric(value, name) {
  if (typeof value === 'number' || typeof value === 'string' || ArrayBuffer.isView(value) || isAnyArrayBuffer(value)) {
    if (typeof value === 'number') validateInt32(value, name);
    return;
  }
  throw new codes.ERR_INVALID_ARG_TYPE(name, ['number', 'string', ...BYTES], value);
}

const textBytes = (text, encoding) => Buffer.from(text, encoding === 'buffer' || !encoding ? undefined : encoding);
const bytesOf = (value, encoding) => exact(typeof value === 'string' ? textBytes(value, encoding) : toView(value));

function generatorBytes(generator) {
  const bytes = typeof generator === 'number'
    ? generator > 1 && exact(Buffer.from(generator.toString(16).padStart(8, '0'), 'hex')) : generator;
  if (!bytes || new Uint8Array(bytes).every((byte, i, all) => byte <= (i === all.length - 1 ? 1 : 0))) throw badGenerator();
  return bytes;
}

function make(size, generator) {
  if (typeof size !== 'number') return binding.diffieHellman(size, generatorBytes(generator));
  if (size < 2) throw tooSmall();
  if (typeof generator !== 'number') throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', 'Second argument must be an int32');
  if (generator < 2) throw badGenerator();
  if (size < LEAST_BITS) throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', 'Invalid DH parameters');
  return binding.freshDiffieHellman(size, generator);
}

function hold(self, state) {
  Object.defineProperty(self, kState, { value: state });
  Object.defineProperty(self, 'verifyError', { value: state.problems(), enumerable: true });
}

function DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding) {
  if (!(this instanceof DiffieHellman)) return new DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding);
  numeric(sizeOrKey, 'sizeOrKey');
  const encoded = !keyEncoding || keyEncoding === 'buffer' || Buffer.isEncoding(keyEncoding);
  const [encoding, base, baseEncoding] = encoded ? [keyEncoding, generator, genEncoding] : [undefined, keyEncoding, generator];
  const number = typeof sizeOrKey === 'number' ? sizeOrKey : bytesOf(sizeOrKey, encoding);
  const chosen = base || 2;
  numeric(chosen, 'generator');
  hold(this, make(number, typeof chosen === 'number' ? chosen : bytesOf(chosen, baseEncoding)));
}

function DiffieHellmanGroup(name) {
  if (!(this instanceof DiffieHellmanGroup)) return new DiffieHellmanGroup(name);
  if (typeof name !== 'string') throw coded(TypeError, 'ERR_INVALID_ARG_TYPE', 'Group name must be a string');
  const state = binding.group(name);
  if (state === null) throw new codes.ERR_CRYPTO_UNKNOWN_DH_GROUP();
  hold(this, state);
}

function present(bytes, which) {
  if (bytes !== null) return bytes;
  throw coded(Error, 'ERR_CRYPTO_INVALID_STATE', `No ${which} key - did you forget to generate one?`);
}

const shared = {
  generateKeys(encoding) {
    if (this[kState].generate() !== null) throw tooSmall();
    return encodedOutput(this[kState].publicKey(), encoding);
  },

  computeSecret(key, inEnc, outEnc) {
    const secret = this[kState].agree(keyBytes(key, 'key', inEnc));
    if (secret === 'small') throw coded(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Supplied key is too small');
    if (secret === 'invalid') throw coded(RangeError, 'ERR_CRYPTO_INVALID_KEYTYPE', 'Unspecified validation error');
    return encodedOutput(secret ?? new ArrayBuffer(0), outEnc);
  },

  getPrime(encoding) {
    return encodedOutput(this[kState].prime(), encoding);
  },

  getGenerator(encoding) {
    return encodedOutput(this[kState].generator(), encoding);
  },

  getPublicKey(encoding) {
    return encodedOutput(present(this[kState].publicKey(), 'public'), encoding);
  },

  getPrivateKey(encoding) {
    return encodedOutput(present(this[kState].privateKey(), 'private'), encoding);
  },
};

/** Methods as Node's are: enumerable, and of use to `new` as well. */
for (const [name, method] of Object.entries(shared)) {
  DiffieHellman.prototype[name] = DiffieHellmanGroup.prototype[name] = method;
}

DiffieHellman.prototype.setPublicKey = function setPublicKey(key, encoding) {
  this[kState].setPublicKey(keyBytes(key, 'key', encoding));
  return this;
};

DiffieHellman.prototype.setPrivateKey = function setPrivateKey(key, encoding) {
  this[kState].setPrivateKey(keyBytes(key, 'key', encoding));
  return this;
};

function diffieHellman(options) {
  validateObject(options, 'options');
  for (const name of ['privateKey', 'publicKey']) {
    if (!(options[name] instanceof KeyObject)) throw new codes.ERR_INVALID_ARG_VALUE(`options.${name}`, options[name]);
  }
  const { privateKey, publicKey } = options;
  if (privateKey.type !== 'private') throw new codes.ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(privateKey.type, 'private');
  if (publicKey.type === 'secret') throw new codes.ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE('secret', 'private or public');
  const [ours, theirs] = [privateKey.asymmetricKeyType, publicKey.asymmetricKeyType];
  if (ours !== theirs || !AGREEING.has(ours)) {
    throw new codes.ERR_CRYPTO_INCOMPATIBLE_KEY('key types for Diffie-Hellman', `${ours} and ${theirs}`);
  }
  const secret = binding.agree(privateKey[kHandle], publicKey[kHandle]);
  if (typeof secret === 'string') throw opensslError('1C8000CB', 'Provider routines', 'mismatching domain parameters');
  return encodedOutput(secret);
}

module.exports = { DiffieHellman, DiffieHellmanGroup, diffieHellman };
