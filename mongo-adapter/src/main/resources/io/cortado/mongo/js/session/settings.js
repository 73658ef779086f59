'use strict';

const assert = require('assert');
const { MongoInvalidArgumentError, unsupported } = require('../mongo/errors');

const DEFAULTS = {
  collectionName: 'sessions',
  ttl: 1209600,
  mongoOptions: {},
  autoRemove: 'native',
  autoRemoveInterval: 10,
  touchAfter: 0,
  stringify: true,
  timestamps: false,
};
const KNOWN = new Set([...Object.keys(DEFAULTS), 'mongoUrl', 'client', 'clientPromise', 'dbName', 'transformId',
  'serialize', 'unserialize', 'crypto', 'cryptoAdapter', 'writeOperationOptions', 'createAutoRemoveIdx']);
const MAX_INTERVAL = 71582;

function plain(session) {
  const result = { cookie: session.cookie };
  for (const [key, value] of Object.entries(session)) {
    result[key] = key === 'cookie' && typeof value?.toJSON === 'function' ? value.toJSON() : value;
  }
  return result;
}

function transforms({ serialize, unserialize, stringify }) {
  if (serialize || unserialize) {
    return { serialize: serialize || plain, unserialize: unserialize || (payload => payload) };
  }
  if (stringify === false) return { serialize: plain, unserialize: payload => payload };
  return { serialize: session => JSON.stringify(session), unserialize: text => JSON.parse(text) };
}

/** The options of a store, checked and completed. */
function settingsOf(given = {}) {
  for (const name of Object.keys(given)) {
    if (!KNOWN.has(name)) throw new MongoInvalidArgumentError(`connect-mongo: the option ${name} is not known`);
  }
  const options = { ...DEFAULTS, ...given };
  assert(options.mongoUrl || options.clientPromise || options.client,
    'You must provide either mongoUrl|clientPromise|client in options');
  assert(options.createAutoRemoveIdx == null,
    'options.createAutoRemoveIdx has been reverted to autoRemove and autoRemoveInterval');
  assert(!options.autoRemoveInterval || options.autoRemoveInterval <= MAX_INTERVAL,
    'autoRemoveInterval is too large. options.autoRemoveInterval is in minutes but not seconds nor mills');
  if (options.crypto?.secret) {
    throw unsupported('connect-mongo option crypto', 'give an object with encrypt and decrypt as cryptoAdapter');
  }
  return { ...options, ...transforms(options) };
}

module.exports = { settingsOf };
