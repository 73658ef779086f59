'use strict';

const { Buffer } = require('buffer');
const { BSONError } = require('./errors');
const { Binary, UUID } = require('./binary');
const { Decimal128 } = require('./decimal128');
const { Double, Int32 } = require('./numbers');
const { Long } = require('./long');
const { ObjectId } = require('./object-id');
const { Timestamp } = require('./timestamp');
const { BSONRegExp, BSONSymbol, Code, DBRef, MaxKey, MinKey, isDBRefLike } = require('./values');

const SHORT_TEXT = 48;
const FLOAT = new Float64Array(1);
const FLOAT_BYTES = new Uint8Array(FLOAT.buffer);
const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads one BSON document after another from a buffer. */
class Reader {
  constructor(bytes, options) {
    this.bytes = bytes;
    this.at = 0;
    this.options = options;
    this.promoteValues = options.promoteValues ?? true;
    this.promoteLongs = options.promoteLongs ?? true;
    this.promoteBuffers = options.promoteBuffers ?? false;
    this.useBigInt64 = options.useBigInt64 ?? false;
    this.bsonRegExp = options.bsonRegExp === true;
    this.validate = options.validation?.utf8 ?? true;
    if (this.useBigInt64 && (!this.promoteValues || !this.promoteLongs)) {
      throw new BSONError('Must either request bigint or Long for int64 deserialization');
    }
  }

  int32() {
    const b = this.bytes;
    const at = this.at;
    this.at += 4;
    return b[at] | (b[at + 1] << 8) | (b[at + 2] << 16) | (b[at + 3] << 24);
  }

  text(start, end, strict) {
    const bytes = this.bytes;
    if (end - start <= SHORT_TEXT) {
      let ascii = true;
      for (let i = start; i < end; i++) {
        if (bytes[i] > 127) {
          ascii = false;
          break;
        }
      }
      if (ascii) return String.fromCharCode.apply(null, bytes.subarray(start, end));
    }
    if (strict) {
      try {
        return STRICT.decode(bytes.subarray(start, end));
      } catch (cause) {
        throw new BSONError('Invalid UTF-8 string in BSON document', { cause });
      }
    }
    return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
  }

  cstring() {
    const start = this.at;
    const end = this.bytes.indexOf(0, start);
    if (end < 0) throw new BSONError('Bad BSON Document: illegal CString');
    this.at = end + 1;
    return this.text(start, end, false);
  }

  string(strict) {
    const size = this.int32();
    const end = this.at + size - 1;
    if (size <= 0 || end >= this.bytes.length || this.bytes[end] !== 0) throw new BSONError('bad string length in bson');
    const text = this.text(this.at, end, strict);
    this.at = end + 1;
    return text;
  }

  document(isArray, raw, mayBeReference = true) {
    const start = this.at;
    const size = this.int32();
    const end = start + size;
    if (size < 5 || end > this.bytes.length) throw new BSONError('corrupt bson message');
    if (this.bytes[end - 1] !== 0) throw new BSONError("One object, sized correctly, with a spot for an EOO, but the EOO isn't 0x00");
    const result = isArray ? [] : {};
    let dollar = false;
    for (let type = this.bytes[this.at++]; type !== 0; type = this.bytes[this.at++]) {
      const name = this.cstring();
      const value = this.value(type, name, raw);
      if (isArray) {
        result.push(value);
      } else if (name === '__proto__') {
        Object.defineProperty(result, name, { value, writable: true, enumerable: true, configurable: true });
      } else {
        result[name] = value;
        if (name === '$ref') dollar = true;
      }
    }
    if (this.at !== end) {
      throw new BSONError(isArray ? 'corrupt array bson' : 'corrupt object bson');
    }
    if (!dollar || !mayBeReference || !isDBRefLike(result)) return result;
    const { $ref, $id, $db, ...fields } = result;
    return new DBRef($ref, $id, $db, fields);
  }

  nested(name, raw) {
    const asRaw = raw || this.options.fieldsAsRaw?.[name];
    if (asRaw && this.options.raw) {
      const size = this.int32();
      this.at += size - 4;
      return this.bytes.subarray(this.at - size, this.at);
    }
    return this.document(false, raw);
  }

  array(name, raw) {
    return this.document(true, raw || Boolean(this.options.fieldsAsRaw?.[name]));
  }

