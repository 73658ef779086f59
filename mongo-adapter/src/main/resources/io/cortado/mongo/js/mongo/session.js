'use strict';

const { EventEmitter } = require('events');
const { Binary } = require('../bson/binary');
const errors = require('./errors');
const runtime = require('./runtime');

const RETRY_MILLIS = 120000;
const NONE = 'NO_TRANSACTION';

/** npm mongodb's `ClientSession`: commands that belong together, perhaps in a transaction. */
class ClientSession extends EventEmitter {
  constructor(client, options = {}) {
    super();
    if (options.causalConsistency === true && options.snapshot === true) {
      throw new errors.MongoInvalidArgumentError(
        'Properties "causalConsistency" and "snapshot" are mutually exclusive');
    }
    this.client = client;
    this.explicit = options.explicit !== false;
    this.hasEnded = false;
    this.supports = { causalConsistency: options.snapshot !== true && options.causalConsistency !== false };
    this.snapshotEnabled = options.snapshot === true;
    this.defaultTransactionOptions = { ...options.defaultTransactionOptions };
    this.transaction = { state: NONE, options: {}, get isActive() { return this.state === 'TRANSACTION_IN_PROGRESS'; } };
    this.sessionNumber = 0;
    this.identity = new Binary(Buffer.alloc(16), 4);
  }

  get id() {
    return { id: this.identity };
  }

  /** The number Java knows this session by; it starts there with its first use. */
  get number() {
    if (this.hasEnded) throw new errors.MongoExpiredSessionError('Use of expired sessions is not permitted');
    if (this.sessionNumber === 0) {
      this.sessionNumber = runtime.startSession(
        this.client.requireConnected(), this.supports.causalConsistency, this.snapshotEnabled);
    }
    return this.sessionNumber;
  }

  get loadBalanced() {
    return false;
  }

  equals(session) {
    return session instanceof ClientSession && session.sessionNumber === this.sessionNumber;
  }

  inTransaction() {
    return this.transaction.isActive;
  }

  startTransaction(options) {
    if (this.snapshotEnabled) {
      throw new errors.MongoCompatibilityError('Transactions are not supported in snapshot sessions');
    }
    if (this.inTransaction()) throw new errors.MongoTransactionError('Transaction already in progress');
    const settings = { ...this.defaultTransactionOptions, ...options };
    this.transaction.options = settings;
    this.transaction.state = 'TRANSACTION_IN_PROGRESS';
    const { readConcern, writeConcern } = settings;
    this.started = runtime.transaction(this.client.requireConnected(), this.number, 'start', {
      ...(readConcern && { readConcern: { level: readConcern.level ?? readConcern } }),
      ...(writeConcern?.w != null && { writeConcern: { w: writeConcern.w } }),
    });
    this.started.catch(() => {});
  }

  async commitTransaction() {
    if (this.transaction.state === NONE) throw new errors.MongoTransactionError('No transaction started');
    if (this.transaction.state === 'TRANSACTION_ABORTED') {
      throw new errors.MongoTransactionError('Cannot call commitTransaction after calling abortTransaction');
    }
    await this.#act('commit', 'TRANSACTION_COMMITTED');
  }

  async abortTransaction() {
    if (this.transaction.state === NONE) throw new errors.MongoTransactionError('No transaction started');
    if (this.transaction.state === 'TRANSACTION_ABORTED') {
      throw new errors.MongoTransactionError('Cannot call abortTransaction twice');
    }
    if (this.transaction.state === 'TRANSACTION_COMMITTED') {
      throw new errors.MongoTransactionError('Cannot call abortTransaction after calling commitTransaction');
    }
    await this.#act('abort', 'TRANSACTION_ABORTED').catch(() => {});
  }

  async #act(action, state) {
    await this.started;
    this.transaction.state = state;
    await runtime.transaction(this.client.requireConnected(), this.number, action);
  }

  async withTransaction(work, options) {
    const deadline = Date.now() + RETRY_MILLIS;
    for (;;) {
      this.startTransaction(options);
      try {
        const promise = work(this);
        if (typeof promise?.then !== 'function') {
          throw new errors.MongoInvalidArgumentError('Function provided to `withTransaction` must return a Promise');
        }
        const result = await promise;
        if (this.inTransaction()) await this.commitTransaction();
        return result;
      } catch (error) {
        if (this.inTransaction()) await this.abortTransaction();
        const transient = error instanceof errors.MongoError && error.hasErrorLabel('TransientTransactionError');
        if (!transient || Date.now() > deadline) throw error;
      }
    }
  }

  async endSession() {
    if (this.hasEnded) return;
    if (this.inTransaction()) await this.abortTransaction();
    const number = this.sessionNumber;
    this.hasEnded = true;
    if (number !== 0 && this.client.handle !== undefined) {
      await runtime.transaction(this.client.handle, number, 'end').catch(() => {});
    }
    this.emit('ended', this);
  }

  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    await this.endSession();
  }

  toBSON() {
    throw new errors.MongoRuntimeError('ClientSession cannot be serialized to BSON.');
  }
}

module.exports = { ClientSession };
