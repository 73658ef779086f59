'use strict';

const { Buffer } = require('buffer');
const { BSONError } = require('./errors');
const { BSONValue, plainInspect } = require('./value');

const BIAS = 6176;
const MAX_EXPONENT = 6111;
const MIN_EXPONENT = -6176;
const MAX_DIGITS = 34;
const NUMBER = /^([+-])?(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?$/;

function invalid(text, reason) {
  return new BSONError(`"${text}" is not a valid Decimal128 string - ${reason}`);
}

function encode(negative, biased, coefficient) {
  const bits = (BigInt(negative) << 127n) | (BigInt(biased) << 113n) | coefficient;
  return fromBits(bits);
}

function fromBits(bits) {
  const bytes = Buffer.alloc(16);
  for (let i = 0; i < 16; i++) bytes[i] = Number((bits >> BigInt(8 * i)) & 255n);
  return bytes;
}

function parse(text, rounding) {
  if (text.length >= 7000) throw new BSONError(`${text} not a valid Decimal128 string`);
  if (/^[+-]?inf(inity)?$/i.test(text)) {
    return fromBits((BigInt(text.startsWith('-')) << 127n) | (0b11110n << 122n));
  }
  if (/^nan$/i.test(text)) return fromBits(0b11111n << 122n);
  const match = NUMBER.exec(text);
  if (match === null) throw new BSONError(`${text} not a valid Decimal128 string`);
  const negative = match[1] === '-';
  const fraction = match[3] ?? match[4] ?? '';
  let digits = ((match[2] ?? '') + fraction).replace(/^0+/, '');
  let exponent = Number(match[5] ?? 0) - fraction.length;
  if (digits.length > MAX_DIGITS) {
    const cut = digits.length - MAX_DIGITS;
    const lost = digits.slice(MAX_DIGITS);
    if (/[^0]/.test(lost) && !rounding) throw invalid(text, 'inexact rounding');
    let kept = BigInt(digits.slice(0, MAX_DIGITS));
    const half = BigInt(lost) * 2n - 10n ** BigInt(cut);
    if (half > 0n || (half === 0n && kept % 2n === 1n)) kept += 1n;
    digits = kept.toString();
    exponent += cut;
    if (digits.length > MAX_DIGITS) {
      digits = digits.slice(0, MAX_DIGITS);
      exponent += 1;
    }
  }
  if (digits === '') {
    exponent = Math.max(MIN_EXPONENT, Math.min(MAX_EXPONENT, exponent));
  }
  while (exponent > MAX_EXPONENT) {
    if (digits.length >= MAX_DIGITS) throw invalid(text, 'overflow');
    digits += '0';
    exponent -= 1;
  }
  while (exponent < MIN_EXPONENT) {
    if (!digits.endsWith('0')) {
      if (rounding && digits.length > 0) {
        digits = digits.slice(0, -1);
        exponent += 1;
        continue;
      }
      if (digits === '') {
        exponent = MIN_EXPONENT;
        break;
      }
      throw invalid(text, 'exponent underflow');
    }
    digits = digits.slice(0, -1);
    exponent += 1;
  }
  return encode(negative, exponent + BIAS, BigInt(digits || '0'));
}

function format(bytes) {
  let bits = 0n;
  for (let i = 15; i >= 0; i--) bits = (bits << 8n) | BigInt(bytes[i]);
  const sign = bits >> 127n === 1n ? '-' : '';
  const combination = Number((bits >> 122n) & 31n);
  if (combination === 0b11110) return `${sign}Infinity`;
  if (combination === 0b11111) return 'NaN';
  const large = combination >> 3 === 3;
  let coefficient = large ? 0n : bits & ((1n << 113n) - 1n);
  const biased = Number((bits >> (large ? 111n : 113n)) & 0x3fffn);
  if (coefficient >= 10n ** 34n) coefficient = 0n;
  const exponent = biased - BIAS;
  const digits = coefficient.toString();
  const scientific = digits.length - 1 + exponent;
  if (scientific >= 34 || scientific < -6 || exponent > 0) {
    if (digits.length > MAX_DIGITS) return `${sign}0${exponent > 0 ? `E+${exponent}` : exponent < 0 ? `E${exponent}` : ''}`;
    const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
    return `${sign}${mantissa}E${scientific >= 0 ? '+' : ''}${scientific}`;
  }
  if (exponent === 0) return sign + digits;
  const padded = digits.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
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

  get _bsontype() {
    return 'Decimal128';
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

  inspect(depth, options, inspect = plainInspect) {
    return `new Decimal128(${inspect(this.toString(), options)})`;
  }
}

module.exports = { Decimal128 };
