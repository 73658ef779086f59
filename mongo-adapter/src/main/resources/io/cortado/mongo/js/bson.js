'use strict';

require('./bson/dialect').choose(7);
const { Buffer } = require('buffer');
const errors = require('./bson/errors');
const { BSONValue, TYPE } = require('./bson/value');
const { isDBRefLike, ...values } = require('./bson/values');
const { ByteUtils, NumberUtils, onDemand } = require('./bson/on-demand');
const serializer = require('./bson/serializer');
const deserializer = require('./bson/deserializer');

/** The names of the types that are numbered from 1. */
const NUMBERED = 'double string object array binData undefined objectId bool date null regex dbPointer javascript symbol '
  + 'javascriptWithScope int timestamp long decimal';
const BSONType = Object.freeze({
  ...Object.fromEntries(NUMBERED.split(' ').map((name, i) => [name, i + 1])), minKey: -1, maxKey: 127,
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
  return data instanceof Uint8Array ? data : ByteUtils.toLocalBufferType(data);
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
    index += NumberUtils.getInt32LE(bytes, index);
  }
  return index;
}

/** npm bson's `setInternalBufferSize`: buffers grow by themselves here, so there is nothing to set. */
function setInternalBufferSize(size) {
  if (!Number.isInteger(size) || size < 0) throw new errors.BSONError('size must be a non-negative integer');
}

/** All of the package, in the order of its names. */
const bson = Object.fromEntries(Object.entries({
  ...errors,
  ...require('./bson/binary'),
  ...require('./bson/decimal128'),
  ...require('./bson/ejson'),
  ...require('./bson/long'),
  ...require('./bson/numbers'),
  ...require('./bson/object-id'),
  ...require('./bson/timestamp'),
  ...values,
  BSONType,
  BSONValue,
  ByteUtils,
  NumberUtils,
  bsonType: TYPE,
  calculateObjectSize,
  deserialize,
  deserializeStream,
  onDemand,
  serialize,
  serializeWithBufferAndIndex,
  setInternalBufferSize,
}).sort(([a], [b]) => (a < b ? -1 : 1)));

module.exports = { ...bson, BSON: Object.freeze({ ...bson }) };
