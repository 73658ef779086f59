'use strict';

const dialect = require('./dialect');

/** Base of everything this package throws. */
class BSONError extends Error {
  constructor(message, options) {
    super(message, options);
    // The engine leaves out what stands above a constructor, and of one of ours it finds none.
    Error.captureStackTrace(this);
  }

  get name() {
    return 'BSONError';
  }

  get bsonError() {
    return true;
  }

  static isBSONError(value) {
    return value != null && typeof value === 'object' && value.bsonError === true
      && 'name' in value && 'message' in value && 'stack' in value;
  }
}

/** A value of another major version of bson was passed in. */
class BSONVersionError extends BSONError {
  constructor() {
    super(`Unsupported BSON version, bson types must be from bson ${dialect.major}.x.x`);
  }

  get name() {
    return 'BSONVersionError';
  }
}

/** Extended JSON that cannot be turned into a value. */
class BSONRuntimeError extends BSONError {
  get name() {
    return 'BSONRuntimeError';
  }
}

/** Damaged BSON, with the place of the damage. */
class BSONOffsetError extends BSONError {
  constructor(message, offset, options) {
    super(`${message}. offset: ${offset}`, options);
    this.offset = offset;
  }

  get name() {
    return 'BSONOffsetError';
  }
}

module.exports = { BSONError, BSONVersionError, BSONRuntimeError, BSONOffsetError };
