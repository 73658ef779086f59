'use strict';

const dialect = require('./dialect');
const { BSONError } = require('./errors');
const { BSONValue, extend, kind } = require('./value');

const java = binding.int64();
const TWO_32 = 2 ** 32;
const CANONICAL = /^(?:0|-?[1-9][0-9]*)$/;
/** Texts that are numbers elsewhere, and the radix from which their letters are digits. */
const WORDS = { NaN: 24, Infinity: 35, '+Infinity': 35, '-Infinity': 35 };

const [FIRST, SECOND] = dialect.major === 6 ? ['low', 'high'] : ['high', 'low'];

/** npm bson's `Long`: a 64-bit integer as two 32-bit halves. Arithmetic wraps around and is Java's. */
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

  get __isLong__() {
    return true;
  }

  static fromBits(low, high, unsigned) {
    return new Long(low, high, unsigned);
  }

  static fromInt(value, unsigned) {
    const low = value | 0;
    return new Long(low, low >> 31, Boolean(unsigned));
  }

  static fromNumber(value, unsigned) {
    const whole = Math.trunc(value);
    if (Number.isNaN(whole)) return unsigned ? Long.UZERO : Long.ZERO;
    if (whole < (unsigned ? 0 : -(2 ** 63))) return unsigned ? Long.UZERO : Long.MIN_VALUE;
    if (whole >= (unsigned ? 2 ** 64 : 2 ** 63)) return unsigned ? Long.MAX_UNSIGNED_VALUE : Long.MAX_VALUE;
    const high = Math.floor(whole / TWO_32);
    return new Long(whole - high * TWO_32, high, unsigned);
  }

  static fromBigInt(value, unsigned) {
    return new Long(Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n)), Boolean(unsigned));
  }

  static fromString(text, unsignedOrRadix, radix) {
    const { unsigned, base } = manner(unsignedOrRadix, radix);
    if (Object.hasOwn(WORDS, text) && base < WORDS[text]) return unsigned ? Long.UZERO : Long.ZERO;
    return taken(java.read(text, base), unsigned);
  }

  static fromStringStrict(text, unsignedOrRadix, radix) {
    const { unsigned, base } = manner(unsignedOrRadix, radix);
    if (text.trim() === text) return taken(java.readStrictly(text, base, unsigned), unsigned);
    throw new BSONError(`Input: '${text}' contains leading and/or trailing whitespace`);
  }

  static fromBytes(bytes, unsigned, littleEndian) {
    return Long[littleEndian ? 'fromBytesLE' : 'fromBytesBE'](bytes, unsigned);
  }

  static fromBytesLE(bytes, unsigned) {
    return new Long(half(bytes, 0), half(bytes, 4), unsigned);
  }

  static fromBytesBE(bytes, unsigned) {
    return Long.fromBytesLE(Array.from(bytes).reverse(), unsigned);
  }

  static isLong(value) {
    return value != null && typeof value === 'object' && value.__isLong__ === true;
  }

  static fromValue(value, unsigned) {
    switch (typeof value) {
      case 'number': return Long.fromNumber(value, unsigned);
      case 'string': return Long.fromString(value, unsigned);
      case 'bigint': return Long.fromBigInt(value, unsigned);
      default: return new Long(value.low, value.high, typeof unsigned === 'boolean' ? unsigned : value.unsigned);
    }
  }

  static fromExtendedJSON({ $numberLong: text }, options) {
    if (text.length > 20) throw new BSONError('$numberLong string is too long');
    if (!CANONICAL.test(text)) throw new BSONError(`$numberLong string "${text}" is in an invalid format`);
    if (options?.useBigInt64) return BigInt.asIntN(64, BigInt(text));
    const value = Long.fromString(text);
    return options?.relaxed ?? true ? value.toNumber() : value;
  }

  toBigInt() {
    const bits = (BigInt(this.high) << 32n) | BigInt(this.low >>> 0);
    return this.unsigned ? BigInt.asUintN(64, bits) : bits;
  }

  toNumber() {
    const { high, low, unsigned } = this;
    return (low >>> 0) + TWO_32 * (unsigned ? high >>> 0 : high);
  }

  toInt() {
    return this.unsigned ? this.low >>> 0 : this.low;
  }

  toString(radix) {
    const base = radix || 10;
    if (base < 2 || base > 36) throw new BSONError('radix');
    const number = this.toNumber();
    if (Number.isSafeInteger(number)) return number.toString(base);
    return java.text(this.low, this.high, this.unsigned, base);
  }

  toBytes(littleEndian) {
    return littleEndian ? this.toBytesLE() : this.toBytesBE();
  }

  toBytesLE() {
    return [this.low, this.high].flatMap(part => [0, 8, 16, 24].map(shift => (part >>> shift) & 255));
  }

  toBytesBE() {
    return this.toBytesLE().reverse();
  }

  toSigned() {
    return this.unsigned ? new Long(this.low, this.high, false) : this;
  }

  toUnsigned() {
    return this.unsigned ? this : new Long(this.low, this.high, true);
  }

  /** Which of two numbers is larger: by their signs first, then as numbers of the receiver's kind. */
  compare(other) {
    const that = longOf(other);
    const low = (this.low >>> 0) - (that.low >>> 0);
    const high = this.high - that.high;
    if (low === 0 && high === 0) return 0;
    const negative = !this.unsigned && this.high < 0;
    if (negative !== (!that.unsigned && that.high < 0)) return negative ? -1 : 1;
    if (this.unsigned) return Math.sign((this.high >>> 0) - (that.high >>> 0) || low);
    return (high - (low < 0) | 0) < 0 ? -1 : 1;
  }

  equals(other) {
    const that = longOf(other);
    const ambiguous = this.unsigned !== that.unsigned && (this.high & that.high) < 0;
    return !ambiguous && this.high === that.high && this.low === that.low;
  }

  add(other) {
    const { low, high } = longOf(other);
    const sum = (this.low >>> 0) + (low >>> 0);
    return new Long(sum, this.high + high + (sum >= TWO_32), this.unsigned);
  }

  subtract(other) {
    return this.add(longOf(other).negate());
  }

  multiply(other) {
    const { low, high } = longOf(other);
    return result(java.multiply(this.low, this.high, low, high), this);
  }

  divide(divisor) {
    const { low, high } = divisorOf(divisor);
    return result(java.divide(this.low, this.high, low, high, this.unsigned), this);
  }

  modulo(divisor) {
    const { low, high } = divisorOf(divisor);
    return result(java.modulo(this.low, this.high, low, high, this.unsigned), this);
  }

  and(other) {
    const { low, high } = longOf(other);
    return new Long(this.low & low, this.high & high, this.unsigned);
  }

  or(other) {
    const { low, high } = longOf(other);
    return new Long(this.low | low, this.high | high, this.unsigned);
  }

  xor(other) {
    const { low, high } = longOf(other);
    return new Long(this.low ^ low, this.high ^ high, this.unsigned);
  }

  not() {
    return new Long(~this.low, ~this.high, this.unsigned);
  }

  negate() {
    return new Long(-this.low, ~this.high + (this.low === 0), this.unsigned);
  }

  shiftLeft(bits) {
    return result(java.shiftLeft(this.low, this.high, distance(bits)), this);
  }

  shiftRight(bits) {
    return result(java.shiftRight(this.low, this.high, distance(bits)), this);
  }

  shiftRightUnsigned(bits) {
    return result(java.shiftRightUnsigned(this.low, this.high, distance(bits)), this);
  }

  getNumBitsAbs() {
    const { low, high } = this.isNegative() ? this.negate() : this;
    return high === 0 ? Math.max(1, 32 - Math.clz32(low)) : 64 - Math.clz32(high);
  }

  toExtendedJSON(options) {
    return options?.relaxed ? this.toNumber() : { $numberLong: this.toString() };
  }
}

