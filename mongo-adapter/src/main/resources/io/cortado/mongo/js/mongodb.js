'use strict';

require('./mongo/runtime').bind(binding);

const { EventEmitter } = require('events');
const bson = require('./bson');
const errors = require('./mongo/errors');
const { Admin } = require('./mongo/admin');
const { AbstractCursor, CURSOR_FLAGS } = require('./mongo/cursor');
const bulk = require('./mongo/bulk');
const results = require('./mongo/bulk-results');
const { ChangeStream } = require('./mongo/change-stream');
const { ChangeStreamCursor } = require('./mongo/change-stream-cursor');
const { ClientSession } = require('./mongo/session');
const { Collection } = require('./mongo/collection');
const concerns = require('./mongo/concerns');
const cursors = require('./mongo/cursors');
const { Db } = require('./mongo/db');
const { FindCursor } = require('./mongo/find-cursor');
const { GridFSBucket } = require('./mongo/gridfs');
const { GridFSBucketReadStream } = require('./mongo/gridfs-download');
const { GridFSBucketWriteStream } = require('./mongo/gridfs-upload');
const { MongoClient } = require('./mongo/client');
const { ReturnDocument } = require('./mongo/find-and-modify');
const enums = require('./mongo/enums');
const events = require('./mongo/events');

const { unsupported, BSONError, ...errorClasses } = errors;
const { RunCommandCursor, aggregateCommand, ...cursorClasses } = cursors;

/** A class of npm's driver that says it is missing as soon as somebody wants one. */
function missing(name) {
  return {
    [name]: class {
      constructor() {
        throw unsupported(name);
      }
    },
  }[name];
}

/** What npm's driver tells its waiting operations to stop with. */
class CancellationToken extends EventEmitter {
  constructor(...rest) {
    super(...rest);
    this.on('error', () => {});
  }
}

module.exports = {
  ...errorClasses,
  ...enums,
  ...concerns,
  ...cursorClasses,
  ...events,
  BSON: bson.BSON,
  BSONRegExp: bson.BSONRegExp,
  BSONSymbol: bson.BSONSymbol,
  BSONType: bson.BSONType,
  Binary: bson.Binary,
  Code: bson.Code,
  DBRef: bson.DBRef,
  Decimal128: bson.Decimal128,
  Double: bson.Double,
  Int32: bson.Int32,
  Long: bson.Long,
  MaxKey: bson.MaxKey,
  MinKey: bson.MinKey,
  ObjectId: bson.ObjectId,
  Timestamp: bson.Timestamp,
  UUID: bson.UUID,
  AbstractCursor,
  Admin,
  BatchType: bulk.BatchType,
  CURSOR_FLAGS,
  CancellationToken,
  ChangeStream,
  ChangeStreamCursor,
  ClientEncryption: missing('ClientEncryption'),
  ClientSession,
  Collection,
  Db,
  ExplainableCursor: class ExplainableCursor extends AbstractCursor {},
  FindCursor,
  GridFSBucket,
  GridFSBucketReadStream,
  GridFSBucketWriteStream,
  MongoBulkWriteError: results.MongoBulkWriteError,
  MongoClient,
  MongoClientAuthProviders: missing('MongoClientAuthProviders'),
  OrderedBulkOperation: bulk.OrderedBulkOperation,
  ReturnDocument,
  UnorderedBulkOperation: bulk.UnorderedBulkOperation,
};
