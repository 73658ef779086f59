'use strict';

require('./bson/dialect').choose(6);
require('./mongo/runtime').bind(binding);

const { BSON } = require('./bson-6');
const { MongoClient: Newer, AuthMechanism, MongoErrorLabel, ...mongodb } = require('./mongodb');

/** npm mongodb's `MongoClient` as version 6 has it. */
class MongoClient extends Newer {
  static major = 6;
}

/** Gives what can be closed a `Symbol.asyncDispose` that the app has brought itself since. */
function configureExplicitResourceManagement() {
  if (!Symbol.asyncDispose) return;
  const { AbstractCursor, ClientSession } = mongodb;
  const closing = [[MongoClient, 'close'], [ClientSession, 'endSession'], [AbstractCursor, 'close']];
  for (const [{ prototype }, method] of closing) {
    Object.defineProperty(prototype, Symbol.asyncDispose, {
      async value() {
        await this[method]();
      },
      configurable: true,
      writable: true,
    });
  }
}

const { RetryableWriteError, TransientTransactionError, UnknownTransactionCommitResult, ResumableChangeStreamError,
  HandshakeError, ResetPool, InterruptInUseConnections, NoWritesPerformed } = MongoErrorLabel;
const { MONGODB_AWS, ...mechanisms } = AuthMechanism;

module.exports = {
  ...mongodb,
  AuthMechanism: Object.freeze({ MONGODB_AWS, MONGODB_CR: 'MONGODB-CR', ...mechanisms }),
  BSON,
  MongoClient,
  // Misspelt in npm's package, too.
  MongoErrorLabel: Object.freeze({
    RetryableWriteError, TransientTransactionError, UnknownTransactionCommitResult, ResumableChangeStreamError,
    HandshakeError, ResetPool, PoolRequstedRetry: 'PoolRequstedRetry', InterruptInUseConnections, NoWritesPerformed,
  }),
  configureExplicitResourceManagement,
};
