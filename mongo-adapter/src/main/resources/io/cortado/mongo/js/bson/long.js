'use strict';

const dialect = require('./dialect');
const { BSONError } = require('./errors');
const { BSONValue, plainInspect } = require('./value');

const TWO_32 = 0x100000000;
const MIN_SIGNED = -(2n ** 63n);
const MAX_SIGNED = 2n ** 63n - 1n;
const MAX_UNSIGNED = 2n ** 64n - 1n;

const [FIRST, SECOND] = dialect.major === 6 ? ['low', 'high'] : ['high', 'low'];

/** npm bson's `Long`: a 64-bit integer as two 32-bit halves. Arithmetic wraps around, as in Java. */
class Long extends BSONValue {
  // The order of these fields is the order in which JSON shows them.
  [FIRST];
  [SECOND];
  unsigned;

  constructor(lowOrValue = 0, highOrUnsigned, unsigned) {
    super();
    const isUnsigned = Boolean(typeof highOrUnsigned === 'boolean' ? highOrUnsigned : unsigned);
    const high = typeof highOrUnsigned === 'number' ? highOrUnsigned : 0;
    if (typeof lowOrValue === 'string' || typeof lowOrValue === 'bigint') {
      const from = Long.fromValue(lowOrValue, isUnsigned);
      this.low = from.low;
      this.high = from.high;
    } else {
      this.low = lowOrValue | 0;
      this.high = high | 0;
    }
    this.unsigned = isUnsigned;
  }

  get _bsontype() {
    return 'Long';
  }

  get __isLong__() {
    return true;
  }

  static fromBits(low, high, unsigned) {
    return new Long(low, high, unsigned);
  }

  static fromInt(value, unsigned) {
    return unsigned ? new Long(value | 0, 0, true) : new Long(value | 0, value < 0 ? -1 : 0, false);
  }

  static fromNumber(value, unsigned) {
    if (Number.isNaN(value)) return unsigned ? Long.UZERO : Long.ZERO;
    if (unsigned) {
      if (value < 0) return Long.UZERO;
      if (value >= 2 ** 64) return Long.MAX_UNSIGNED_VALUE;
    } else {
      if (value <= -(2 ** 63)) return Long.MIN_VALUE;
      if (value + 1 >= 2 ** 63) return Long.MAX_VALUE;
    }
    const whole = Math.trunc(value);
    if (whole < 0) return Long.fromNumber(-whole, unsigned).negate();
    return new Long(whole % TWO_32 | 0, (whole / TWO_32) | 0, unsigned);
  }

  static fromBigInt(value, unsigned) {
    const bits = BigInt.asUintN(64, value);
    return new Long(Number(bits & 0xffffffffn) | 0, Number(bits >> 32n) | 0, Boolean(unsigned));
  }

  static fromString(text, unsignedOrRadix, radix) {
    const unsigned = typeof unsignedOrRadix === 'boolean' && unsignedOrRadix;
    const base = typeof unsignedOrRadix === 'number' ? unsignedOrRadix : radix ?? 10;
    if (text === 'NaN' && base < 24) return unsigned ? Long.UZERO : Long.ZERO;
    if (/^[+-]?Infinity$/.test(text) && base < 35) return unsigned ? Long.UZERO : Long.ZERO;
    return Long.fromBigInt(digits(text, base), unsigned);
  }

  static fromStringStrict(text, unsignedOrRadix, radix) {
    const unsigned = typeof unsignedOrRadix === 'boolean' && unsignedOrRadix;
    const base = typeof unsignedOrRadix === 'number' ? unsignedOrRadix : radix ?? 10;
    if (text.trim() !== text) {
      throw new BSONError(`Input: '${text}' contains leading and/or trailing whitespace`);
    }
    const valid = '0123456789abcdefghijklmnopqrstuvwxyz'.slice(0, base);
    if (new RegExp(`[^-+${valid}]`, 'i').test(text)) {
      throw new BSONError(`Input: '${text}' contains invalid characters for radix: ${base}`);
    }
    const value = digits(text, base);
    const fits = unsigned ? value >= 0n && value <= MAX_UNSIGNED : value >= MIN_SIGNED && value <= MAX_SIGNED;
    if (!fits) {
      const kind = unsigned ? 'an unsigned' : 'a signed';
      throw new BSONError(`Input: ${text} is not representable as ${kind} 64-bit Long with radix: ${base}`);
    }
    return Long.fromBigInt(value, unsigned);
  }

