'use strict';

const { BSONError } = require('../bson/errors');
const { readers } = require('./readers');

/** Base of the errors of `mongodb`. */
class MongoError extends Error {
  constructor(message, options) {
    super(message, options);
    // The engine leaves out what stands above a constructor, and of one of ours it finds none.
    Error.captureStackTrace(this);
    this.errorLabelSet = new Set();
  }

  hasErrorLabel(label) {
    return this.errorLabelSet.has(label);
  }

  addErrorLabel(label) {
    this.errorLabelSet.add(label);
  }
}

readers(MongoError, {
  errmsg: ({ message }) => message,
  errorLabels: ({ errorLabelSet }) => [...errorLabelSet],
});

/** The server refused a command; the fields of its reply are fields of the error. */
class MongoServerError extends MongoError {
  constructor(response) {
    super(response.message || response.errmsg || response.$err || 'n/a');
    const { errorLabels = [], errmsg, message, errorResponse, ...fields } = response;
    errorLabels.forEach(label => this.addErrorLabel(label));
    this.errorResponse = response;
    Object.assign(this, fields);
  }
}

/** A write was done but not as widely as its write concern asked. */
class MongoWriteConcernError extends MongoServerError {
  constructor(response) {
    const { writeConcernError } = response;
    super({ ...writeConcernError, ...response });
    Object.assign(this, { errInfo: writeConcernError.errInfo, result: response });
  }
}

/** The connection to the server failed. */
class MongoNetworkError extends MongoError {
  constructor(message, options) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.beforeHandshake = Boolean(options?.beforeHandshake);
  }
}

/** The set of servers is in a state in which nothing can be done. */
class MongoSystemError extends MongoError {
  constructor(message, reason) {
    super(reason?.error ? reason.error.message || String(reason.error) : message,
      reason?.error ? { cause: reason.error } : undefined);
    if (reason) this.reason = reason;
    this.code = reason?.error?.code;
  }
}

const classes = { MongoError, MongoServerError, MongoWriteConcernError, MongoNetworkError, MongoSystemError };
for (const [name, Type] of Object.entries(classes)) readers(Type, { name: () => name });

function define(name, parent, standard) {
  classes[name] = {
    [name]: class extends classes[parent] {
      constructor(message = standard, options = undefined) {
        super(message, options);
      }

      get name() {
        return name;
      }
    },
  }[name];
}

define('MongoNetworkTimeoutError', 'MongoNetworkError');
define('MongoServerSelectionError', 'MongoSystemError');
define('MongoDriverError', 'MongoError');
define('MongoParseError', 'MongoDriverError');
define('MongoOperationTimeoutError', 'MongoDriverError');
define('MongoAPIError', 'MongoDriverError');
define('MongoRuntimeError', 'MongoDriverError');

define('MongoBatchReExecutionError', 'MongoAPIError',
  'This batch has already been executed, create new batch to execute');
define('MongoNotConnectedError', 'MongoAPIError');
define('MongoTransactionError', 'MongoAPIError');
define('MongoExpiredSessionError', 'MongoAPIError', 'Cannot use a session that has ended');
define('MongoTailableCursorError', 'MongoAPIError', 'Tailable cursor does not support this operation');
define('MongoCursorInUseError', 'MongoAPIError', 'Cursor is already initialized');
define('MongoCursorExhaustedError', 'MongoAPIError', 'Cursor is exhausted');
define('MongoServerClosedError', 'MongoAPIError', 'Server is closed');
define('MongoTopologyClosedError', 'MongoAPIError', 'Topology is closed');
define('MongoClientClosedError', 'MongoAPIError', 'Operation interrupted because client was closed');
define('MongoInvalidArgumentError', 'MongoAPIError');
define('MongoCompatibilityError', 'MongoAPIError');
define('MongoMissingCredentialsError', 'MongoAPIError');
define('MongoMissingDependencyError', 'MongoAPIError');

define('MongoStalePrimaryError', 'MongoRuntimeError');
define('MongoDecompressionError', 'MongoRuntimeError');
define('MongoChangeStreamError', 'MongoRuntimeError');
define('MongoGridFSStreamError', 'MongoRuntimeError');
define('MongoGridFSChunkError', 'MongoRuntimeError');
define('MongoUnexpectedServerResponseError', 'MongoRuntimeError');
define('MongoClientBulkWriteCursorError', 'MongoRuntimeError');
define('MongoClientBulkWriteExecutionError', 'MongoRuntimeError');
define('MongoKerberosError', 'MongoRuntimeError');
define('MongoAWSError', 'MongoRuntimeError');
define('MongoOIDCError', 'MongoRuntimeError');
define('MongoAzureError', 'MongoOIDCError');
define('MongoGCPError', 'MongoOIDCError');

/** Some of a client's bulk writes were not done. */
classes.MongoClientBulkWriteError = class MongoClientBulkWriteError extends MongoServerError {
  constructor(response) {
    super(response);
    this.writeConcernErrors = [];
    this.writeErrors = new Map();
  }
};
readers(classes.MongoClientBulkWriteError, { name: () => 'MongoClientBulkWriteError' });

define('MongoCryptError', 'MongoError');
define('MongoCryptInvalidArgumentError', 'MongoCryptError');
define('MongoCryptKMSRequestNetworkTimeoutError', 'MongoCryptError');
define('MongoCryptAzureKMSRequestError', 'MongoCryptError');
define('MongoCryptCreateDataKeyError', 'MongoCryptError');
define('MongoCryptCreateEncryptedCollectionError', 'MongoCryptError');

/** npm's driver, where this one cannot do something. */
const WAY_OUT = 'install npm\'s mongodb and let it run with "cortado": {"installed": ["mongodb"]} in package.json';

/** An API of npm's driver that this one does not have. */
function unsupported(api, instead = '') {
  const first = instead === '' ? '' : `${instead}, or `;
  const error = new classes.MongoCompatibilityError(
    `${api} is not supported by Cortado's mongodb; ${first}${WAY_OUT}`);
  error.code = 'CORTADO_UNSUPPORTED';
  return error;
}

module.exports = { ...classes, BSONError, unsupported };
