'use strict';

const { Buffer } = require('buffer');
const { randomUUID } = require('crypto');
const dialect = require('./dialect');
const { BSONError } = require('./errors');
const { BSONValue, extend, kind, shownAs } = require('./value');
const vectors = require('./vectors');

/** How many hexadecimal digits stand between the dashes of a UUID. */
const GROUPS = [8, 4, 4, 4, 12];
const DASHED = new RegExp(`^${GROUPS.map(digits => `[0-9A-F]{${digits}}`).join('-')}$`, 'i');
const PLAIN = new RegExp('^[0-9A-F]{32}$', 'i');
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
    const empty = buffer == null;
    if (empty) this.buffer = Buffer.alloc(Binary.BUFFER_SIZE);
    else this.buffer = Array.isArray(buffer) ? Buffer.from(buffer) : localBytes(buffer);
    this.position = empty ? 0 : this.buffer.byteLength;
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
    const size = length > 0 ? length : this.position;
    return this.buffer.subarray(position, Math.min(position + size, this.position));
  }

  value() {
    const { buffer, position } = this;
    return buffer.length === position ? buffer : buffer.subarray(0, position);
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
    return vectors.wrap(Binary, vectors.TYPES.Int8, 0, localBytes(array));
  }

  static fromFloat32Array(array) {
    return vectors.wrap(Binary, vectors.TYPES.Float32, 0, localBytes(array));
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
    let from = 0;
    return includeDashes ? GROUPS.map(digits => hex.slice(from, from += digits)).join('-') : hex;
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
    const that = other instanceof UUID ? other : read(other);
    return that !== null && that.toHexString() === this.toHexString();
  }

  toBinary() {
    return new Binary(this.id, Binary.SUBTYPE_UUID);
  }

  static generate() {
    return Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
  }

  static isValid(input) {
    if (typeof input === 'string') return UUID.isValidUUIDString(input);
    if (input instanceof Uint8Array) return input.byteLength === 16;
    const { _bsontype: type, sub_type: subType, buffer } = input || {};
    return input ? type === 'Binary' && subType === Binary.SUBTYPE_UUID && buffer.byteLength === 16 : false;
  }

  static isValidUUIDString(text) {
    return [PLAIN, DASHED].some(form => form.test(text));
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

/** The UUID that a value stands for, or null. */
function read(value) {
  try {
    return new UUID(value);
  } catch {
    return null;
  }
}

kind(Binary, 'Binary', (binary, show) => {
  return `Binary.createFromBase64(${show(binary.toJSON())}, ${show(binary.sub_type)})`;
});
extend(UUID.prototype, shownAs((uuid, show) => `new UUID(${show(uuid.toHexString())})`));

module.exports = { Binary, UUID };