  static fromBytes(bytes, unsigned, littleEndian) {
    return littleEndian ? Long.fromBytesLE(bytes, unsigned) : Long.fromBytesBE(bytes, unsigned);
  }

  static fromBytesLE(b, unsigned) {
    return new Long(b[0] | (b[1] << 8) | (b[2] << 16) | (b[3] << 24),
      b[4] | (b[5] << 8) | (b[6] << 16) | (b[7] << 24), unsigned);
  }

  static fromBytesBE(b, unsigned) {
    return Long.fromBytesLE(Array.from(b).reverse(), unsigned);
  }

  static isLong(value) {
    return value != null && typeof value === 'object' && value.__isLong__ === true;
  }

  static fromValue(value, unsigned) {
    if (typeof value === 'number') return Long.fromNumber(value, unsigned);
    if (typeof value === 'string') return Long.fromString(value, unsigned);
    if (typeof value === 'bigint') return Long.fromBigInt(value, unsigned);
    return Long.fromBits(value.low, value.high, typeof unsigned === 'boolean' ? unsigned : value.unsigned);
  }

  static fromExtendedJSON(document, options) {
    const { useBigInt64 = false, relaxed = true } = { ...options };
    if (document.$numberLong.length > 20) throw new BSONError('$numberLong string is too long');
    if (!/^(?:0|-?[1-9][0-9]*)$/.test(document.$numberLong)) {
      throw new BSONError(`$numberLong string "${document.$numberLong}" is in an invalid format`);
    }
    if (useBigInt64) return BigInt.asIntN(64, BigInt(document.$numberLong));
    const value = Long.fromString(document.$numberLong);
    return relaxed ? value.toNumber() : value;
  }

  toBigInt() {
    const bits = (BigInt(this.high >>> 0) << 32n) | BigInt(this.low >>> 0);
    return this.unsigned ? bits : BigInt.asIntN(64, bits);
  }

  toNumber() {
    return (this.unsigned ? this.high >>> 0 : this.high) * TWO_32 + (this.low >>> 0);
  }

  toInt() {
    return this.unsigned ? this.low >>> 0 : this.low;
  }

  toString(radix = 10) {
    if (radix < 2 || radix > 36) throw new BSONError('radix');
    return this.toBigInt().toString(radix);
  }

  toBytes(littleEndian) {
    return littleEndian ? this.toBytesLE() : this.toBytesBE();
  }

  toBytesLE() {
    return [this.low, this.high].flatMap(half => [0, 8, 16, 24].map(shift => (half >>> shift) & 255));
  }

  toBytesBE() {
    return this.toBytesLE().reverse();
  }

  toSigned() {
    return this.unsigned ? Long.fromBits(this.low, this.high, false) : this;
  }

  toUnsigned() {
    return this.unsigned ? this : Long.fromBits(this.low, this.high, true);
  }

  compare(other) {
    const that = longOf(other);
    if (this.low === that.low && this.high === that.high) return 0;
    const a = this.toBigInt();
    const b = this.unsigned ? that.toUnsigned().toBigInt() : that.toBigInt();
    return a < b ? -1 : Number(a > b);
  }

  equals(other) {
    const that = longOf(other);
    if (this.unsigned !== that.unsigned && this.high >>> 31 === 1 && that.high >>> 31 === 1) return false;
    return this.high === that.high && this.low === that.low;
  }

