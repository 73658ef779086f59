'use strict';

const { EJSON } = require('../bson/ejson');
const { MongoServerError } = require('./errors');
const { readers } = require('./readers');

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

readers(BulkWriteResult, { ok: ({ result }) => result.ok });

/** npm mongodb's `WriteConcernError`. */
class WriteConcernError {
  constructor(error) {
    this.serverError = error;
  }

  toJSON() {
    return this.serverError;
  }

  toString() {
    return `WriteConcernError(${this.errmsg})`;
  }
}

readers(WriteConcernError, {
  code: ({ serverError }) => serverError.code,
  errmsg: ({ serverError }) => serverError.errmsg,
  errInfo: ({ serverError }) => serverError.errInfo,
});

/** npm mongodb's `WriteError`. */
class WriteError {
  constructor(err) {
    this.err = err;
  }

  getOperation() {
    return this.err.op;
  }

  toJSON() {
    const { code, index, errmsg, op } = this.err;
    return { code, index, errmsg, op };
  }

  toString() {
    return `WriteError(${JSON.stringify(this)})`;
  }
}

readers(WriteError, {
  code: ({ err }) => err.code,
  index: ({ err }) => err.index,
  errmsg: ({ err }) => err.errmsg,
  errInfo: ({ err }) => err.errInfo,
});

/** The fields of a bulk error that depend on what went wrong. */
function reasonFields(reason) {
  if (reason instanceof WriteConcernError) return { err: reason };
  if (reason instanceof Error) return {};
  const { message, code, writeErrors } = reason;
  return { message, code, writeErrors: writeErrors ?? [] };
}

/** npm mongodb's `MongoBulkWriteError`. */
class MongoBulkWriteError extends MongoServerError {
  constructor(error, result) {
    super(error);
    Object.assign(this, { writeErrors: [] }, reasonFields(error), { result }, error);
  }

  get name() {
    return 'MongoBulkWriteError';
  }
}

const COUNTS = ['insertedCount', 'matchedCount', 'modifiedCount', 'deletedCount', 'upsertedCount', 'insertedIds',
  'upsertedIds'];
readers(MongoBulkWriteError, Object.fromEntries(COUNTS.map(name => [name, ({ result }) => result[name]])));

module.exports = { BulkWriteResult, WriteConcernError, WriteError, MongoBulkWriteError };
