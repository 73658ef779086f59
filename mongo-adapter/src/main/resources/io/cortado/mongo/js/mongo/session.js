'use strict';

const { EventEmitter } = require('events');
const { setTimeout: sleep } = require('timers/promises');
const { Long } = require('../bson/long');
const errors = require('./errors');
const { ReadPreference, WriteConcern } = require('./concerns');
const { readers } = require('./readers');
const { isRetryableWrite } = require('./retry');
const { ServerSession, later } = require('./sessions');
const { Transaction } = require('./transaction');

const RETRY_MILLIS = 120000;
const COMMIT_WTIMEOUT = 10000;
const MAX_TIME_EXPIRED = 50;
const UNCERTAIN = { backoff: 5, growth: 1.5, most: 500 };
/** Codes and names of write concern errors that say for certain that the transaction is committed. */
const CERTAIN_CODES = new Set([79, 100]);
const CERTAIN_NAMES = new Set(['CannotSatisfyWriteConcern', 'UnknownReplWriteConcern', 'UnsatisfiableWriteConcern']);
const CAUSAL = ['aggregate', 'count', 'distinct', 'find', 'geoNear', 'bulkWrite', 'create', 'createIndexes', 'delete',
  'drop', 'dropDatabase', 'dropIndexes', 'findAndModify', 'insert', 'update'];

function ranOutOfTime(error) {
  return error instanceof errors.MongoServerError
    && (error.code === MAX_TIME_EXPIRED || error.writeConcernError?.code === MAX_TIME_EXPIRED);
}

/** Whether nobody knows, after this error of a commit, if the transaction is committed. */
function leavesUnknown(error) {
  if (ranOutOfTime(error)) return true;
  if (!isRetryableWrite(error) && !(error instanceof errors.MongoWriteConcernError)) return false;
  return !CERTAIN_CODES.has(error.code) && !CERTAIN_NAMES.has(error.codeName);
}

/** npm mongodb's `ClientSession`: commands that belong together, perhaps in a transaction. */
class ClientSession extends EventEmitter {
  #pending = 0;

  constructor(client, options = {}) {
    super();
    const { causalConsistency, snapshot, defaultTransactionOptions } = options;
    if (causalConsistency === true && snapshot === true) {
      throw new errors.MongoInvalidArgumentError(
        'Properties "causalConsistency" and "snapshot" are mutually exclusive');
    }
    this.snapshotEnabled = snapshot === true;
    this.client = client;
    this.sessionPool = client.s.sessionPool;
    this.hasEnded = false;
    this.clientOptions = client.options;
    this.explicit = options.explicit !== false;
    this.serverSession = this.sessionPool.acquire();
    this.supports = { causalConsistency: causalConsistency ?? snapshot !== true };
    this.clusterTime = options.initialClusterTime;
    this.operationTime = undefined;
    this.owner = options.owner;
    this.defaultTransactionOptions = { ...defaultTransactionOptions };
    this.transaction = new Transaction();
  }

  equals(session) {
    return session instanceof ClientSession && this.id != null && session.id != null
      && Buffer.compare(this.id.id.buffer, session.id.id.buffer) === 0;
  }

  advanceOperationTime(time) {
    if (this.operationTime == null || time.greaterThan(this.operationTime)) this.operationTime = time;
  }

  advanceClusterTime(time) {
    const complain = text => { throw new errors.MongoInvalidArgumentError(text); };
    if (!time || typeof time !== 'object') complain('input cluster time must be an object');
    if (time.clusterTime?._bsontype !== 'Timestamp') {
      complain('input cluster time "clusterTime" property must be a valid BSON Timestamp');
    }
    const { hash, keyId } = time.signature ?? {};
    if (hash?._bsontype !== 'Binary' || !(['bigint', 'number'].includes(typeof keyId) || keyId?._bsontype === 'Long')) {
      complain('input cluster time must have a valid "signature" property with BSON Binary hash and BSON Long keyId');
    }
    this.clusterTime = later(this.clusterTime, time);
  }

  incrementTransactionNumber() {
    this.#pending++;
  }

  inTransaction() {
    return this.transaction.isActive;
  }

  /** Adds to a command what tells the server of the session and its transaction. */
  apply(command, { willRetryWrite, noResponse }) {
    if (this.hasEnded) throw new errors.MongoExpiredSessionError();
    if (noResponse) throw new errors.MongoAPIError('Cannot have explicit session with unacknowledged writes');
    const { serverSession: server, transaction } = this;
    server.lastUse = Math.floor(performance.now());
    command.lsid = server.id;
    const within = this.inTransaction() || command.commitTransaction || command.abortTransaction;
    if (willRetryWrite || within) {
      server.txnNumber += this.#pending;
      this.#pending = 0;
      command.txnNumber = Long.fromNumber(server.txnNumber);
    }
    if (!within) {
      if (transaction.state !== 'NO_TRANSACTION') transaction.transition('NO_TRANSACTION');
      this.#applyTimes(command);
      return;
    }
    command.autocommit = false;
    if (!transaction.isStarting) return;
    command.startTransaction = true;
    const readConcern = transaction.options.readConcern ?? this.clientOptions.readConcern;
    if (readConcern) command.readConcern = { ...readConcern };
    this.#applyAfter(command);
  }

