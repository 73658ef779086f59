'use strict';

const { randomBytes } = require('crypto');
const { compute, promising, illegal, equal, utf8Length } = require('./hashing');
const radix64 = require('./radix64');

const DEFAULT_ROUNDS = 10;
const HASH_LENGTH = 60;

/**
 * Makes the functions of a generation over the Java side. `version` is what stands before the rounds of a new salt;
 * `exports` gives the functions by which these call each other, which an app may have replaced in version 2.
 */
function create(java, { version, lengths }, exports) {
  // eslint-disable-next-line no-unused-vars -- for runtimes without a source of random numbers: this one has its own
  function setRandomFallback(random) {}

  function genSaltSync(rounds, seedLength) {
    const wanted = rounds || DEFAULT_ROUNDS;
    if (typeof wanted !== 'number') throw illegal(wanted, seedLength);
    const used = Math.min(Math.max(wanted, 4), 31);
    return `${version}${used < 10 ? '0' : ''}${used}$${radix64.encode(randomBytes(16), 16)}`;
  }

  function genSalt(rounds, seedLength, callback) {
    if (typeof seedLength === 'function') callback = seedLength;
    if (typeof rounds === 'function') [rounds, callback] = [undefined, rounds];
    const wanted = rounds === undefined ? DEFAULT_ROUNDS : rounds;
    if (typeof wanted !== 'number') throw Error(`illegal arguments: ${typeof wanted}`);
    return promising(callback, done => setImmediate(() => {
      try {
        done(null, exports().genSaltSync(wanted));
      } catch (error) {
        done(error);
      }
    }));
  }

  function hashSync(password, salt) {
    const used = salt === undefined ? DEFAULT_ROUNDS : salt;
    const text = typeof used === 'number' ? exports().genSaltSync(used) : used;
    if (typeof password !== 'string' || typeof text !== 'string') throw illegal(password, text);
    return compute(java, password, text);
  }

  function hash(password, salt, callback, progressCallback) {
    return promising(callback, done => {
      if (typeof password !== 'string' || (typeof salt !== 'string' && typeof salt !== 'number')) {
        setImmediate(done, illegal(password, salt));
      } else if (typeof salt === 'string') {
        compute(java, password, salt, done, progressCallback);
      } else {
        exports().genSalt(salt, (error, made) => {
          if (error) done(error);
          else compute(java, password, made, done, progressCallback);
        });
      }
    });
  }

  function compareSync(password, hashed) {
    if (typeof password !== 'string' || typeof hashed !== 'string') throw illegal(password, hashed);
    if (hashed.length !== HASH_LENGTH) return false;
    return equal(exports().hashSync(password, hashed.substring(0, 29)), hashed, lengths);
  }

  function compare(password, hashValue, callback, progressCallback) {
    return promising(callback, done => {
      if (typeof password !== 'string' || typeof hashValue !== 'string') {
        setImmediate(done, illegal(password, hashValue));
      } else if (hashValue.length !== HASH_LENGTH) {
        setImmediate(done, null, false);
      } else {
        exports().hash(password, hashValue.substring(0, 29), (error, made) => {
          if (error) done(error);
          else done(null, equal(made, hashValue, lengths));
        }, progressCallback);
      }
    });
  }

  function getRounds(hashed) {
    if (typeof hashed !== 'string') throw illegal(hashed);
    return parseInt(hashed.split('$')[2], 10);
  }

  function getSalt(hashed) {
    if (typeof hashed !== 'string') throw illegal(hashed);
    if (hashed.length !== HASH_LENGTH) throw Error(`Illegal hash length: ${hashed.length} != ${HASH_LENGTH}`);
    return hashed.substring(0, 29);
  }

  function truncates(password) {
    if (typeof password !== 'string') throw illegal(password);
    return utf8Length(password) > 72;
  }

  const encodeBase64 = (bytes, length) => radix64.encode(bytes, length);
  const decodeBase64 = (string, length) => radix64.decode(string, length);

  return {
    setRandomFallback, genSaltSync, genSalt, hashSync, hash, compareSync, compare, getRounds, getSalt, truncates,
    encodeBase64, decodeBase64,
  };
}

module.exports = { create };
