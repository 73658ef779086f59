'use strict';

const { BSONError } = require('./errors');
const { Long } = require('./long');
const { TYPE, plainInspect } = require('./value');

const UINT32_MAX = 0xffffffff;

function part(value, name) {
  if (typeof value !== 'number' && value?._bsontype !== 'Int32') {
    throw new BSONError(`Timestamp constructed from { t, i } must provide ${name} as a number`);
  }
  const number = Number(value);
  if (number < 0 || Number.isNaN(number)) {
    throw new BSONError(`Timestamp constructed from { t, i } must provide a positive ${name}`);
  }
  if (number > UINT32_MAX) {
    throw new BSONError(`Timestamp constructed from { t, i } must provide ${name} equal or less than uint32 max`);
  }
  return number;
}

/** npm bson's `Timestamp`: seconds and a counter, for the server's own use. */
class Timestamp extends Long {
  constructor(value) {
    if (value == null) {
      super(0, 0, true);
    } else if (typeof value === 'bigint') {
      super(value, true);
    } else if (Long.isLong(value)) {
      super(value.low, value.high, true);
    } else if (typeof value === 'object' && 't' in value && 'i' in value) {
      const t = part(value.t, 't');
      const i = part(value.i, 'i');
      super(i, t, true);
    } else {
      throw new BSONError('A Timestamp can only be constructed with: bigint, Long, or { t: number; i: number }');
    }
  }

  get _bsontype() {
    return 'Timestamp';
  }

  get [TYPE]() {
    return 'Timestamp';
  }

  get t() {
    return this.high >>> 0;
  }

  get i() {
    return this.low >>> 0;
  }

  static fromInt(value) {
    return new Timestamp(Long.fromInt(value, true));
  }

  static fromNumber(value) {
    return new Timestamp(Long.fromNumber(value, true));
  }

  static fromBits(low, high) {
    return new Timestamp({ i: low, t: high });
  }

  static fromString(text, radix) {
    return new Timestamp(Long.fromString(text, true, radix));
  }

  static fromExtendedJSON(document) {
    const whole = value => (Long.isLong(value) ? value.getLowBitsUnsigned() : value);
    return new Timestamp({ t: whole(document.$timestamp.t), i: whole(document.$timestamp.i) });
  }

  toJSON() {
    return { $timestamp: this.toString() };
  }

  toExtendedJSON() {
    return { $timestamp: { t: this.t, i: this.i } };
  }

  inspect(depth, options, inspect = plainInspect) {
    return `new Timestamp({ t: ${inspect(this.t, options)}, i: ${inspect(this.i, options)} })`;
  }
}

Timestamp.MAX_VALUE = Long.MAX_UNSIGNED_VALUE;

module.exports = { Timestamp };