/** Whether digits are of an unsigned number, and their radix, of arguments either of which may be left out. */
function manner(unsignedOrRadix, radix) {
  if (typeof unsignedOrRadix === 'number') return { unsigned: false, base: unsignedOrRadix };
  return { unsigned: Boolean(unsignedOrRadix), base: radix ?? 10 };
}

/** The number that Java has just read. */
function taken(problem, unsigned) {
  if (problem !== null) throw new BSONError(problem);
  return new Long(java.low(), java.high(), unsigned);
}

/** The number that Java has just calculated, of the same kind as another. */
function result(low, { unsigned }) {
  return new Long(low, java.high(), unsigned);
}

function half(bytes, at) {
  return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
}

function longOf(value) {
  return Long.isLong(value) ? value : Long.fromValue(value);
}

function divisorOf(value) {
  const divisor = longOf(value);
  if (divisor.isZero()) throw new BSONError('division by zero');
  return divisor;
}

function distance(bits) {
  return (Long.isLong(bits) ? bits.low : Number(bits)) & 63;
}

kind(Long, 'Long', (long, show) => {
  const digits = show(long.toString());
  return `new Long(${digits}${long.unsigned ? `, ${show(true)}` : ''})`;
});

/** Questions that are answered by the halves. */
const QUESTIONS = {
  getHighBits: long => long.high,
  getHighBitsUnsigned: long => long.high >>> 0,
  getLowBits: long => long.low,
  getLowBitsUnsigned: long => long.low >>> 0,
  isZero: long => long.high === 0 && long.low === 0,
  isNegative: long => !long.unsigned && long.high < 0,
  isPositive: long => long.unsigned || long.high >= 0,
  isOdd: long => (long.low & 1) === 1,
  isEven: long => (long.low & 1) === 0,
};
for (const [name, answer] of Object.entries(QUESTIONS)) {
  extend(Long.prototype, {
    [name]() {
      return answer(this);
    },
  });
}

