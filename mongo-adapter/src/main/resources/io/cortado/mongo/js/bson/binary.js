'use strict';

const { Buffer } = require('buffer');
const { randomBytes } = require('crypto');
const dialect = require('./dialect');
const { BSONError } = require('./errors');
const { BSONValue, plainInspect } = require('./value');
const vectors = require('./vectors');

const DASHED = /^[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}$/i;
const PLAIN = /^[0-9A-F]{32}$/i;
const BAD_UUID = 'Argument passed in UUID constructor must be a UUID, a 16 byte Buffer or a 32/36 character hex string '
  + '(dashes excluded/included, format: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).';

function localBytes(value) {
  if (Buffer.isBuffer(value)) return value;
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  const tag = value?.[Symbol.toStringTag];
  if (tag === 'ArrayBuffer' || tag === 'SharedArrayBuffer') return Buffer.from(value);
  throw new BSONError('Cannot create Buffer from the passed potentialBuffer.');
}

const [FIRST, SECOND] = dialect.major === 6 ? ['sub_type', 'buffer'] : ['buffer', 'sub_type'];

/** npm bson's `Binary`: bytes with a subtype. */
class Binary extends BSONValue {
  // The order of these fields is the order in which they are listed.
  [FIRST];
  [SECOND];
  position;

  constructor(buffer, subType) {
    super();
    if (typeof buffer === 'string') {
      throw new BSONError('Binary can only be constructed from Uint8Array or number[]');
    }
    this.sub_type = (subType ?? Binary.BSON_BINARY_SUBTYPE_DEFAULT) & 0xff;
    if (buffer == null) {
      this.buffer = Buffer.alloc(Binary.BUFFER_SIZE);
      this.position = 0;
    } else {
      this.buffer = Array.isArray(buffer) ? Buffer.from(buffer) : localBytes(buffer);
      this.position = this.buffer.byteLength;
    }
  }

  get _bsontype() {
    return 'Binary';
  }

  put(value) {
    if (typeof value === 'string' && value.length !== 1) throw new BSONError('only accepts single character String');
    if (typeof value !== 'number' && value.length !== 1) {
      throw new BSONError('only accepts single character Uint8Array or Array');
    }
    const byte = typeof value === 'number' ? value : typeof value === 'string' ? value.charCodeAt(0) : value[0];
    if (byte < 0 || byte > 255) throw new BSONError('only accepts number in a valid unsigned byte range 0-255');
    this.#reserve(this.position + 1, Binary.BUFFER_SIZE + this.buffer.length);
    this.buffer[this.position++] = byte;
  }

  write(sequence, offset = this.position) {
    if (typeof sequence === 'string') throw new BSONError('input cannot be string');
    this.#reserve(offset + sequence.length, this.buffer.byteLength + sequence.length);
    if (ArrayBuffer.isView(sequence)) {
      this.buffer.set(localBytes(sequence), offset);
      this.position = Math.max(this.position, offset + sequence.byteLength);
    }
  }

  #reserve(needed, size) {
    if (this.buffer.byteLength >= needed) return;
    const grown = Buffer.alloc(size);
    grown.set(this.buffer, 0);
    this.buffer = grown;
  }

  read(position, length) {
    const end = position + (length && length > 0 ? length : this.position);
    return this.buffer.subarray(position, Math.min(end, this.position));
  }

  value() {
    return this.buffer.length === this.position ? this.buffer : this.buffer.subarray(0, this.position);
  }

  length() {
    return this.position;
  }

  #bytes() {
    return localBytes(this.buffer.subarray(0, this.position));
  }

  toJSON() {
    return this.#bytes().toString('base64');
  }

  toString(encoding) {
    return this.#bytes().toString(encoding === 'hex' || encoding === 'base64' ? encoding : 'utf8');
  }

  toExtendedJSON(options) {
    if (this.sub_type === Binary.SUBTYPE_VECTOR) vectors.validate(this);
    const base64 = localBytes(this.buffer).toString('base64');
    const subType = this.sub_type.toString(16).padStart(2, '0');
    return options?.legacy ? { $binary: base64, $type: subType } : { $binary: { base64, subType } };
  }

  toUUID() {
    if (this.sub_type === Binary.SUBTYPE_UUID) return new UUID(this.buffer.subarray(0, this.position));
    throw new BSONError(`Binary sub_type "${this.sub_type}" (${typeof this.sub_type}) is not supported for converting `
      + 'to UUID. Only 0x04 is currently supported.');
  }

  inspect(depth, options, inspect = plainInspect) {
    return `Binary.createFromBase64(${inspect(this.toJSON(), options)}, ${inspect(this.sub_type, options)})`;
  }

  toInt8Array() {
    return vectors.toInt8Array(this);
  }

  toFloat32Array() {
    return vectors.toFloat32Array(this);
  }

  toPackedBits() {
    return vectors.toPackedBits(this);
  }

  toBits() {
    return vectors.toBits(this);
  }

  static fromInt8Array(array) {
    return vectors.wrap(Binary, vectors.TYPES.Int8, 0, new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  }

  static fromFloat32Array(array) {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    return vectors.wrap(Binary, vectors.TYPES.Float32, 0, bytes);
  }

  static fromPackedBits(array, padding = 0) {
    return vectors.wrap(Binary, vectors.TYPES.PackedBit, padding, array);
  }

  static fromBits(bits) {
    return vectors.fromBits(Binary, bits);
  }

  static createFromHexString(hex, subType) {
    return new Binary(Buffer.from(hex, 'hex'), subType);
  }

  static createFromBase64(base64, subType) {
    return new Binary(Buffer.from(base64, 'base64'), subType);
  }

  static fromExtendedJSON(document, options) {
    let data;
    let type = 0;
    if ('$binary' in document) {
      if (options?.legacy && typeof document.$binary === 'string' && '$type' in document) {
        type = document.$type ? parseInt(document.$type, 16) : 0;
        data = Buffer.from(document.$binary, 'base64');
      } else if (typeof document.$binary !== 'string') {
        type = document.$binary.subType ? parseInt(document.$binary.subType, 16) : 0;
        data = Buffer.from(document.$binary.base64, 'base64');
      }
    } else if ('$uuid' in document) {
      type = Binary.SUBTYPE_UUID;
      data = UUID.bytesFromString(document.$uuid);
    }
    if (!data) throw new BSONError(`Unexpected Binary Extended JSON format ${JSON.stringify(document)}`);
    return type === Binary.SUBTYPE_UUID ? new UUID(data) : new Binary(data, type);
  }
}