  #applyAfter(command) {
    if (!this.supports.causalConsistency || !this.operationTime) return false;
    command.readConcern = { ...command.readConcern, afterClusterTime: this.operationTime };
    return true;
  }

  #applyTimes(command) {
    if (CAUSAL.some(name => command[name]) && this.#applyAfter(command)) return;
    if (!this.snapshotEnabled) return;
    command.readConcern = { level: 'snapshot', ...command.readConcern };
    if (this.snapshotTime != null) command.readConcern.atClusterTime = this.snapshotTime;
  }

  /** Takes the times that a reply tells; `failed` says that there was an error instead. */
  learn(reply, failed = false) {
    if (reply.$clusterTime) this.clusterTime = later(this.clusterTime, reply.$clusterTime);
    if (reply.operationTime && this.supports.causalConsistency) this.advanceOperationTime(reply.operationTime);
    if (reply.recoveryToken && this.inTransaction()) this.transaction._recoveryToken = reply.recoveryToken;
    if (this.snapshotEnabled && this.snapshotTime == null) {
      this.snapshotTime = reply.cursor?.atClusterTime ?? reply.atClusterTime;
    }
    if (!this.transaction.isStarting) return;
    if (!failed || !reply.errorLabels?.includes('RetryableError')) this.transaction.transition('TRANSACTION_IN_PROGRESS');
  }

  startTransaction(options) {
    if (this.snapshotEnabled) {
      throw new errors.MongoCompatibilityError('Transactions are not supported in snapshot sessions');
    }
    if (this.inTransaction()) throw new errors.MongoTransactionError('Transaction already in progress');
    if (this.isPinned && this.transaction.isCommitted) this.unpin();
    this.commitAttempted = false;
    this.incrementTransactionNumber();
    const from = name => options?.[name] ?? this.defaultTransactionOptions[name] ?? this.clientOptions[name];
    this.transaction = new Transaction({
      readConcern: from('readConcern'),
      writeConcern: from('writeConcern'),
      readPreference: from('readPreference'),
      maxCommitTimeMS: options?.maxCommitTimeMS ?? this.defaultTransactionOptions.maxCommitTimeMS,
    });
    this.transaction.transition('STARTING_TRANSACTION');
  }

  pinServer(server) {
    this.transaction.pinServer(server);
  }

  unpin() {
    this.transaction.unpinServer();
  }

  get #writeConcern() {
    return this.transaction.options.writeConcern ?? this.clientOptions.writeConcern;
  }

  #finish(command) {
    const { recoveryToken } = this.transaction;
    const sent = recoveryToken ? { ...command, recoveryToken } : command;
    return this.client.run('admin', sent, { session: this, readPreference: ReadPreference.primary });
  }

  async commitTransaction() {
    const { transaction } = this;
    const { state } = transaction;
    if (state === 'NO_TRANSACTION') throw new errors.MongoTransactionError('No transaction started');
    if (state === 'STARTING_TRANSACTION' || state === 'TRANSACTION_COMMITTED_EMPTY') {
      transaction.transition('TRANSACTION_COMMITTED_EMPTY');
      return;
    }
    if (state === 'TRANSACTION_ABORTED') {
      throw new errors.MongoTransactionError('Cannot call commitTransaction after calling abortTransaction');
    }
    const command = { commitTransaction: 1 };
    const concern = this.#writeConcern;
    const repeated = state === 'TRANSACTION_COMMITTED' || this.commitAttempted;
    if (concern != null) WriteConcern.apply(command, { wtimeoutMS: COMMIT_WTIMEOUT, w: 'majority', ...concern });
    if (repeated) WriteConcern.apply(command, { wtimeoutMS: COMMIT_WTIMEOUT, ...concern, w: 'majority' });
    if (typeof transaction.options.maxTimeMS === 'number') command.maxTimeMS = transaction.options.maxTimeMS;
    try {
      await this.#committed(command, concern);
      this.commitAttempted = undefined;
    } catch (error) {
      if (error instanceof errors.MongoError && leavesUnknown(error)) {
        error.addErrorLabel('UnknownTransactionCommitResult');
        this.unpin();
      } else if (error.hasErrorLabel?.('TransientTransactionError')) {
        this.unpin();
      }
      throw error;
    } finally {
      transaction.transition('TRANSACTION_COMMITTED');
    }
  }

  /** Commits, and again where that may help: a commit that is done already is done no second time. */
  async #committed(command, concern) {
    try {
      await this.#finish(command);
    } catch (error) {
      this.commitAttempted = true;
      if (!(error instanceof errors.MongoError) || !isRetryableWrite(error)) throw error;
      WriteConcern.apply(command, { wtimeoutMS: COMMIT_WTIMEOUT, ...concern, w: 'majority' });
      this.unpin();
      await this.#finish(command);
    }
  }

  async abortTransaction() {
    const { transaction } = this;
    const refuse = text => { throw new errors.MongoTransactionError(text); };
    switch (transaction.state) {
      case 'NO_TRANSACTION': return refuse('No transaction started');
      case 'STARTING_TRANSACTION': return transaction.transition('TRANSACTION_ABORTED');
      case 'TRANSACTION_ABORTED': return refuse('Cannot call abortTransaction twice');
      case 'TRANSACTION_COMMITTED':
      case 'TRANSACTION_COMMITTED_EMPTY':
        return refuse('Cannot call abortTransaction after calling commitTransaction');
      default: break;
    }
    const command = { abortTransaction: 1 };
    const concern = this.#writeConcern;
    if (concern != null) WriteConcern.apply(command, { wtimeoutMS: COMMIT_WTIMEOUT, w: 'majority', ...concern });
    try {
      await this.#aborted(command);
    } finally {
      transaction.transition('TRANSACTION_ABORTED');
    }
    return undefined;
  }

  /** An abort that fails is no error: the server aborts what is not committed by itself. */
  async #aborted(command) {
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        await this.#finish(command);
        this.unpin();
        return;
      } catch (error) {
        this.unpin();
        if (error.name === 'MongoRuntimeError') throw error;
        if (!(error instanceof errors.MongoError) || !isRetryableWrite(error)) return;
      }
    }
  }

  async withTransaction(work, options) {
    const deadline = performance.now() + RETRY_MILLIS;
    for (let attempt = 0, last; ; attempt++) {
      if (attempt > 0) {
        const { backoff, growth, most } = UNCERTAIN;
        const wait = Math.random() * Math.min(backoff * growth ** attempt, most);
        if (performance.now() + wait >= deadline) throw last;
        await sleep(wait);
      }
      this.startTransaction(options);
      let result;
      try {
        const promise = work(this);
        if (typeof promise?.then !== 'function') {
          throw new errors.MongoInvalidArgumentError('Function provided to `withTransaction` must return a Promise');
        }
        result = await promise;
      } catch (error) {
        if (!(error instanceof errors.MongoError) || error instanceof errors.MongoInvalidArgumentError) {
          await this.abortTransaction();
          throw error;
        }
        last = error;
        if (this.inTransaction()) await this.abortTransaction();
        if (!error.hasErrorLabel('TransientTransactionError') || performance.now() >= deadline) throw error;
        continue;
      }
      // Whoever has ended the transaction in his function meant it.
      if (['NO_TRANSACTION', 'TRANSACTION_COMMITTED', 'TRANSACTION_ABORTED'].includes(this.transaction.state)) {
        return result;
      }
      last = await this.#commitUntil(deadline);
      if (last === undefined) return result;
    }
  }

  /** Commits until that is known to be done; resolves to the error after which the transaction must be begun again. */
  async #commitUntil(deadline) {
    for (;;) {
      try {
        await this.commitTransaction();
        return undefined;
      } catch (error) {
        if (error.hasErrorLabel('UnknownTransactionCommitResult') && !ranOutOfTime(error)) {
          if (performance.now() >= deadline) throw error;
        } else if (error.hasErrorLabel('TransientTransactionError')) {
          return error;
        } else {
          throw error;
        }
      }
    }
  }

  async endSession() {
    try {
      if (this.inTransaction()) await this.abortTransaction();
    } catch {
      // the server ends it with the session
    }
    if (this.hasEnded) return;
    this.sessionPool.release(this.serverSession);
    this.serverSession = Object.assign(new ServerSession(), this.serverSession);
    this.hasEnded = true;
    this.emit('ended', this);
  }

  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    await this.endSession();
  }

  toBSON() {
    throw new errors.MongoRuntimeError('ClientSession cannot be serialized to BSON.');
  }
}

readers(ClientSession, {
  id: ({ serverSession }) => serverSession?.id,
  loadBalanced: ({ client }) => client.topology?.description.type === 'LoadBalanced',
  isPinned: ({ transaction }) => transaction.isPinned,
});

module.exports = { ClientSession };
