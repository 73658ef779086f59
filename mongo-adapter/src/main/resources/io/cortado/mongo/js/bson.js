'use strict';

require('./bson/dialect').choose(7);
const { Buffer } = require('buffer');
const errors = require('./bson/errors');
const { BSONValue, TYPE } = require('./bson/value');
const { Binary, UUID } = require('./bson/binary');
const { Decimal128 } = require('./bson/decimal128');
const { Double, Int32 } = require('./bson/numbers');
const { EJSON } = require('./bson/ejson');
const { Long } = require('./bson/long');
const { ObjectId } = require('./bson/object-id');
const { Timestamp } = require('./bson/timestamp');
const values = require('./bson/values');
const { ByteUtils, NumberUtils, onDemand } = require('./bson/on-demand');
const serializer = require('./bson/serializer');
const deserializer = require('./bson/deserializer');

const BSONType = Object.freeze({
  double: 1, string: 2, object: 3, array: 4, binData: 5, undefined: 6, objectId: 7, bool: 8, date: 9, null: 10,
  regex: 11, dbPointer: 12, javascript: 13, symbol: 14, javascriptWithScope: 15, int: 16, timestamp: 17, long: 18,
  decimal: 19, minKey: -1, maxKey: 127,
});

function writeOptions(options) {
  return { ...options, ignoreUndefined: options?.ignoreUndefined ?? true };
}

/** npm bson's `serialize`: a document as a Buffer. Undefined fields are left out unless told otherwise. */
function serialize(object, options) {
  return serializer.write(object, writeOptions(options), (bytes, length) => Buffer.from(bytes.slice(0, length)));
}

/** npm bson's `serializeWithBufferAndIndex`: writes into a buffer and returns the index of the last byte. */
function serializeWithBufferAndIndex(object, target, options) {
  const start = options?.index ?? 0;
  return serializer.write(object, writeOptions(options), (bytes, length) => {
    target.set(bytes.subarray(0, length), start);
    return start + length - 1;
  });
}

/** npm bson's `calculateObjectSize`: the number of bytes `serialize` would make. */
function calculateObjectSize(object, options) {
  return serializer.write(object, writeOptions(options), (bytes, length) => length);
}

function bytesOf(data) {
  if (data instanceof Uint8Array) return data;
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  throw new errors.BSONError('Cannot create Buffer from the passed potentialBuffer.');
}

/** npm bson's `deserialize`. */
function deserialize(data, options) {
  return deserializer.deserialize(bytesOf(data), options ?? {});
}

/** npm bson's `deserializeStream`: reads several documents into an array and returns the index after them. */
function deserializeStream(data, startIndex, count, documents, targetIndex, options) {
  const bytes = bytesOf(data);
  let index = startIndex;
  for (let i = 0; i < count; i++) {
    const settings = { ...options, allowObjectSmallerThanBufferSize: true, index };
    documents[targetIndex + i] = deserializer.deserialize(bytes, settings);
    index += bytes[index] | (bytes[index + 1] << 8) | (bytes[index + 2] << 16) | (bytes[index + 3] << 24);
  }
  return index;
}

/** npm bson's `setInternalBufferSize`: buffers grow by themselves here, so there is nothing to set. */
function setInternalBufferSize(size) {
  if (!Number.isInteger(size) || size < 0) throw new errors.BSONError('size must be a non-negative integer');
}

const bson = {
  BSONError: errors.BSONError,
  BSONOffsetError: errors.BSONOffsetError,
  BSONRegExp: values.BSONRegExp,
  BSONRuntimeError: errors.BSONRuntimeError,
  BSONSymbol: values.BSONSymbol,
  BSONType,
  BSONValue,
  BSONVersionError: errors.BSONVersionError,
  Binary,
  ByteUtils,
  Code: values.Code,
  DBRef: values.DBRef,
  Decimal128,
  Double,
  EJSON,
  Int32,
  Long,
  MaxKey: values.MaxKey,
  MinKey: values.MinKey,
  NumberUtils,
  ObjectId,
  Timestamp,
  UUID,
  bsonType: TYPE,
  calculateObjectSize,
  deserialize,
  deserializeStream,
  onDemand,
  serialize,
  serializeWithBufferAndIndex,
  setInternalBufferSize,
};

module.exports = { ...bson, BSON: Object.freeze({ ...bson }) };
