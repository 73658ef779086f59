'use strict';

const errors = require('./errors');
const { ReadConcern, ReadPreference, WriteConcern } = require('./concerns');
const { readers } = require('./readers');

/** What a transaction may become from each of its states. */
const NEXT = {
  NO_TRANSACTION: ['NO_TRANSACTION', 'STARTING_TRANSACTION'],
  STARTING_TRANSACTION: ['TRANSACTION_IN_PROGRESS', 'TRANSACTION_COMMITTED', 'TRANSACTION_COMMITTED_EMPTY',
    'TRANSACTION_ABORTED'],
  TRANSACTION_IN_PROGRESS: ['TRANSACTION_IN_PROGRESS', 'TRANSACTION_COMMITTED', 'TRANSACTION_ABORTED'],
  TRANSACTION_COMMITTED: ['TRANSACTION_COMMITTED', 'TRANSACTION_COMMITTED_EMPTY', 'STARTING_TRANSACTION',
    'NO_TRANSACTION'],
  TRANSACTION_ABORTED: ['STARTING_TRANSACTION', 'NO_TRANSACTION'],
  TRANSACTION_COMMITTED_EMPTY: ['TRANSACTION_COMMITTED_EMPTY', 'NO_TRANSACTION'],
};

/** npm mongodb's `Transaction`: how far a session's transaction is. */
class Transaction {
  constructor(options = {}) {
    this.state = 'NO_TRANSACTION';
    this.options = {};
    const writeConcern = WriteConcern.fromOptions(options);
    if (writeConcern?.w === 0) {
      throw new errors.MongoTransactionError('Transactions do not support unacknowledged write concern');
    }
    const { readConcern, readPreference, maxCommitTimeMS } = options;
    if (writeConcern) this.options.writeConcern = writeConcern;
    if (readConcern) this.options.readConcern = ReadConcern.fromOptions({ readConcern });
    if (readPreference) this.options.readPreference = ReadPreference.fromOptions({ readPreference });
    if (maxCommitTimeMS) this.options.maxTimeMS = maxCommitTimeMS;
    this._pinnedServer = undefined;
    this._recoveryToken = undefined;
  }

  transition(state) {
    if (!NEXT[this.state].includes(state)) {
      throw new errors.MongoRuntimeError(`Attempted illegal state transition from [${this.state}] to [${state}]`);
    }
    this.state = state;
    if (['NO_TRANSACTION', 'STARTING_TRANSACTION', 'TRANSACTION_ABORTED'].includes(state)) this.unpinServer();
  }

  pinServer(server) {
    if (this.isActive) this._pinnedServer = server;
  }

  unpinServer() {
    this._pinnedServer = undefined;
  }
}

readers(Transaction, {
  server: transaction => transaction._pinnedServer,
  recoveryToken: transaction => transaction._recoveryToken,
  isPinned: transaction => transaction._pinnedServer !== undefined,
  isStarting: ({ state }) => state === 'STARTING_TRANSACTION',
  isActive: ({ state }) => state === 'STARTING_TRANSACTION' || state === 'TRANSACTION_IN_PROGRESS',
  isCommitted: ({ state }) => ['TRANSACTION_COMMITTED', 'TRANSACTION_COMMITTED_EMPTY', 'TRANSACTION_ABORTED']
    .includes(state),
});

module.exports = { Transaction };
