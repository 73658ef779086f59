'use strict';

const { BSONError, BSONVersionError } = require('./errors');
const dialect = require('./dialect');
const { TYPE, VERSION } = require('./value');
const vectors = require('./vectors');

const INITIAL_SIZE = 16 * 1024;
const INT32_MAX = 0x7fffffff;
const INT32_MIN = -0x80000000;
const REFERENCE_KEYS = new Set(['$db', '$ref', '$id', '$clusterTime']);
const FLOAT = new Float64Array(1);
const FLOAT_BYTES = new Uint8Array(FLOAT.buffer);
const INDEX_KEYS = Array.from({ length: 1000 }, (_, i) => String(i));

const ENCODER = new TextEncoder();

/** Names of fields as they are written, of which an app has few. */
const KEYS = new Map();
const MOST_KEYS = 2000;
const LONGEST_KEY = 64;

function keyBytes(key) {
  const bytes = ENCODER.encode(`${key}\0`);
  if (KEYS.size < MOST_KEYS && key.length <= LONGEST_KEY) KEYS.set(key, bytes);
  return bytes;
}

/** Appends BSON to a buffer that grows. */
class Writer {
  constructor() {
    this.bytes = new Uint8Array(INITIAL_SIZE);
    this.at = 0;
    this.busy = false;
  }

  need(count) {
    if (this.at + count <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.at + count));
    grown.set(this.bytes.subarray(0, this.at));
    this.bytes = grown;
  }

  int32(value) {
    this.need(4);
    this.putInt32(this.at, value);
    this.at += 4;
  }

  putInt32(at, value) {
    const bytes = this.bytes;
    bytes[at] = value;
    bytes[at + 1] = value >> 8;
    bytes[at + 2] = value >> 16;
    bytes[at + 3] = value >> 24;
  }

  byte(value) {
    this.need(1);
    this.bytes[this.at++] = value;
  }

  double(value) {
    FLOAT[0] = value;
    this.raw(FLOAT_BYTES);
  }

  raw(source) {
    this.need(source.length);
    this.bytes.set(source, this.at);
    this.at += source.length;
  }

  utf8(text) {
    this.need(text.length * 3);
    this.at += ENCODER.encodeInto(text, this.bytes.subarray(this.at)).written;
  }

  cstring(text) {
    this.utf8(text);
    this.byte(0);
  }

  string(text) {
    const start = this.at;
    this.int32(0);
    this.utf8(text);
    this.byte(0);
    this.putInt32(start, this.at - start - 4);
  }

  head(type, key) {
    this.byte(type);
    this.raw(KEYS.get(key) ?? keyBytes(key));
  }
}

/** A document that has been written already. */
class Encoded {
  constructor(bytes) {
    this.bytes = bytes;
  }
}

/** What a document is written with. */
class Serializer {
  constructor(writer, options) {
    this.out = writer;
    this.checkKeys = options.checkKeys === true;
    this.functions = options.serializeFunctions === true;
    this.path = [];
  }

  document(object, ignoreUndefined) {
    if (this.path.includes(object)) throw new BSONError('Cannot convert circular structure to BSON');
    this.path.push(object);
    const out = this.out;
    const start = out.at;
    out.int32(0);
    if (Array.isArray(object)) {
      for (let i = 0; i < object.length; i++) {
        const value = object[i];
        this.element(i < 1000 ? INDEX_KEYS[i] : String(i), value === undefined ? null : value, ignoreUndefined);
      }
    } else if (object instanceof Map) {
      for (const [key, value] of object) this.field(key, value, ignoreUndefined);
    } else {
      this.fields(object, ignoreUndefined);
    }
    out.byte(0);
    out.putInt32(start, out.at - start);
    this.path.pop();
  }

  fields(object, ignoreUndefined) {
    let source = object;
    if (typeof object.toBSON === 'function') {
      source = object.toBSON();
      if (source != null && typeof source !== 'object') throw new BSONError('toBSON function did not return an object');
    }
    for (const key of Object.keys(source)) this.field(key, source[key], ignoreUndefined);
  }

  field(key, value, ignoreUndefined) {
    if (typeof key === 'string' && !(key[0] === '$' && REFERENCE_KEYS.has(key))) {
      if (key.includes('\0')) throw new BSONError(`key ${key} must not contain null bytes`);
      if (this.checkKeys && key[0] === '$') throw new BSONError(`key ${key} must not start with '$'`);
      if (this.checkKeys && key.includes('.')) throw new BSONError(`key ${key} must not contain '.'`);
    }
    this.element(String(key), value, ignoreUndefined);
  }

  element(key, given, ignoreUndefined) {
    const value = typeof given?.toBSON === 'function' ? given.toBSON() : given;
    const out = this.out;
    switch (typeof value) {
      case 'string':
        out.head(0x02, key);
        out.string(value);
        break;
      case 'number':
        if (value <= INT32_MAX && value >= INT32_MIN && Number.isInteger(value) && !Object.is(value, -0)) {
          out.head(0x10, key);
          out.int32(value);
        } else {
          out.head(0x01, key);
          out.double(value);
        }
        break;
      case 'boolean':
        out.head(0x08, key);
        out.byte(value ? 1 : 0);
        break;
      case 'bigint':
        out.head(0x12, key);
        out.int32(Number(BigInt.asIntN(32, value)));
        out.int32(Number(BigInt.asIntN(32, value >> 32n)));
        break;
      case 'undefined':
        if (!ignoreUndefined) out.head(0x0a, key);
        break;
      case 'object':
        if (value === null) out.head(0x0a, key);
        else if (value._bsontype == null) this.object(key, value, ignoreUndefined);
        else this.bsonValue(key, value, ignoreUndefined);
        break;
      case 'function':
        if (this.functions) {
          out.head(0x0d, key);
          out.string(value.toString());
        }
        break;
      default:
        break;
    }
  }