Object.assign(Binary, {
  BSON_BINARY_SUBTYPE_DEFAULT: 0,
  BUFFER_SIZE: 256,
  SUBTYPE_DEFAULT: 0,
  SUBTYPE_FUNCTION: 1,
  SUBTYPE_BYTE_ARRAY: 2,
  SUBTYPE_UUID_OLD: 3,
  SUBTYPE_UUID: 4,
  SUBTYPE_MD5: 5,
  SUBTYPE_ENCRYPTED: 6,
  SUBTYPE_COLUMN: 7,
  SUBTYPE_SENSITIVE: 8,
  SUBTYPE_VECTOR: 9,
  SUBTYPE_USER_DEFINED: 128,
  VECTOR_TYPE: vectors.TYPES,
});

/** npm bson's `UUID`: a `Binary` of subtype 4. */
class UUID extends Binary {
  constructor(input) {
    let bytes;
    if (input == null) bytes = UUID.generate();
    else if (input instanceof UUID) bytes = Buffer.from(input.buffer);
    else if (ArrayBuffer.isView(input) && input.byteLength === 16) bytes = localBytes(input);
    else if (typeof input === 'string') bytes = UUID.bytesFromString(input);
    else throw new BSONError(BAD_UUID);
    super(bytes, 4);
  }

  get id() {
    return this.buffer;
  }

  set id(value) {
    this.buffer = value;
  }

  toHexString(includeDashes = true) {
    const hex = localBytes(this.buffer).toString('hex');
    if (!includeDashes) return hex;
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }

  toString(encoding) {
    if (encoding === 'hex') return this.toHexString(false);
    return encoding === 'base64' ? localBytes(this.buffer).toString('base64') : this.toHexString();
  }

  toJSON() {
    return this.toHexString();
  }

  equals(other) {
    if (!other) return false;
    try {
      const that = other instanceof UUID ? other : new UUID(other);
      return that.toHexString() === this.toHexString();
    } catch {
      return false;
    }
  }

  toBinary() {
    return new Binary(this.id, Binary.SUBTYPE_UUID);
  }

  inspect(depth, options, inspect = plainInspect) {
    return `new UUID(${inspect(this.toHexString(), options)})`;
  }

  static generate() {
    const bytes = randomBytes(16);
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    return bytes;
  }

  static isValid(input) {
    if (!input) return false;
    if (typeof input === 'string') return UUID.isValidUUIDString(input);
    if (input instanceof Uint8Array) return input.byteLength === 16;
    return input._bsontype === 'Binary' && input.sub_type === 4 && input.buffer.byteLength === 16;
  }

  static isValidUUIDString(text) {
    return PLAIN.test(text) || DASHED.test(text);
  }

  static bytesFromString(text) {
    if (!UUID.isValidUUIDString(text)) {
      throw new BSONError('UUID string representation must be 32 hex digits or canonical hyphenated representation');
    }
    return Buffer.from(text.replace(/-/g, ''), 'hex');
  }

  static createFromHexString(hex) {
    return new UUID(UUID.bytesFromString(hex));
  }

  static createFromBase64(base64) {
    return new UUID(Buffer.from(base64, 'base64'));
  }
}

module.exports = { Binary, UUID };
