'use strict';

const assert = require('assert').strict;
const { unsupported } = require('../mongo/errors');

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
const MAX_INTERVAL = 71582;

function plain(session) {
  const result = { cookie: session.cookie };
  for (const [key, value] of Object.entries(session)) {
    result[key] = key === 'cookie' && typeof value?.toJSON === 'function' ? value.toJSON() : value;
  }
  return result;
}

/** How the options say that a session becomes what is stored, and back. */
function transforms({ serialize, unserialize, stringify }) {
  if (serialize || unserialize) {
    return { serialize: serialize || plain, unserialize: unserialize || (payload => payload) };
  }
  if (stringify === false) return { serialize: plain, unserialize: payload => payload };
  return { serialize: session => JSON.stringify(session), unserialize: text => JSON.parse(text) };
}

/** The options of a store, checked and completed; what the store does not know stays in them, as with npm's. */
function settingsOf(given = {}) {
  const { crypto, cryptoAdapter = null } = given;
  const options = { ...DEFAULTS, ...given, crypto, cryptoAdapter };
  assert(options.mongoUrl || options.clientPromise || options.client,
    'You must provide either mongoUrl|clientPromise|client in options');
  assert(options.createAutoRemoveIdx == null,
    'options.createAutoRemoveIdx has been reverted to autoRemove and autoRemoveInterval');
  assert(!options.autoRemoveInterval || options.autoRemoveInterval <= MAX_INTERVAL,
    'autoRemoveInterval is too large. options.autoRemoveInterval is in minutes but not seconds nor mills');
  if (given.crypto !== undefined && given.cryptoAdapter !== undefined) {
    throw new Error('Provide either the legacy crypto option or cryptoAdapter, not both');
  }
  if (given.crypto !== undefined && given.crypto.secret !== false) {
    throw unsupported('connect-mongo option crypto', 'give an object with encrypt and decrypt as cryptoAdapter');
  }
  return options;
}

module.exports = { settingsOf, transforms };