  divide(divisor) {
    return this.#arithmetic(divisor, (a, b) => {
      if (b === 0n) throw new BSONError('division by zero');
      return a / b;
    });
  }

  modulo(divisor) {
    return this.#arithmetic(divisor, (a, b) => {
      if (b === 0n) throw new BSONError('division by zero');
      return a % b;
    });
  }

  #arithmetic(other, operation) {
    const that = longOf(other);
    const b = this.unsigned ? that.toUnsigned().toBigInt() : that.toBigInt();
    return Long.fromBigInt(operation(this.toBigInt(), b), this.unsigned);
  }

  add(other) {
    return this.#arithmetic(other, (a, b) => a + b);
  }

  subtract(other) {
    return this.#arithmetic(other, (a, b) => a - b);
  }

  multiply(other) {
    return this.#arithmetic(other, (a, b) => a * b);
  }

  and(other) {
    return this.#arithmetic(other, (a, b) => a & b);
  }

  or(other) {
    return this.#arithmetic(other, (a, b) => a | b);
  }

  xor(other) {
    return this.#arithmetic(other, (a, b) => a ^ b);
  }

  not() {
    return Long.fromBits(~this.low, ~this.high, this.unsigned);
  }

  negate() {
    return Long.fromBigInt(-this.toBigInt(), this.unsigned);
  }

  shiftLeft(bits) {
    return Long.fromBigInt(this.toBigInt() << BigInt(Number(bits) & 63), this.unsigned);
  }

  shiftRight(bits) {
    return Long.fromBigInt(this.toBigInt() >> BigInt(Number(bits) & 63), this.unsigned);
  }

  shiftRightUnsigned(bits) {
    return Long.fromBigInt(this.toUnsigned().toBigInt() >> BigInt(Number(bits) & 63), this.unsigned);
  }

  getHighBits() {
    return this.high;
  }

  getHighBitsUnsigned() {
    return this.high >>> 0;
  }

  getLowBits() {
    return this.low;
  }

  getLowBitsUnsigned() {
    return this.low >>> 0;
  }

  getNumBitsAbs() {
    const value = this.toBigInt();
    return value === 0n ? 1 : (value < 0n ? -value : value).toString(2).length;
  }

  isZero() {
    return this.high === 0 && this.low === 0;
  }

  isNegative() {
    return !this.unsigned && this.high < 0;
  }

  isPositive() {
    return this.unsigned || this.high >= 0;
  }

  isOdd() {
    return (this.low & 1) === 1;
  }

  isEven() {
    return (this.low & 1) === 0;
  }

  notEquals(other) {
    return !this.equals(other);
  }

  greaterThan(other) {
    return this.compare(other) > 0;
  }

  greaterThanOrEqual(other) {
    return this.compare(other) >= 0;
  }

  lessThan(other) {
    return this.compare(other) < 0;
  }

  lessThanOrEqual(other) {
    return this.compare(other) <= 0;
  }

  toExtendedJSON(options) {
    return options?.relaxed ? this.toNumber() : { $numberLong: this.toString() };
  }

  inspect(depth, options, inspect = plainInspect) {
    const unsigned = this.unsigned ? `, ${inspect(this.unsigned, options)}` : '';
    return `new Long(${inspect(this.toString(), options)}${unsigned})`;
  }
}

function longOf(value) {
  return Long.isLong(value) ? value : Long.fromValue(value);
}

function digits(text, radix) {
  if (text.length === 0) throw new BSONError('empty string');
  if (radix < 2 || radix > 36) throw new BSONError('radix');
  const negative = text.startsWith('-');
  const body = text.replace(/^[+-]/, '').toLowerCase();
  if (body.includes('-')) throw new BSONError('interior hyphen');
  let value = 0n;
  for (const character of body) {
    const digit = parseInt(character, radix);
    if (Number.isNaN(digit)) break;
    value = value * BigInt(radix) + BigInt(digit);
  }
  return negative ? -value : value;
}

const ALIASES = {
  add: [], subtract: ['sub'], multiply: ['mul'], divide: ['div'], modulo: ['mod', 'rem'], negate: ['neg'],
  equals: ['eq'], notEquals: ['neq', 'ne'], compare: ['comp'], greaterThan: ['gt'], lessThan: ['lt'],
  greaterThanOrEqual: ['gte', 'ge'], lessThanOrEqual: ['lte', 'le'], isZero: ['eqz'], shiftLeft: ['shl'],
  shiftRight: ['shr'], shiftRightUnsigned: ['shr_u', 'shru'],
};
for (const [name, aliases] of Object.entries(ALIASES)) {
  for (const alias of aliases) {
    Object.defineProperty(Long.prototype, alias, { value: Long.prototype[name], writable: true, configurable: true });
  }
}

Long.ZERO = Long.fromInt(0);
Long.UZERO = Long.fromInt(0, true);
Long.ONE = Long.fromInt(1);
Long.UONE = Long.fromInt(1, true);
Long.NEG_ONE = Long.fromInt(-1);
Long.MAX_VALUE = Long.fromBits(-1, 0x7fffffff, false);
Long.MIN_VALUE = Long.fromBits(0, -0x80000000, false);
Long.MAX_UNSIGNED_VALUE = Long.fromBits(-1, -1, true);
Long.TWO_PWR_24 = Long.fromInt(1 << 24);

module.exports = { Long };
