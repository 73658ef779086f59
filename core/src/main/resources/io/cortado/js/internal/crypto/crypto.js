'use strict';

/** Node's `crypto`. Its parts are loaded when first touched: most apps hash and nothing else. */

const crypto = exports;

const HASH = () => require('./hash.js');
const KEYS = () => require('./keys.js');
const KEYGEN = () => require('./keygen.js');
const CIPHER = () => require('./cipher.js');
const DH = () => require('./dh.js');
const RSA = () => require('./rsa.js');
const SIGN = () => require('./sign.js');
const KDF = () => require('./kdf.js');
const RANDOM = () => require('./random.js');
const PRIMES = () => require('./primes.js');
const MISC = () => require('./settings.js');

/** A function made of a class of the same module. */
const FACTORIES = {
  createCipheriv: (cipher, key, iv, options) => new crypto.Cipheriv(cipher, key, iv, options),
  createDecipheriv: (cipher, key, iv, options) => new crypto.Decipheriv(cipher, key, iv, options),
  createDiffieHellman: (sizeOrKey, keyEncoding, generator, genEncoding) => (
    new crypto.DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding)),
  createDiffieHellmanGroup: (name) => new crypto.DiffieHellmanGroup(name),
  createECDH: (curve) => new crypto.ECDH(curve),
  createHash: (algorithm, options) => new crypto.Hash(algorithm, options),
  createHmac: (hmac, key, options) => new crypto.Hmac(hmac, key, options),
  createSign: (algorithm, options) => new crypto.Sign(algorithm, options),
  createVerify: (algorithm, options) => new crypto.Verify(algorithm, options),
};

/** Every name and where it is from, in Node's order. */
const MEMBERS = {
  checkPrime: PRIMES, checkPrimeSync: PRIMES, createCipheriv: null, createDecipheriv: null, createDiffieHellman: null,
  createDiffieHellmanGroup: null, createECDH: null, createHash: null, createHmac: null, createPrivateKey: KEYS,
  createPublicKey: KEYS, createSecretKey: KEYS, createSign: null, createVerify: null, diffieHellman: DH,
  generatePrime: PRIMES, generatePrimeSync: PRIMES, getCiphers: CIPHER, getCipherInfo: CIPHER, getCurves: MISC,
  getDiffieHellman: () => ({ getDiffieHellman: FACTORIES.createDiffieHellmanGroup }), getHashes: HASH, hkdf: KDF,
  hkdfSync: KDF, pbkdf2: KDF, pbkdf2Sync: KDF, generateKeyPair: KEYGEN, generateKeyPairSync: KEYGEN, generateKey: KEYGEN,
  generateKeySync: KEYGEN, privateDecrypt: RSA, privateEncrypt: RSA, publicDecrypt: RSA, publicEncrypt: RSA,
  randomBytes: RANDOM, randomFill: RANDOM, randomFillSync: RANDOM, randomInt: RANDOM, randomUUID: RANDOM, scrypt: KDF,
  scryptSync: KDF, sign: SIGN, setEngine: MISC, timingSafeEqual: () => require('./util.js'), getFips: MISC, setFips: MISC,
  verify: SIGN, hash: HASH, Certificate: () => require('./certificate.js'), Cipher: undefined, Cipheriv: CIPHER,
  Decipher: undefined, Decipheriv: CIPHER, DiffieHellman: DH, DiffieHellmanGroup: DH, ECDH: () => require('./ecdh.js'),
  Hash: HASH, Hmac: HASH, KeyObject: KEYS, Sign: SIGN, Verify: SIGN, X509Certificate: () => require('./x509.js'),
  secureHeapUsed: MISC,
};

/** A name whose value `read` brings at first touch. */
function lazily(name, read, enumerable) {
  const settle = (value, shown) => {
    Object.defineProperty(crypto, name, { value, enumerable: shown, configurable: true, writable: true });
    return value;
  };
  Object.defineProperty(crypto, name, {
    enumerable,
    configurable: true,
    get: () => settle(read(), enumerable),
    set: (value) => {
      settle(value, true);
    },
  });
}

for (const [name, load] of Object.entries(MEMBERS)) {
  if (typeof load === 'function') lazily(name, () => load()[name], true);
  else crypto[name] = FACTORIES[name];
}

Object.defineProperties(crypto, {
  fips: { get: () => crypto.getFips(), set: (value) => crypto.setFips(value) },
  constants: { value: require('./constants.js').constants, enumerable: true },
  webcrypto: { get: () => require('./web.js').webcrypto, enumerable: true },
  subtle: { get: () => require('./web.js').subtle, enumerable: true },
  getRandomValues: { get: () => RANDOM().getRandomValues, enumerable: true },
});

// Names of old that packages still call.
for (const name of ['prng', 'pseudoRandomBytes', 'rng']) lazily(name, () => crypto.randomBytes, false);
