'use strict';

require('./bson/dialect').choose(6);
require('./mongo/runtime').bind(binding);

const { BSON } = require('./bson-6');
const { MongoClient: Newer, AuthMechanism, MongoErrorLabel, ...mongodb } = require('./mongodb');

/** npm mongodb's `MongoClient` as version 6 has it. */
class MongoClient extends Newer {
  static major = 6;
}

const { PoolRequestedRetry, RetryableError, SystemOverloadedError, ...labels } = MongoErrorLabel;

module.exports = {
  ...mongodb,
  AuthMechanism: Object.freeze({ ...AuthMechanism, MONGODB_CR: 'MONGODB-CR' }),
  BSON,
  MongoClient,
  // Misspelt in npm's package, too.
  MongoErrorLabel: Object.freeze({ ...labels, PoolRequstedRetry: 'PoolRequstedRetry' }),
};
