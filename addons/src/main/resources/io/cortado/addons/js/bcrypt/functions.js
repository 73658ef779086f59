'use strict';

const { AsyncResource } = require('async_hooks');
const promises = require('./promises');

const REQUIRED = 'data and salt arguments required';
const REQUIRED_TO_COMPARE = 'data and hash arguments required';
const BAD_MINOR = 'minor must be either "a" or "b"';
const BAD_SALT = 'Invalid salt. Salt must be in the form of: $Vers$log2(NumRounds)$saltvalue';

/** What the generations of the package say differently, and whether they take Buffers. */
const TEXTS = {
  bytes: false,
  kind: 'text until NUL',
  data: 'data must be a string and salt must either be a salt string or a number of rounds',
  compareSync: 'data and hash must be strings',
};
const TEXTS_AND_BUFFERS = {
  bytes: true,
  kind: 'text',
  data: 'data must be a string or Buffer and salt must either be a salt string or a number of rounds',
  compareSync: 'data must be a string or Buffer and hash must be a string',
};

/** Tells a callback of an error in a later tick. */
function tell(callback, message) {
  process.nextTick(() => callback(new Error(message)));
}

const isMissing = value => value === undefined || value === null;

/** Makes the functions of a generation over the Java side; `exports` is where an app may replace one. */
function create(java, { bytes, kind, data: badData, compareSync: badComparison }, exports) {
  const isData = value => typeof value === 'string' || (bytes && value instanceof Buffer);

  const password = data => (typeof data === 'string' ? [data, kind] : [data.latin1Slice(), 'bytes']);

  /** What the callback of a Java method does for an app's. */
  const settling = callback => AsyncResource.bind((error, value) => {
    if (error) callback(error);
    else if (value === null) callback(new Error(BAD_SALT));
    else callback(undefined, value);
  });

  /** Why a salt cannot be made, or undefined. */
  const saltFault = (rounds, minor) => {
    if (rounds && typeof rounds !== 'number') return 'rounds must be a number';
    return minor && minor !== 'b' && minor !== 'a' ? BAD_MINOR : undefined;
  };

  /** Why data cannot be hashed, or undefined. */
  const hashFault = (data, salt) => {
    if (isMissing(data) || isMissing(salt)) return REQUIRED;
    return isData(data) && (typeof salt === 'string' || typeof salt === 'number') ? undefined : badData;
  };

  /** Why data cannot be compared, or undefined. */
  const compareFault = (data, hash, message) => {
    if (isMissing(data) || isMissing(hash)) return REQUIRED_TO_COMPARE;
    return isData(data) && typeof hash === 'string' ? undefined : message;
  };

  function genSaltSync(rounds, minor) {
    const fault = saltFault(rounds, minor);
    if (fault) throw new Error(fault);
    return java.salt(minor || 'b', (rounds || 10) | 0);
  }

  function genSalt(rounds, minor, cb) {
    if (typeof rounds === 'function') [rounds, minor, cb] = [10, 'b', rounds];
    else if (typeof minor === 'function') [minor, cb] = ['b', minor];
    if (!cb) return promises.promise(genSalt, this, [rounds, minor]);
    const fault = saltFault(rounds, minor);
    if (fault) return tell(cb, fault);
    java.saltLater(minor || 'b', (rounds || 10) | 0, settling(cb));
    return undefined;
  }

  function hashSync(data, salt) {
    const fault = hashFault(data, salt);
    if (fault) throw new Error(fault);
    const hash = java.hash(...password(data), typeof salt === 'number' ? exports().genSaltSync(salt) : salt);
    if (hash === null) throw new Error(BAD_SALT);
    return hash;
  }

  /** Says what is wrong with the way a function of two arguments was called: to its callback, or by a promise. */
  const misplaced = (first, second, cb, message) => {
    if (typeof first === 'function') tell(first, message);
    else if (typeof second === 'function') tell(second, message);
    else return promises.reject(new Error('cb must be a function or null to return a Promise'));
    return undefined;
  };

  const isMisplaced = (first, second, cb) =>
    typeof first === 'function' || typeof second === 'function' || (cb && typeof cb !== 'function');

  function hash(data, salt, cb) {
    if (isMisplaced(data, salt, cb)) return misplaced(data, salt, cb, badData);
    if (!cb) return promises.promise(hash, this, [data, salt]);
    const fault = hashFault(data, salt);
    if (fault) return tell(cb, fault);
    if (typeof salt === 'string') {
      java.hashLater(...password(data), salt, settling(cb));
      return undefined;
    }
    return exports().genSalt(salt, (error, made) => {
      if (error) cb(error);
      else java.hashLater(...password(data), made, settling(cb));
    });
  }

  function compareSync(data, hash) {
    const fault = compareFault(data, hash, badComparison);
    if (fault) throw new Error(fault);
    return java.compare(...password(data), hash);
  }

  function compare(data, hash, cb) {
    if (isMisplaced(data, hash, cb)) return misplaced(data, hash, cb, REQUIRED_TO_COMPARE);
    if (!cb) return promises.promise(compare, this, [data, hash]);
    const fault = compareFault(data, hash, 'data and hash must be strings');
    if (fault) return tell(cb, fault);
    java.compareLater(...password(data), hash, settling(cb));
    return undefined;
  }

  function getRounds(hash) {
    if (isMissing(hash)) throw new Error('hash argument required');
    if (typeof hash !== 'string') throw new Error('hash must be a string');
    const rounds = java.rounds(hash);
    if (rounds === 0) throw new Error('invalid hash provided');
    return rounds;
  }

  return { genSaltSync, genSalt, hashSync, hash, compareSync, compare, getRounds };
}

module.exports = { create, TEXTS, TEXTS_AND_BUFFERS };
