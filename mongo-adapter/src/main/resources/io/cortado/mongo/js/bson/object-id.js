'use strict';

const { Buffer } = require('buffer');
const { randomBytes } = require('crypto');
const dialect = require('./dialect');
const { BSONError } = require('./errors');
const { BSONValue, kind } = require('./value');

const BAD_INPUT = 'input must be a 24 character hex string, 12 byte Uint8Array, or an integer';
const DIGITS = '0123456789abcdef';
const HEX = [...DIGITS].flatMap(high => [...DIGITS].map(low => high + low));

let counter = Math.floor(Math.random() * 0x1000000);

function nextCount() {
  counter = (counter + 1) & 0xffffff;
  return counter;
}

function processUnique() {
  ObjectId.PROCESS_UNIQUE ??= randomBytes(5);
  return ObjectId.PROCESS_UNIQUE;
}

function hexWord(hex, at) {
  return parseInt(hex.slice(at, at + 6), 16);
}

function hexOf(word) {
  return HEX[word >>> 16] + HEX[(word >>> 8) & 255] + HEX[word & 255];
}

function byteWord(bytes, at) {
  return (bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2];
}

function putWord(bytes, at, word) {
  bytes[at] = (word >>> 16) & 255;
  bytes[at + 1] = (word >>> 8) & 255;
  bytes[at + 2] = word & 255;
}

function setWords(id, first, second, third, fourth) {
  id.i0 = first;
  id.i1 = second;
  id.i2 = third;
  id.i3 = fourth;
}

function setBytes(id, bytes, at) {
  id.i0 = byteWord(bytes, at);
  id.i1 = byteWord(bytes, at + 3);
  id.i2 = byteWord(bytes, at + 6);
  id.i3 = byteWord(bytes, at + 9);
}

function isNumber(value) {
  return typeof value === 'number';
}

function hasWords(value) {
  return ObjectId.is(value) && isNumber(value.i0) && isNumber(value.i1) && isNumber(value.i2) && isNumber(value.i3);
}

/** Puts a time before what the second word keeps. */
function setSeconds(id, seconds, kept) {
  id.i0 = (seconds >>> 8) & 0xffffff;
  id.i1 = ((seconds & 255) << 16) | kept;
}

function generate(id, seconds) {
  const unique = processUnique();
  setSeconds(id, seconds, (unique[0] << 8) | unique[1]);
  id.i2 = byteWord(unique, 2);
  id.i3 = nextCount();
}

/** What an object with an `id` stands for: the bytes of its hexadecimal text, or else that `id`. */
function identified(object) {
  const { id } = object;
  if (typeof id !== 'string' && !ArrayBuffer.isView(id)) {
    throw new BSONError('Argument passed in must have an id that is of type string or Buffer');
  }
  return typeof object.toHexString === 'function' ? Buffer.from(object.toHexString(), 'hex') : id;
}

/** Fills an id from what may stand for one. */
function fill(target, input) {
  const id = typeof input === 'object' && 'id' in input ? identified(input) : input;
  if (typeof id === 'string') {
    if (!ObjectId.validateHexString(id)) throw new BSONError(BAD_INPUT);
    setWords(target, hexWord(id, 0), hexWord(id, 6), hexWord(id, 12), hexWord(id, 18));
  } else if (isNumber(id) && dialect.major === 6) {
    generate(target, id);
  } else if (ArrayBuffer.isView(id) && id.byteLength === 12) {
    setBytes(target, new Uint8Array(id.buffer, id.byteOffset, 12), 0);
  } else {
    throw new BSONError('Argument passed in does not match the accepted types');
  }
}

/** npm bson's `ObjectId`: twelve bytes, kept as four 24-bit words. */
class ObjectId extends BSONValue {
  static cacheHexString;
  static PROCESS_UNIQUE = null;

  i0;
  i1;
  i2;
  i3;

  constructor(input, offset) {
    super();
    if (input == null) {
      generate(this, Math.floor(Date.now() / 1000));
    } else if (isNumber(offset)) {
      setBytes(this, input, offset);
    } else if (hasWords(input)) {
      setWords(this, input.i0, input.i1, input.i2, input.i3);
    } else {
      fill(this, input);
    }
  }

  get id() {
    const bytes = Buffer.alloc(12);
    this.serializeInto(bytes, 0);
    return bytes;
  }

  set id(value) {
    setBytes(this, value, 0);
  }

  /** Writes the twelve bytes and returns their number. */
  serializeInto(bytes, at) {
    putWord(bytes, at, this.i0);
    putWord(bytes, at + 3, this.i1);
    putWord(bytes, at + 6, this.i2);
    putWord(bytes, at + 9, this.i3);
    return 12;
  }

  toHexString() {
    return hexOf(this.i0) + hexOf(this.i1) + hexOf(this.i2) + hexOf(this.i3);
  }

  toString(encoding) {
    return encoding === 'base64' ? this.id.toString('base64') : this.toHexString();
  }

  toJSON() {
    return this.toHexString();
  }

  equals(other) {
    if (hasWords(other)) {
      return this.i3 === other.i3 && this.i0 === other.i0 && this.i1 === other.i1 && this.i2 === other.i2;
    }
    const speaks = other !== null && typeof other === 'object' && typeof other.toHexString === 'function';
    const hex = speaks ? other.toHexString() : other;
    return typeof hex === 'string' && hex.toLowerCase() === this.toHexString();
  }

  getTimestamp() {
    return new Date((this.i0 * 0x100 + (this.i1 >>> 16)) * 1000);
  }

  toExtendedJSON() {
    return { $oid: this.toHexString() };
  }

  isCached() {
    return false;
  }

  static is(value) {
    return value != null && typeof value === 'object' && value._bsontype === 'ObjectId';
  }

  static validateHexString(string) {
    return typeof string === 'string' && /^[0-9a-fA-F]{24}$/.test(string);
  }

  static isValid(id) {
    try {
      return id != null && Boolean(new ObjectId(id));
    } catch {
      return false;
    }
  }

  static getInc() {
    return nextCount();
  }

  static generate(seconds) {
    const id = new ObjectId();
    if (isNumber(seconds)) setSeconds(id, seconds, id.i1 & 0xffff);
    return id.id;
  }

  static createPk() {
    return new ObjectId();
  }

  static createFromTime(seconds) {
    const bytes = Buffer.alloc(12);
    bytes.writeInt32BE(seconds | 0, 0);
    return new ObjectId(bytes);
  }

  static createFromHexString(hex) {
    if (hex?.length !== 24) throw new BSONError('hex string must be 24 characters');
    return new ObjectId(Buffer.from(hex, 'hex'));
  }

  static createFromBase64(base64) {
    if (base64?.length !== 16) throw new BSONError('base64 string must be 16 characters');
    return new ObjectId(Buffer.from(base64, 'base64'));
  }

  static fromExtendedJSON(document) {
    return new ObjectId(document.$oid);
  }
}

kind(ObjectId, 'ObjectId', (id, show) => `new ObjectId(${show(id.toHexString())})`);

module.exports = { ObjectId };
