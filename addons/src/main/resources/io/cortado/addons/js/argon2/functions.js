'use strict';

const { randomBytes, timingSafeEqual } = require('crypto');
const { serialize, deserialize } = require('./phc');

const types = Object.freeze({ argon2d: 0, argon2i: 1, argon2id: 2 });
const names = Object.keys(types);

const defaults = {
  hashLength: 32, memoryCost: 1 << 16, parallelism: 4, timeCost: 3, type: types.argon2id, version: 0x13,
};
const highest = [
  ['hashLength', 2 ** 32 - 1, 'Hash length is too large'],
  ['memoryCost', 2 ** 32 - 1, 'Memory cost is too large'],
  ['timeCost', 2 ** 32 - 1, 'Time cost is too large'],
  ['parallelism', 2 ** 24 - 1, 'Parallelism is too large'],
];
const limits = Object.freeze({
  hashLength: { min: 4, max: 2 ** 32 - 1 },
  memoryCost: { min: 1 << 10, max: 2 ** 32 - 1 },
  timeCost: { min: 2, max: 2 ** 32 - 1 },
  parallelism: { min: 1, max: 2 ** 24 - 1 },
});

const latin1 = bytes => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).latin1Slice();

/** Makes the functions over the Java side; up to 0.42 the package had limits of its own, and did not compare lanes. */
function create(java, { limited }) {
  const compute = (password, salt, secret, data, [length, m, t, p, version, type]) => new Promise((resolve, reject) => {
    const input = [Buffer.from(password), salt, secret, data].map(latin1);
    const costs = [length, m, t, p, version, type].map(Number);
    java.hash(...input, ...costs, (error, outcome) => {
      if (error) reject(error);
      else if (outcome.startsWith('E')) reject(new Error(outcome.slice(1)));
      else resolve(Buffer.from(outcome.slice(1), 'latin1'));
    });
  });

  const check = settings => {
    if (limited) {
      const assert = require('assert');
      for (const [name, { min, max }] of Object.entries(limits)) {
        assert(min <= settings[name] && settings[name] <= max, `Invalid ${name}, must be between ${min} and ${max}.`);
      }
      return;
    }
    for (const [name, max, message] of highest) if (settings[name] > max) throw new RangeError(message);
  };

  async function hash(password, options) {
    const { raw, ...settings } = { ...defaults, ...options };
    check(settings);
    const salt = settings.salt ?? randomBytes(16);
    const { hashLength, secret = Buffer.alloc(0), associatedData = Buffer.alloc(0), type, version } = settings;
    const { memoryCost: m, timeCost: t, parallelism: p } = settings;
    const result = await compute(password, salt, secret, associatedData, [hashLength, m, t, p, version, type]);
    if (raw) return result;
    const order = limited ? { m, t, p } : { m, p, t };
    const params = associatedData.byteLength > 0 ? { ...order, data: associatedData } : order;
    return serialize({ id: names[type], version, params, salt, hash: result });
  }

  function needsRehash(digest, options = {}) {
    const { memoryCost, timeCost, parallelism, version } = { ...defaults, ...options };
    const { version: v, params: { m, t, p } } = deserialize(digest);
    const pairs = [[v, version], [m, memoryCost], [t, timeCost], ...(limited ? [] : [[p, parallelism]])];
    return pairs.some(([made, wanted]) => Number(made) !== Number(wanted));
  }

  async function verify(digest, password, options = {}) {
    const { id, version = 0x10, params, salt, hash: actual } = deserialize(digest);
    if (!(id in types)) return false;
    const { m, t, p, data = '' } = params;
    const { secret = Buffer.alloc(0) } = options;
    const costs = [actual.byteLength, m, t, p, version, types[id]];
    return timingSafeEqual(await compute(password, salt, secret, Buffer.from(data, 'base64'), costs), actual);
  }

  return { ...types, ...(limited ? { limits } : {}), hash, needsRehash, verify };
}

module.exports = { create };
