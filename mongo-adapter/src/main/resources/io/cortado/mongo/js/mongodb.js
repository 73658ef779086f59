'use strict';

require('./mongo/runtime').bind(binding);

const bson = require('./bson');
const errors = require('./mongo/errors');
const { Admin } = require('./mongo/admin');
const { AbstractCursor, CURSOR_FLAGS } = require('./mongo/cursor');
const bulk = require('./mongo/bulk');
const results = require('./mongo/bulk-results');
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

const { unsupported, ...errorClasses } = errors;

/** A class of npm's driver that says it is missing as soon as somebody wants one. */
function missing(name, instead) {
  return {
    [name]: class {
      constructor() {
        throw unsupported(name, instead);
      }
    },
  }[name];
}

module.exports = {
  ...errorClasses,
  ...enums,
  ...concerns,
  ...cursors,
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
  ChangeStream: missing('ChangeStream', 'change streams are planned'),
  ClientEncryption: missing('ClientEncryption', 'encrypt in the app or use MongoDB\'s own driver on Node'),
  ClientSession,
  Collection,
  Db,
  ExplainableCursor: AbstractCursor,
  FindCursor,
  GridFSBucket,
  GridFSBucketReadStream,
  GridFSBucketWriteStream,
  MongoBulkWriteError: results.MongoBulkWriteError,
  MongoClient,
  OrderedBulkOperation: bulk.OrderedBulkOperation,
  ReturnDocument,
  UnorderedBulkOperation: bulk.UnorderedBulkOperation,
};
