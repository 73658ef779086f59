'use strict';

const { MongoDriverError, MongoNetworkError } = require('../errors');
const { readers } = require('../readers');

const CLOSED = 'Attempted to check out a connection from closed connection pool';

/** A pool has been closed for good. */
class PoolClosedError extends MongoDriverError {
  constructor({ address }) {
    super(CLOSED);
    this.address = address;
  }
}

/** Another operation has found the server in trouble. */
class PoolClearedError extends MongoNetworkError {
  constructor({ address, serverError }, message = undefined) {
    super(message ?? `Connection pool for ${address} was cleared because another operation failed with: `
      + `"${serverError?.message}"`, serverError ? { cause: serverError } : undefined);
    this.address = address;
    this.addErrorLabel('PoolRequestedRetry');
  }
}

/** The server does not answer its monitor. */
class PoolClearedOnNetworkError extends PoolClearedError {
  constructor(pool) {
    super(pool, `Connection to ${pool.address} interrupted due to server monitor timeout`);
  }
}

/** All connections are busy for too long. */
class WaitQueueTimeoutError extends MongoDriverError {
  constructor(message, address) {
    super(message);
    this.address = address;
  }
}

readers(PoolClosedError, { name: () => 'MongoPoolClosedError' });
readers(PoolClearedError, { name: () => 'MongoPoolClearedError' });
readers(PoolClearedOnNetworkError, { name: () => 'PoolClearedOnNetworkError' });
readers(WaitQueueTimeoutError, { name: () => 'MongoWaitQueueTimeoutError' });

module.exports = { PoolClearedError, PoolClearedOnNetworkError, PoolClosedError, WaitQueueTimeoutError };
