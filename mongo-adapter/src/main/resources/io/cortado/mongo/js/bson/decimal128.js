'use strict';

const { Buffer } = require('buffer');
const { BSONError } = require('./errors');
const { BSONValue, kind } = require('./value');

const java = binding.decimals();

/** The bytes of the number in a text. */
function parse(text, rounding) {
  const problem = java.read(text, rounding);
  if (problem !== null) throw new BSONError(problem);
  const bytes = Buffer.alloc(16);
  const words = new DataView(bytes.buffer, bytes.byteOffset, 16);
  for (let i = 0; i < 4; i++) words.setInt32(4 * i, java.word(i), true);
  return bytes;
}

function format(bytes) {
  const words = new DataView(bytes.buffer, bytes.byteOffset, 16);
  return java.text(words.getInt32(0, true), words.getInt32(4, true), words.getInt32(8, true), words.getInt32(12, true));
}

/** npm bson's `Decimal128`: IEEE 754-2008 decimal, kept as its sixteen bytes. */
class Decimal128 extends BSONValue {
  bytes;

  constructor(bytes) {
    super();
    if (typeof bytes === 'string') {
      this.bytes = parse(bytes, false);
    } else if (bytes instanceof Uint8Array) {
      if (bytes.byteLength !== 16) throw new BSONError('Decimal128 must take a Buffer of 16 bytes');
      this.bytes = bytes;
    } else {
      throw new BSONError('Decimal128 must take a Buffer or string');
    }
  }

  static fromString(text) {
    return new Decimal128(parse(text, false));
  }

  static fromStringWithRounding(text) {
    return new Decimal128(parse(text, true));
  }

  static fromExtendedJSON(document) {
    return Decimal128.fromString(document.$numberDecimal);
  }

  toString() {
    return format(this.bytes);
  }

  toJSON() {
    return { $numberDecimal: this.toString() };
  }

  toExtendedJSON() {
    return { $numberDecimal: this.toString() };
  }
}

kind(Decimal128, 'Decimal128', (decimal, show) => `new Decimal128(${show(decimal.toString())})`);

module.exports = { Decimal128 };