  value(type, name, raw) {
    switch (type) {
      case 0x01:
        return this.promoteValues ? this.double() : new Double(this.double());
      case 0x02:
        return this.string(this.validate === true);
      case 0x03:
        return this.nested(name, raw || this.options.raw === true);
      case 0x04:
        return this.array(name, raw);
      case 0x05:
        return this.binary();
      case 0x06:
        return undefined;
      case 0x07:
        this.at += 12;
        return new ObjectId(this.bytes, this.at - 12);
      case 0x08:
        return this.boolean();
      case 0x09:
        return new Date(this.long(false).toNumber());
      case 0x0a:
        return null;
      case 0x0b:
        return this.regexp();
      case 0x0c: {
        const namespace = this.string(false);
        this.at += 12;
        return new DBRef(namespace, new ObjectId(this.bytes, this.at - 12));
      }
      case 0x0d:
        return new Code(this.string(false));
      case 0x0e: {
        const symbol = this.string(this.validate === true);
        return this.promoteValues ? symbol : new BSONSymbol(symbol);
      }
      case 0x0f: {
        this.int32();
        const code = this.string(false);
        return new Code(code, this.document(false, false));
      }
      case 0x10:
        return this.promoteValues ? this.int32() : new Int32(this.int32());
      case 0x11:
        return new Timestamp(this.long(true));
      case 0x12:
        return this.int64();
      case 0x13:
        this.at += 16;
        return new Decimal128(Buffer.from(this.bytes.slice(this.at - 16, this.at)));
      case 0xff:
        return new MinKey();
      case 0x7f:
        return new MaxKey();
      default:
        throw new BSONError(
          `Detected unknown BSON type ${type.toString(16)} for fieldname "${name}"`);
    }
  }

  boolean() {
    const byte = this.bytes[this.at++];
    if (byte > 1) throw new BSONError('illegal boolean type value');
    return byte === 1;
  }

  double() {
    FLOAT_BYTES.set(this.bytes.subarray(this.at, this.at + 8));
    this.at += 8;
    return FLOAT[0];
  }

  long(unsigned) {
    const low = this.int32();
    return new Long(low, this.int32(), unsigned);
  }

  int64() {
    const low = this.int32();
    const high = this.int32();
    if (this.useBigInt64) return (BigInt(high) << 32n) | BigInt(low >>> 0);
    if (!this.promoteValues || !this.promoteLongs) return new Long(low, high, false);
    const number = high * 0x100000000 + (low >>> 0);
    return Number.isSafeInteger(number) || (low === 0 && Math.abs(high) === 0x200000) ? number : new Long(low, high, false);
  }

  binary() {
    let size = this.int32();
    const subtype = this.bytes[this.at++];
    if (size < 0) throw new BSONError('Negative binary type element size found');
    if (size > this.bytes.length) throw new BSONError('Binary type size larger than document size');
    if (subtype === 2) {
      const outer = size;
      size = this.int32();
      if (size < 0) throw new BSONError('Negative binary type element size found for subtype 0x02');
      if (size > outer - 4) throw new BSONError('Binary type with subtype 0x02 contains too long binary size');
      if (size < outer - 4) throw new BSONError('Binary type with subtype 0x02 contains too short binary size');
    }
    const bytes = Buffer.from(this.bytes.slice(this.at, this.at + size));
    this.at += size;
    if (this.promoteBuffers && this.promoteValues) return bytes;
    return subtype === 4 && size === 16 ? new UUID(bytes) : new Binary(bytes, subtype);
  }

  regexp() {
    const source = this.cstring();
    const options = this.cstring();
    if (this.bsonRegExp) return new BSONRegExp(source, options);
    const flags = new Set();
    for (const option of options) {
      if (option === 'm' || option === 'i') flags.add(option);
      else if (option === 's') flags.add('g');
    }
    return new RegExp(source, [...flags].join(''));
  }
}

/** Reads the document that fills a buffer, or lies at `options.index`. */
function deserialize(bytes, options = {}) {
  const index = options.index ?? 0;
  const reader = new Reader(bytes, options);
  reader.at = index;
  const size = reader.int32();
  reader.at = index;
  if (size < 5) throw new BSONError(`bson size must be >= 5, is ${size}`);
  if (options.allowObjectSmallerThanBufferSize && bytes.length < size) {
    throw new BSONError(`buffer length ${bytes.length} must be >= bson size ${size}`);
  }
  if (!options.allowObjectSmallerThanBufferSize && bytes.length !== size) {
    throw new BSONError(`buffer length ${bytes.length} must === bson size ${size}`);
  }
  if (size + index > bytes.byteLength) {
    throw new BSONError(
      `(bson size ${size} + options.index ${index} must be <= buffer length ${bytes.byteLength})`);
  }
  return reader.document(false, false);
}

module.exports = { deserialize };
