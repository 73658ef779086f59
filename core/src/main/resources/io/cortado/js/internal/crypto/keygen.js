'use strict';

/** `generateKeyPair` and `generateKey`: which options each kind of key has; Java makes the keys. */

const { codes, unsupported } = require('../errors/errors.js');
const {
  validateString, validateFunction, validateObject, validateUint32, validateInt32, validateInteger, validateBuffer,
  validateOneOf,
} = require('../errors/validators.js');
const { exact, toView } = require('./util.js');
const { outgoing } = require('./key-encoding.js');
const { wrap, exportKey, createSecretKey } = require('./keys.js');
const bound = require('../errors/bound.js');
const binding = internalBinding('crypto_keys');

const CURVES = ['prime256v1', 'P-256', 'P-384', 'P-521', 'secp256r1', 'secp384r1', 'secp521r1'];
const INT = 2147483647;
const RSA_LEAST_BITS = 512;
const DH_LEAST_BITS = 512;
const DSA_LEAST_BITS = 1024;
const DSA_DIVISORS = [160, 224, 256];

const refused = (text) => () => {
  throw new Error(text);
};
const MODULUS_SMALL = refused('error:0280007E:Diffie-Hellman routines::modulus too small');

function rsa(type, { modulusLength, publicExponent }) {
  validateUint32(modulusLength, 'options.modulusLength');
  if (publicExponent != null) validateUint32(publicExponent, 'options.publicExponent');
  const exponent = publicExponent ?? 65537;
  if (modulusLength < RSA_LEAST_BITS) return refused('error:1C8000AB:Provider routines::key size too small');
  if (exponent % 2 === 0 || exponent < 3) return refused('error:020000B2:rsa routines::pub exponent out of range');
  return (callback) => binding.generate(type, modulusLength, exponent, '', callback);
}

function rsaPss(options) {
  const make = rsa('rsa-pss', options);
  const { hash, mgf1Hash, hashAlgorithm, mgf1HashAlgorithm, saltLength } = options;
  if (saltLength !== undefined) validateInt32(saltLength, 'options.saltLength', 0);
  for (const [name, value] of Object.entries({ hashAlgorithm, mgf1HashAlgorithm, hash, mgf1Hash })) {
    if (value !== undefined) validateString(value, `options.${name}`);
  }
  if (hash !== undefined && hashAlgorithm && hash !== hashAlgorithm) {
    throw new codes.ERR_INVALID_ARG_VALUE('options.hash', hash);
  }
  if (mgf1Hash !== undefined && mgf1HashAlgorithm && mgf1Hash !== mgf1HashAlgorithm) {
    throw new codes.ERR_INVALID_ARG_VALUE('options.mgf1Hash', mgf1Hash);
  }
  return make;
}

function dsa({ modulusLength, divisorLength }) {
  validateUint32(modulusLength, 'options.modulusLength');
  if (divisorLength != null) validateInt32(divisorLength, 'options.divisorLength', 0);
  const divisor = divisorLength ?? DSA_DIVISORS[1];
  if (modulusLength < DH_LEAST_BITS || !DSA_DIVISORS.includes(divisor)) {
    return refused('error:030000E9:digital envelope routines::provider keymgmt failure');
  }
  if (modulusLength < DSA_LEAST_BITS) return refused('error:05000072:dsa routines::bad ffc parameters');
  return (callback) => binding.generateDsa(modulusLength, divisor, callback);
}

function ec({ namedCurve, paramEncoding }) {
  validateString(namedCurve, 'options.namedCurve');
  if (paramEncoding != null && paramEncoding !== 'named') {
    if (paramEncoding !== 'explicit') throw new codes.ERR_INVALID_ARG_VALUE('options.paramEncoding', paramEncoding);
    throw unsupported("crypto.generateKeyPair: paramEncoding 'explicit'", "use 'named'");
  }
  if (namedCurve === 'secp256k1') {
    throw unsupported("crypto.generateKeyPair: namedCurve 'secp256k1'", "the JDK has no such curve; use 'prime256v1'");
  }
  if (!CURVES.includes(namedCurve)) throw new codes.ERR_CRYPTO_INVALID_CURVE();
  return (callback) => binding.generate('ec', 0, 0, namedCurve, callback);
}