const COMPARISONS = {
  notEquals: (long, other) => !long.equals(other),
  greaterThan: (long, other) => long.compare(other) > 0,
  greaterThanOrEqual: (long, other) => long.compare(other) >= 0,
  lessThan: (long, other) => long.compare(other) < 0,
  lessThanOrEqual: (long, other) => long.compare(other) <= 0,
};
for (const [name, holds] of Object.entries(COMPARISONS)) {
  extend(Long.prototype, {
    [name](other) {
      return holds(this, other);
    },
  });
}

const ALIASES = {
  subtract: ['sub'], multiply: ['mul'], divide: ['div'], modulo: ['mod', 'rem'], equals: ['eq'], notEquals: ['neq', 'ne'],
  compare: ['comp'], greaterThan: ['gt'], lessThan: ['lt'], greaterThanOrEqual: ['gte', 'ge'],
  lessThanOrEqual: ['lte', 'le'], shiftLeft: ['shl'], shiftRight: ['shr'], shiftRightUnsigned: ['shr_u', 'shru'],
};
for (const [name, aliases] of Object.entries(ALIASES)) {
  for (const alias of aliases) {
    extend(Long.prototype, {
      [alias](other) {
        return this[name](other);
      },
    });
  }
}

extend(Long.prototype, {
  eqz() {
    return this.isZero();
  },
  neg() {
    return this.negate();
  },
});

Object.assign(Long, {
  ZERO: Long.fromInt(0),
  UZERO: Long.fromInt(0, true),
  ONE: Long.fromInt(1),
  UONE: Long.fromInt(1, true),
  NEG_ONE: Long.fromInt(-1),
  MAX_VALUE: new Long(-1, 0x7fffffff, false),
  MIN_VALUE: new Long(0, 1 << 31, false),
  MAX_UNSIGNED_VALUE: new Long(-1, -1, true),
  TWO_PWR_24: Long.fromInt(1 << 24),
});

module.exports = { Long };
