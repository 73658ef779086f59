'use strict';

const { Buffer } = require('buffer');
const { randomBytes } = require('crypto');
const dialect = require('./dialect');
const { BSONError } = require('./errors');
const { BSONValue, plainInspect } = require('./value');

const BAD_INPUT = 'input must be a 24 character hex string, 12 byte Uint8Array, or an integer';
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const NIBBLE = new Int8Array(103);
for (let i = 0; i < 16; i++) {
  NIBBLE['0123456789abcdef'.charCodeAt(i)] = i;
  NIBBLE['0123456789ABCDEF'.charCodeAt(i)] = i;
}

let counter = Math.floor(Math.random() * 0x1000000);

function nextCount() {
  counter = (counter + 1) & 0xffffff;
  return counter;
}

function processUnique() {
  ObjectId.PROCESS_UNIQUE ??= randomBytes(5);
  return ObjectId.PROCESS_UNIQUE;
}

function word(hex, at) {
  return (NIBBLE[hex.charCodeAt(at)] << 20) | (NIBBLE[hex.charCodeAt(at + 1)] << 16)
    | (NIBBLE[hex.charCodeAt(at + 2)] << 12) | (NIBBLE[hex.charCodeAt(at + 3)] << 8)
    | (NIBBLE[hex.charCodeAt(at + 4)] << 4) | NIBBLE[hex.charCodeAt(at + 5)];
}

function hexOf(word24) {
  return HEX[(word24 >>> 16) & 255] + HEX[(word24 >>> 8) & 255] + HEX[word24 & 255];
}

function hasWords(value) {
  return ObjectId.is(value) && typeof value.i0 === 'number' && typeof value.i1 === 'number'
    && typeof value.i2 === 'number' && typeof value.i3 === 'number';
}

function putWord(bytes, at, word24) {
  bytes[at] = (word24 >>> 16) & 255;
  bytes[at + 1] = (word24 >>> 8) & 255;
  bytes[at + 2] = word24 & 255;
}

function setBytes(id, bytes, at) {
  id.i0 = (bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2];
  id.i1 = (bytes[at + 3] << 16) | (bytes[at + 4] << 8) | bytes[at + 5];
  id.i2 = (bytes[at + 6] << 16) | (bytes[at + 7] << 8) | bytes[at + 8];
  id.i3 = (bytes[at + 9] << 16) | (bytes[at + 10] << 8) | bytes[at + 11];
}

function generate(id, seconds) {
  const unique = processUnique();
  id.i0 = (seconds >>> 8) & 0xffffff;
  id.i1 = ((seconds & 255) << 16) | (unique[0] << 8) | unique[1];
  id.i2 = (unique[2] << 16) | (unique[3] << 8) | unique[4];
  id.i3 = nextCount();
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
    if (typeof offset === 'number') {
      setBytes(this, input, offset);
      return;
    }
    let id = input;
    if (typeof input === 'object' && input !== null && 'id' in input) {
      if (hasWords(input)) {
        this.i0 = input.i0;
        this.i1 = input.i1;
        this.i2 = input.i2;
        this.i3 = input.i3;
        return;
      }
      if (typeof input.id !== 'string' && !ArrayBuffer.isView(input.id)) {
        throw new BSONError('Argument passed in must have an id that is of type string or Buffer');
      }
      id = typeof input.toHexString === 'function' ? Buffer.from(input.toHexString(), 'hex') : input.id;
    }
    if (id == null) {
      generate(this, Math.floor(Date.now() / 1000));
    } else if (typeof id === 'number' && dialect.major === 6) {
      generate(this, id);
    } else if (typeof id === 'string') {
      if (!ObjectId.validateHexString(id)) throw new BSONError(BAD_INPUT);
      this.i0 = word(id, 0);
      this.i1 = word(id, 6);
      this.i2 = word(id, 12);
      this.i3 = word(id, 18);
    } else if (ArrayBuffer.isView(id) && id.byteLength === 12) {
      setBytes(this, new Uint8Array(id.buffer, id.byteOffset, 12), 0);
    } else {
      throw new BSONError('Argument passed in does not match the accepted types');
    }
  }

  get _bsontype() {
    return 'ObjectId';
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
    if (other == null) return false;
    if (hasWords(other)) {
      return this.i3 === other.i3 && this.i0 === other.i0 && this.i1 === other.i1 && this.i2 === other.i2;
    }
    if (typeof other === 'string') return other.toLowerCase() === this.toHexString();
    if (typeof other === 'object' && typeof other.toHexString === 'function') {
      const hex = other.toHexString();
      return typeof hex === 'string' && hex.toLowerCase() === this.toHexString();
    }
    return false;
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

  inspect(depth, options, inspect = plainInspect) {
    return `new ObjectId(${inspect(this.toHexString(), options)})`;
  }

  static is(value) {
    return value != null && typeof value === 'object' && value._bsontype === 'ObjectId';
  }

  static validateHexString(string) {
    return typeof string === 'string' && /^[0-9a-fA-F]{24}$/.test(string);
  }

  static isValid(id) {
    if (id == null) return false;
    if (typeof id === 'string') return ObjectId.validateHexString(id);
    try {
      return new ObjectId(id) !== null;
    } catch {
      return false;
    }
  }

  static getInc() {
    return nextCount();
  }

  static generate(seconds) {
    const id = new ObjectId();
    if (typeof seconds === 'number') {
      id.i0 = (seconds >>> 8) & 0xffffff;
      id.i1 = ((seconds & 255) << 16) | (id.i1 & 0xffff);
    }
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

module.exports = { ObjectId };
