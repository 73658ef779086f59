'use strict';

const { BSONError } = require('./errors');
const { BSONValue, plainInspect } = require('./value');

/** npm bson's `Double`: a number stored as a double even if it is whole. */
class Double extends BSONValue {
  value;

  constructor(value) {
    super();
    this.value = +(value instanceof Number ? value.valueOf() : value);
  }

  get _bsontype() {
    return 'Double';
  }

  static fromString(text) {
    const number = Number(text);
    if (text === 'NaN') return new Double(NaN);
    if (text === 'Infinity' || text === '-Infinity') return new Double(number);
    if (!Number.isFinite(number)) throw new BSONError(`Input: ${text} is not representable as a Double`);
    if (text.trim() !== text) throw new BSONError(`Input: '${text}' contains whitespace`);
    if (text === '') throw new BSONError('Input is an empty string');
    if (/[^-0-9.+eE]/.test(text)) {
      throw new BSONError(`Input: '${text}' is not in decimal or exponential notation`);
    }
    return new Double(number);
  }

  static fromExtendedJSON(document, options) {
    const value = parseFloat(document.$numberDouble);
    return options?.relaxed ? value : new Double(value);
  }

  valueOf() {
    return this.value;
  }

  toJSON() {
    return this.value;
  }

  toString(radix) {
    return this.value.toString(radix);
  }

  toExtendedJSON(options) {
    if (options && (options.legacy || (options.relaxed && Number.isFinite(this.value)))) return this.value;
    if (Object.is(this.value, -0)) return { $numberDouble: '-0.0' };
    return { $numberDouble: Number.isInteger(this.value) ? this.value.toFixed(1) : this.value.toString() };
  }

  inspect(depth, options, inspect = plainInspect) {
    return `new Double(${inspect(this.value, options)})`;
  }
}

/** npm bson's `Int32`. */
class Int32 extends BSONValue {
  value;

  constructor(value) {
    super();
    this.value = +(value instanceof Number ? value.valueOf() : value) | 0;
  }

  get _bsontype() {
    return 'Int32';
  }

  static fromString(text) {
    const cleaned = text.replace(/^\+/, '').replace(/^(-?)0+(?=\d)/, '$1');
    const number = Number(text);
    if (number > 0x7fffffff || number < -0x80000000) {
      throw new BSONError(`Input: '${text}' is larger than the maximum value for Int32`);
    }
    if (!Number.isSafeInteger(number)) throw new BSONError(`Input: '${text}' is not a safe integer`);
    if (number.toString() !== cleaned) throw new BSONError(`Input: '${text}' is not a valid Int32 string`);
    return new Int32(number);
  }

  static fromExtendedJSON(document, options) {
    const value = parseInt(document.$numberInt, 10);
    return options?.relaxed ? value : new Int32(value);
  }

  valueOf() {
    return this.value;
  }

  toJSON() {
    return this.value;
  }

  toString(radix) {
    return this.value.toString(radix);
  }

  toExtendedJSON(options) {
    return options && (options.relaxed || options.legacy) ? this.value : { $numberInt: this.value.toString() };
  }

  inspect(depth, options, inspect = plainInspect) {
    return `new Int32(${inspect(this.value, options)})`;
  }
}

module.exports = { Double, Int32 };
