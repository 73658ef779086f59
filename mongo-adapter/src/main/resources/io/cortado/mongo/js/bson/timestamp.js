'use strict';

const { BSONError } = require('./errors');
const { Long } = require('./long');
const { TYPE, extend, kind } = require('./value');

/** What must hold of both parts of a timestamp, and what is asked for where it does not. */
const RULES = [
  [part => typeof part === 'number' || part?._bsontype === 'Int32', name => `${name} as a number`],
  [part => Number(part) >= 0, name => `a positive ${name}`],
  [part => Number(part) <= 0xffffffff, name => `${name} equal or less than uint32 max`],
];

/** The bits of what a timestamp can be made of. */
function bits(value) {
  if (value == null) return Long.UZERO;
  if (typeof value === 'bigint') return Long.fromBigInt(value, true);
  if (Long.isLong(value)) return value;
  if (typeof value !== 'object' || !('t' in value && 'i' in value)) {
    throw new BSONError('A Timestamp can only be constructed with: bigint, Long, or { t: number; i: number }');
  }
  for (const [holds, wanted] of RULES) {
    for (const name of ['t', 'i']) {
      if (holds(value[name])) continue;
      throw new BSONError(`Timestamp constructed from { t, i } must provide ${wanted(name)}`);
    }
  }
  return { low: Number(value.i), high: Number(value.t) };
}

/** npm bson's `Timestamp`: seconds and a counter, for the server's own use. */
class Timestamp extends Long {
  constructor(value) {
    const { low, high } = bits(value);
    super(low, high, true);
  }

  toJSON() {
    return { $timestamp: this.toString() };
  }

  toExtendedJSON() {
    return { $timestamp: { t: this.t, i: this.i } };
  }
}

kind(Timestamp, 'Timestamp', ({ t, i }, show) => `new Timestamp({ t: ${show(t)}, i: ${show(i)} })`);

extend(Timestamp.prototype, {
  get [TYPE]() {
    return 'Timestamp';
  },
  get t() {
    return this.getHighBitsUnsigned();
  },
  get i() {
    return this.getLowBitsUnsigned();
  },
});

const unsigned = part => (Long.isLong(part) ? part.getLowBitsUnsigned() : part);

extend(Timestamp, {
  fromBits: (i, t) => new Timestamp({ t, i }),
  fromExtendedJSON: ({ $timestamp: { t, i } }) => new Timestamp({ t: unsigned(t), i: unsigned(i) }),
  fromInt: number => new Timestamp(Long.fromInt(number, true)),
  fromNumber: number => new Timestamp(Long.fromNumber(number, true)),
  fromString: (text, radix) => new Timestamp(Long.fromString(text, true, radix)),
});

Timestamp.MAX_VALUE = Long.MAX_UNSIGNED_VALUE;

module.exports = { Timestamp };
