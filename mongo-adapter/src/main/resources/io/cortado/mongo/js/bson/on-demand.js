'use strict';

const { Buffer } = require('buffer');
const { randomBytes } = require('crypto');
const os = require('os');
const { BSONError, BSONOffsetError } = require('./errors');

/** The bytes as a Buffer over the same memory. */
function local(value) {
  if (Buffer.isBuffer(value)) return value;
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (/^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(value))) return Buffer.from(value);
  throw new BSONError('Cannot create Buffer from the passed potentialBuffer.');
}

function text(buffer, start, end, fatal) {
  const bytes = local(buffer).subarray(start, end);
  if (!fatal) return bytes.toString('utf8');
  try {
    return new TextDecoder('utf8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new BSONError('Invalid UTF-8 string in BSON document', { cause });
  }
}

/** npm bson's `ByteUtils`. */
const ByteUtils = {
  isUint8Array: value => Object.prototype.toString.call(value) === '[object Uint8Array]',
  toLocalBufferType: local,
  allocate: size => Buffer.alloc(size),
  allocateUnsafe: size => Buffer.allocUnsafe(size),
  compare: (a, b) => local(a).compare(b),
  concat: list => Buffer.concat(list),
  copy: (source, target, at = 0, from = 0, to = source.length) => local(source).copy(target, at, from, to),
  equals: (a, b) => local(a).equals(b),
  fromNumberArray: array => Buffer.from(array),
  fromBase64: base64 => Buffer.from(base64, 'base64'),
  fromUTF8: string => Buffer.from(string, 'utf8'),
  toBase64: bytes => local(bytes).toString('base64'),
  fromISO88591: string => Buffer.from(string, 'latin1'),
  toISO88591: bytes => local(bytes).toString('latin1'),
  fromHex: hex => Buffer.from(hex, 'hex'),
  toHex: bytes => local(bytes).toString('hex'),
  toUTF8: text,
  utf8ByteLength: string => Buffer.byteLength(string, 'utf8'),
  encodeUTF8Into: (bytes, string, offset) => local(bytes).write(string, offset, 'utf8'),
  randomBytes: size => randomBytes(size),
  swap32: bytes => local(bytes).swap32(),
};

const view = source => new DataView(source.buffer, source.byteOffset, source.byteLength);

function put(method, size) {
  return (target, offset, value) => {
    view(target)[method](offset, value, true);
    return size;
  };
}

/** npm bson's `NumberUtils`. */
const NumberUtils = {
  isBigEndian: os.endianness() === 'BE',
  getNonnegativeInt32LE(source, offset) {
    const value = view(source).getInt32(offset, true);
    if (value < 0) throw new RangeError(`Size cannot be negative at offset: ${offset}`);
    return value;
  },
  getInt32LE: (source, offset) => view(source).getInt32(offset, true),
  getUint32LE: (source, offset) => view(source).getUint32(offset, true),
  getUint32BE: (source, offset) => view(source).getUint32(offset, false),
  getBigInt64LE: (source, offset) => view(source).getBigInt64(offset, true),
  getFloat64LE: (source, offset) => view(source).getFloat64(offset, true),
  setInt32BE(target, offset, value) {
    view(target).setInt32(offset, value, false);
    return 4;
  },
  setInt32LE: put('setInt32', 4),
  setBigInt64LE: put('setBigInt64', 8),
  setFloat64LE: put('setFloat64', 8),
};

const FIXED = new Map([[0x01, 8], [0x06, 0], [0x07, 12], [0x08, 1], [0x09, 8], [0x0a, 0], [0x10, 4], [0x11, 8],
  [0x12, 8], [0x13, 16], [0x7f, 0], [0xff, 0]]);
/** Kinds that begin with their size, and what comes on top of that number. */
const SIZED = new Map([[0x02, 4], [0x03, 0], [0x04, 0], [0x05, 5], [0x0c, 16], [0x0d, 4], [0x0e, 4], [0x0f, 0]]);
const REGEX = 0x0b;

function sizeAt(bytes, offset) {
  try {
    return NumberUtils.getNonnegativeInt32LE(bytes, offset);
  } catch (cause) {
    throw new BSONOffsetError('BSON size cannot be negative', offset, { cause });
  }
}

function zeroAfter(bytes, offset) {
  const found = bytes.indexOf(0, offset);
  if (found < 0 || found >= bytes.length - 1) throw new BSONOffsetError('Null terminator not found', offset);
  return found;
}

function valueLength(bytes, type, offset) {
  if (FIXED.has(type)) return FIXED.get(type);
  if (SIZED.has(type)) return sizeAt(bytes, offset) + SIZED.get(type);
  if (type === REGEX) return zeroAfter(bytes, zeroAfter(bytes, offset) + 1) + 1 - offset;
  throw new BSONOffsetError(`Invalid 0x${type.toString(16).padStart(2, '0')} type byte`, offset);
}

/** npm bson's `onDemand.parseToElements`: `[type, nameOffset, nameLength, offset, length]` of each element. */
function parseToElements(bytes, startOffset = 0) {
  const start = startOffset ?? 0;
  if (bytes.length < 5) {
    throw new BSONOffsetError(`Input must be at least 5 bytes, got ${bytes.length} bytes`, start);
  }
  const size = sizeAt(bytes, start);
  const end = start + size;
  if (end > bytes.length) {
    throw new BSONOffsetError(
      `Parsed documentSize (${size} bytes) does not match input length (${bytes.length} bytes)`, start);
  }
  if (bytes[end - 1] !== 0) throw new BSONOffsetError('BSON documents must end in 0x00', end);
  const elements = [];
  let at = start + 4;
  for (let type = bytes[at++]; type !== 0; type = bytes[at++]) {
    const nameOffset = at;
    const nameLength = zeroAfter(bytes, at) - at;
    const offset = nameOffset + nameLength + 1;
    const length = valueLength(bytes, type, offset);
    if (offset + length > end - 1) throw new BSONOffsetError('value reports length larger than document', offset);
    elements.push([type, nameOffset, nameLength, offset, length]);
    at = offset + length;
  }
  if (at !== end) throw new BSONOffsetError('Invalid 0x00 type byte', at);
  return elements;
}

module.exports = { ByteUtils, NumberUtils, onDemand: { parseToElements, ByteUtils, NumberUtils } };