  object(key, value, ignoreUndefined) {
    const out = this.out;
    if (value instanceof Date) {
      out.head(0x09, key);
      this.date(value.getTime());
    } else if (value instanceof Encoded) {
      out.head(0x03, key);
      out.raw(value.bytes);
    } else if (value instanceof Uint8Array) {
      out.head(0x05, key);
      out.int32(value.length);
      out.byte(0);
      out.raw(value);
    } else if (value instanceof RegExp) {
      if (value.source.includes('\0')) throw new BSONError(`value ${value.source} must not contain null bytes`);
      out.head(0x0b, key);
      out.cstring(value.source);
      out.cstring((value.ignoreCase ? 'i' : '') + (value.global ? 's' : '') + (value.multiline ? 'm' : ''));
    } else {
      out.head(Array.isArray(value) ? 0x04 : 0x03, key);
      this.document(value, ignoreUndefined);
    }
  }

  date(time) {
    const whole = Number.isNaN(time) ? 0 : time;
    const high = Math.floor(whole / 0x100000000);
    this.out.int32((whole - high * 0x100000000) | 0);
    this.out.int32(high);
  }

  bsonValue(key, value, ignoreUndefined) {
    if (value[VERSION] !== dialect.major) throw new BSONVersionError();
    const out = this.out;
    const type = value[TYPE];
    switch (type) {
      case 'ObjectId':
        out.head(0x07, key);
        out.need(12);
        out.at += value.serializeInto(out.bytes, out.at);
        break;
      case 'Long':
      case 'Timestamp':
        out.head(type === 'Long' ? 0x12 : 0x11, key);
        out.int32(value.low);
        out.int32(value.high);
        break;
      case 'Decimal128':
        out.head(0x13, key);
        out.raw(value.bytes);
        break;
      case 'Double':
        out.head(0x01, key);
        out.double(value.value);
        break;
      case 'Int32':
        out.head(0x10, key);
        out.int32(Number(value.valueOf()));
        break;
      case 'Binary':
        this.binary(key, value);
        break;
      case 'Code':
        this.code(key, value, ignoreUndefined);
        break;
      case 'DBRef':
        out.head(0x03, key);
        this.reference(value);
        break;
      case 'BSONRegExp':
        out.head(0x0b, key);
        out.cstring(value.pattern);
        out.cstring(value.options.split('').sort().join(''));
        break;
      case 'BSONSymbol':
        out.head(0x0e, key);
        out.string(value.value);
        break;
      case 'MinKey':
        out.head(0xff, key);
        break;
      case 'MaxKey':
        out.head(0x7f, key);
        break;
      default:
        throw new BSONError(`Unrecognized or invalid _bsontype: ${String(value._bsontype)}`);
    }
  }

  binary(key, value) {
    const out = this.out;
    const nested = value.sub_type === 2;
    if (value.sub_type === 9) vectors.validate(value);
    out.head(0x05, key);
    out.int32(value.position + (nested ? 4 : 0));
    out.byte(value.sub_type);
    if (nested) out.int32(value.position);
    out.raw(value.buffer.subarray(0, value.position));
  }

  code(key, value, ignoreUndefined) {
    const out = this.out;
    if (value.scope && typeof value.scope === 'object') {
      out.head(0x0f, key);
      const start = out.at;
      out.int32(0);
      out.string(value.code);
      this.document(value.scope, ignoreUndefined);
      out.putInt32(start, out.at - start);
    } else {
      out.head(0x0d, key);
      out.string(value.code.toString());
    }
  }

  reference(value) {
    const database = value.db == null ? null : { $db: value.db };
    const checkKeys = this.checkKeys;
    this.checkKeys = false;
    this.document({ $ref: value.collection, $id: value.oid, ...database, ...value.fields }, true);
    this.checkKeys = checkKeys;
  }
}

function requireDocument(object) {
  if (Array.isArray(object)) throw new BSONError('serialize does not support an array as the root input');
  if (typeof object !== 'object') throw new BSONError('serialize does not support non-object as the root input');
  if (typeof object._bsontype === 'string') throw new BSONError('BSON types cannot be serialized as a document');
  if (object instanceof Date || object instanceof RegExp || object instanceof Uint8Array
    || object instanceof ArrayBuffer) {
    throw new BSONError('date, regexp, typedarray, and arraybuffer cannot be BSON documents');
  }
}

const shared = new Writer();

/**
 * Writes a document and hands the bytes to `use(bytes, length)`; they are valid during that call only. The first
 * `reserved` of them are left to the caller. `tail` is more fields of the document, in bytes.
 */
function write(object, options, use, reserved = 0, tail = undefined) {
  const writer = shared.busy ? new Writer() : shared;
  writer.busy = true;
  writer.at = reserved;
  try {
    if (object == null) {
      writer.int32(5);
      writer.byte(0);
    } else {
      requireDocument(object);
      new Serializer(writer, options).document(object, options.ignoreUndefined !== false);
      if (tail !== undefined) {
        writer.at--;
        writer.raw(tail);
        writer.byte(0);
        writer.putInt32(reserved, writer.at - reserved);
      }
    }
    return use(writer.bytes, writer.at);
  } finally {
    writer.busy = false;
  }
}

module.exports = { Encoded, write };