function dh({ group, primeLength, prime, generator }) {
  if (group != null) {
    for (const [name, value] of Object.entries({ prime, primeLength, generator })) {
      if (value != null) throw new codes.ERR_INCOMPATIBLE_OPTION_PAIR('group', name);
    }
    validateString(group, 'options.group');
    if (!binding.knowsGroup(group)) throw new codes.ERR_CRYPTO_UNKNOWN_DH_GROUP();
    return (callback) => binding.generateDh(group, null, 0, 2, callback);
  }
  if (prime != null) {
    if (primeLength != null) throw new codes.ERR_INCOMPATIBLE_OPTION_PAIR('prime', 'primeLength');
    validateBuffer(prime, 'options.prime');
  } else if (primeLength != null) {
    validateInt32(primeLength, 'options.primeLength', 0);
  } else {
    throw new codes.ERR_MISSING_OPTION('At least one of the group, prime, or primeLength options');
  }
  if (generator != null) validateInt32(generator, 'options.generator', 0);
  const bits = prime == null ? primeLength : prime.byteLength * 8;
  if (bits < DH_LEAST_BITS) return MODULUS_SMALL;
  const bytes = prime == null ? null : exact(toView(prime));
  return (callback) => binding.generateDh(null, bytes, primeLength ?? 0, generator ?? 2, callback);
}

const okp = (type) => () => (callback) => binding.generate(type, 0, 0, '', callback);
const MAKERS = { rsa: (options) => rsa('rsa', options), 'rsa-pss': rsaPss, dsa, ec, dh };
const BARE_MAKERS = Object.fromEntries(['ed25519', 'ed448', 'x25519', 'x448'].map((type) => [type, okp(type)]));

function encodingOf(encoding, name, type, isPublic) {
  if (encoding == null) return null;
  if (typeof encoding !== 'object') throw new codes.ERR_INVALID_ARG_VALUE(`options.${name}`, encoding);
  return outgoing(encoding, type, isPublic, name);
}

function encodings(type, options = {}) {
  const { publicKeyEncoding, privateKeyEncoding } = options;
  return [
    encodingOf(publicKeyEncoding, 'publicKeyEncoding', type, true),
    encodingOf(privateKeyEncoding, 'privateKeyEncoding', type, false),
  ];
}

/** Checks everything; the answer makes the pair and gives it its form. */
function prepare(type, options) {
  validateString(type, 'type');
  const [open, secret] = encodings(type, options);
  if (options !== undefined) validateObject(options, 'options');
  const maker = Object.hasOwn(MAKERS, type) ? MAKERS[type] : undefined;
  if (maker) validateObject(options, 'options');
  else if (!Object.hasOwn(BARE_MAKERS, type)) throw new codes.ERR_INVALID_ARG_VALUE('type', type, 'must be a supported key type');
  const make = (maker ?? BARE_MAKERS[type])(options);
  const form = (handle, encoding) => (encoding === null ? wrap(handle) : exportKey(wrap(handle), encoding));
  const finish = (result) => {
    if (typeof result === 'number') throw new codes.ERR_CRYPTO_UNSUPPORTED_OPERATION();
    return { publicKey: form(result[1], open), privateKey: form(result[0], secret) };
  };
  return { make, finish };
}

function generateKeyPairSync(type, options) {
  const { make, finish } = prepare(type, options);
  return finish(make(null));
}

function generateKeyPair(type, options, callback) {
  const done = typeof options === 'function' ? options : callback;
  validateFunction(done, 'callback');
  const { make, finish } = prepare(type, typeof options === 'function' ? undefined : options);
  const settle = (error, result) => {
    let keys;
    try {
      if (error) throw error;
      keys = finish(result);
    } catch (failure) {
      done(failure);
      return;
    }
    done(null, keys.publicKey, keys.privateKey);
  };
  try {
    make(bound(settle));
  } catch (error) {
    process.nextTick(settle, error);
  }
}

Object.defineProperty(generateKeyPair, require('../util/util.js').promisify.customArgs, { value: ['publicKey', 'privateKey'] });

function secretBits(type, options) {
  validateString(type, 'type');
  validateObject(options, 'options');
  const { length } = options;
  if (type === 'hmac') validateInteger(length, 'options.length', 8, INT);
  else if (type === 'aes') validateOneOf(length, 'options.length', [128, 192, 256]);
  else throw new codes.ERR_INVALID_ARG_VALUE('type', type, 'must be a supported key type');
  return length;
}

function generateKeySync(type, options) {
  return createSecretKey(require('./random.js').randomBytes(secretBits(type, options) >> 3));
}

function generateKey(type, options, callback) {
  const done = typeof options === 'function' ? options : callback;
  validateFunction(done, 'callback');
  const bits = secretBits(type, typeof options === 'function' ? undefined : options);
  process.nextTick(() => done(undefined, createSecretKey(require('./random.js').randomBytes(bits >> 3))));
}

module.exports = { generateKeyPair, generateKeyPairSync, generateKey, generateKeySync };
