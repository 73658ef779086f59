'use strict';

const { BSONError } = require('./errors');

/** The element types of a vector, the first byte of a `Binary` of subtype 9. */
const TYPES = Object.freeze({ Int8: 0x03, Float32: 0x27, PackedBit: 0x10 });
const VECTOR = 9;

/** Throws unless a vector's header fits its content. */
function validate(binary) {
  if (binary.sub_type !== VECTOR) return;
  const size = binary.position;
  const [type, padding] = binary.buffer;
  if ((type === TYPES.Float32 || type === TYPES.Int8) && padding !== 0) {
    throw new BSONError('Invalid Vector: padding must be zero for int8 and float32 vectors');
  }
  if (type === TYPES.Float32 && size > 2 && (size - 2) % 4 !== 0) {
    throw new BSONError('Invalid Vector: Float32 vector must contain a multiple of 4 bytes');
  }
  if (type === TYPES.PackedBit && padding !== 0 && size === 2) {
    throw new BSONError('Invalid Vector: padding must be zero for packed bit vectors that are empty');
  }
  if (type === TYPES.PackedBit && padding > 7) {
    throw new BSONError(`Invalid Vector: padding must be a value between 0 and 7. found: ${padding}`);
  }
}

function content(binary, type, name) {
  if (binary.sub_type !== VECTOR) throw new BSONError('Binary sub_type is not Vector');
  if (binary.buffer[0] !== type) throw new BSONError(`Binary datatype field is not ${name}`);
  validate(binary);
  const start = binary.buffer.byteOffset;
  return binary.buffer.buffer.slice(start + 2, start + binary.position);
}

function toInt8Array(binary) {
  return new Int8Array(content(binary, TYPES.Int8, 'Int8'));
}

function toFloat32Array(binary) {
  return new Float32Array(content(binary, TYPES.Float32, 'Float32'));
}

function toPackedBits(binary) {
  return new Uint8Array(content(binary, TYPES.PackedBit, 'packed bit'));
}

function toBits(binary) {
  const packed = toPackedBits(binary);
  const bits = new Int8Array(packed.length * 8 - binary.buffer[1]);
  for (let i = 0; i < bits.length; i++) bits[i] = (packed[i >> 3] >> (7 - (i % 8))) & 1;
  return bits;
}

/** A `Binary` of subtype 9 around some bytes. */
function wrap(Binary, type, padding, bytes) {
  const all = new Uint8Array(bytes.length + 2);
  all[0] = type;
  all[1] = padding;
  all.set(bytes, 2);
  const binary = new Binary(all, VECTOR);
  validate(binary);
  return binary;
}

function fromBits(Binary, bits) {
  const bytes = new Uint8Array((bits.length + 7) >>> 3);
  for (let i = 0; i < bits.length; i++) {
    if (bits[i] !== 0 && bits[i] !== 1) {
      throw new BSONError(`Invalid bit value at ${i}: must be 0 or 1, found ${bits[i]}`);
    }
    bytes[i >>> 3] |= bits[i] << (7 - (i % 8));
  }
  return wrap(Binary, TYPES.PackedBit, (8 - (bits.length % 8)) % 8, bytes);
}

module.exports = { TYPES, validate, toInt8Array, toFloat32Array, toPackedBits, toBits, wrap, fromBits };
