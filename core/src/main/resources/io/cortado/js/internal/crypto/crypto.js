'use strict';

/** Node's `crypto`. Its parts are loaded when first touched: most apps hash and nothing else. */

const crypto = exports;

/** Takes names from the module that `load` brings. */
function lazily(load, names) {
  for (const name of names) {
    Object.defineProperty(crypto, name, {
      enumerable: true,
      configurable: true,
      get() {
        const value = load()[name];
        Object.defineProperty(crypto, name, { value, enumerable: true, configurable: true, writable: true });
        return value;
      },
      set(value) {
        Object.defineProperty(crypto, name, { value, enumerable: true, configurable: true, writable: true });
      },
    });
  }
}

lazily(() => require('./hash.js'), ['Hash', 'Hmac', 'hash', 'getHashes']);
lazily(() => require('./random.js'),
  ['randomBytes', 'randomFill', 'randomFillSync', 'randomInt', 'randomUUID', 'getRandomValues']);
// Names of old that packages still call.
lazily(() => ({ pseudoRandomBytes: crypto.randomBytes, prng: crypto.randomBytes, rng: crypto.randomBytes }),
  ['pseudoRandomBytes', 'prng', 'rng']);
lazily(() => require('./kdf.js'), ['pbkdf2', 'pbkdf2Sync', 'scrypt', 'scryptSync', 'hkdf', 'hkdfSync']);

crypto.createHash = (algorithm, options) => new crypto.Hash(algorithm, options);
crypto.createHmac = (algorithm, key, options) => new crypto.Hmac(algorithm, key, options);

lazily(() => require('./util.js'), ['timingSafeEqual']);
lazily(() => require('./cipher.js'), ['Cipheriv', 'Decipheriv', 'getCipherInfo', 'getCiphers']);
lazily(() => require('./keys.js'), ['KeyObject', 'createPrivateKey', 'createPublicKey', 'createSecretKey']);
lazily(() => require('./keygen.js'), ['generateKeyPair', 'generateKeyPairSync', 'generateKey', 'generateKeySync']);
lazily(() => require('./dh.js'), ['DiffieHellman', 'DiffieHellmanGroup', 'diffieHellman']);
lazily(() => require('./sign.js'), ['Sign', 'Verify', 'sign', 'verify', 'publicEncrypt', 'privateDecrypt',
  'privateEncrypt', 'publicDecrypt', 'ECDH']);
lazily(() => require('./primes.js'), ['checkPrime', 'checkPrimeSync', 'generatePrime', 'generatePrimeSync']);
lazily(() => require('./x509.js'), ['X509Certificate']);
lazily(() => require('./web.js'), ['webcrypto', 'subtle']);

crypto.createCipheriv = (cipher, key, iv, options) => new crypto.Cipheriv(cipher, key, iv, options);
crypto.createDecipheriv = (cipher, key, iv, options) => new crypto.Decipheriv(cipher, key, iv, options);
crypto.createSign = (algorithm, options) => new crypto.Sign(algorithm, options);
crypto.createVerify = (algorithm, options) => new crypto.Verify(algorithm, options);
crypto.createDiffieHellman = (sizeOrKey, keyEncoding, generator, genEncoding) => (
  new crypto.DiffieHellman(sizeOrKey, keyEncoding, generator, genEncoding));
crypto.createDiffieHellmanGroup = (name) => new crypto.DiffieHellmanGroup(name);
crypto.getDiffieHellman = crypto.createDiffieHellmanGroup;
crypto.createECDH = (curve) => new crypto.ECDH(curve);
crypto.getCurves = () => ['prime256v1', 'secp384r1', 'secp521r1'];
crypto.getFips = () => 0;
crypto.secureHeapUsed = () => undefined;
crypto.constants = require('./constants.js').constants;

/** What the JVM's providers have nothing for. */
for (const name of ['setEngine', 'setFips', 'Certificate']) {
  crypto[name] = function () {
    throw require('../errors/errors.js').unsupported(`crypto.${name}`);
  };
}
