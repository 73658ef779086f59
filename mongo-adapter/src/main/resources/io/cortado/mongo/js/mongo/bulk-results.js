'use strict';

const { EJSON } = require('../bson/ejson');
const { MongoServerError } = require('./errors');

const WRITE_CONCERN_TIMEOUT = 64;

function idMap(entries) {
  return Object.fromEntries(entries.map(({ index, _id }) => [index, _id]));
}

/** npm mongodb's `BulkWriteResult`. */
class BulkWriteResult {
  constructor(result, ordered) {
    this.insertedCount = result.nInserted;
    this.matchedCount = result.nMatched;
    this.modifiedCount = result.nModified;
    this.deletedCount = result.nRemoved;
    this.upsertedCount = result.upserted.length;
    this.upsertedIds = idMap(result.upserted);
    this.insertedIds = idMap(insertedIds(result, ordered));
    Object.defineProperty(this, 'result', { value: result, enumerable: false });
  }

  get ok() {
    return this.result.ok;
  }

  getUpsertedIdAt(index) {
    return this.result.upserted[index];
  }

  getRawResponse() {
    return this.result;
  }

  hasWriteErrors() {
    return this.result.writeErrors.length > 0;
  }

  getWriteErrorCount() {
    return this.result.writeErrors.length;
  }

  getWriteErrorAt(index) {
    return this.result.writeErrors[index];
  }

  getWriteErrors() {
    return this.result.writeErrors;
  }

  getWriteConcernError() {
    const found = this.result.writeConcernErrors;
    if (found.length < 2) return found[0];
    const errmsg = found.map(error => error.errmsg).join(' and ');
    return new WriteConcernError({ errmsg, code: WRITE_CONCERN_TIMEOUT });
  }

  isOk() {
    return this.result.ok === 1;
  }

  toString() {
    return `BulkWriteResult(${EJSON.stringify(this.result)})`;
  }
}

function insertedIds({ insertedIds: all, writeErrors }, ordered) {
  if (writeErrors.length === 0) return all;
  if (ordered) return all.slice(0, writeErrors[0].index);
  const failed = new Set(writeErrors.map(error => error.index));
  return all.filter(({ index }) => !failed.has(index));
}

/** npm mongodb's `WriteConcernError`. */
class WriteConcernError {
  constructor(error) {
    this.serverError = error;
  }

  get code() {
    return this.serverError.code;
  }

  get errmsg() {
    return this.serverError.errmsg;
  }

  get errInfo() {
    return this.serverError.errInfo;
  }

  toJSON() {
    return this.serverError;
  }

  toString() {
    return `WriteConcernError(${this.errmsg})`;
  }
}

/** npm mongodb's `WriteError`. */
class WriteError {
  constructor(err) {
    this.err = err;
  }

  get code() {
    return this.err.code;
  }

  get index() {
    return this.err.index;
  }

  get errmsg() {
    return this.err.errmsg;
  }

  get errInfo() {
    return this.err.errInfo;
  }

  getOperation() {
    return this.err.op;
  }

  toJSON() {
    const { code, index, errmsg, op } = this.err;
    return { code, index, errmsg, op };
  }

  toString() {
    return `WriteError(${JSON.stringify(this.toJSON())})`;
  }
}

/** npm mongodb's `MongoBulkWriteError`. */
class MongoBulkWriteError extends MongoServerError {
  constructor(error, result) {
    super(error);
    this.writeErrors = [];
    if (error instanceof WriteConcernError) {
      this.err = error;
    } else if (!(error instanceof Error)) {
      this.message = error.message;
      this.code = error.code;
      this.writeErrors = error.writeErrors ?? [];
    }
    this.result = result;
    Object.assign(this, error);
  }

  get name() {
    return 'MongoBulkWriteError';
  }
}

for (const field of ['insertedCount', 'matchedCount', 'modifiedCount', 'deletedCount', 'upsertedCount', 'insertedIds',
  'upsertedIds']) {
  Object.defineProperty(MongoBulkWriteError.prototype, field, {
    get() {
      return this.result[field];
    },
    configurable: true,
  });
}

module.exports = { BulkWriteResult, WriteConcernError, WriteError, MongoBulkWriteError };
