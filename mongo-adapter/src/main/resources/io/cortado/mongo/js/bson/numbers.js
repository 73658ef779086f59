'use strict';

const { BSONError } = require('./errors');
const { BSONValue, extend, holder, kind } = require('./value');

const INT32 = 2 ** 31;
const UNREADABLE = {
  double: [
    [(text, number) => !Number.isFinite(number), text => `: ${text} is not representable as a Double`],
    [text => text.trim() !== text, text => `: '${text}' contains whitespace`],
    [text => text === '', () => ' is an empty string'],
    [text => /[^-0-9.+eE]/.test(text), text => `: '${text}' is not in decimal or exponential notation`],
  ],
  int32: [
    [(text, number) => number >= INT32, text => `: '${text}' is larger than the maximum value for Int32`],
    [(text, number) => number < -INT32, text => `: '${text}' is smaller than the minimum value for Int32`],
    [(text, number) => !Number.isSafeInteger(number), text => `: '${text}' is not a safe integer`],
    [(text, number) => String(number) !== canonical(text), text => `: '${text}' is not a valid Int32 string`],
  ],
};

function canonical(text) {
  return text.replace(/^\+/, '').replace(/^(-?)0+(?=.)/, '$1');
}

/** The number that a text is, unless one of these cases says what is wrong with it. */
function read(text, cases) {
  const number = Number(text);
  const found = cases.find(([applies]) => applies(text, number));
  if (found) throw new BSONError(`Input${found[1](text)}`);
  return number;
}

function numberOf(value) {
  return Number(value instanceof Number ? value.valueOf() : value);
}

/** npm bson's `Double`: a number stored as a double even if it is whole. */
class Double extends BSONValue {
  value;

  constructor(value) {
    super();
    this.value = numberOf(value);
  }

  static fromString(text) {
    return new Double(/^(?:NaN|-?Infinity)$/.test(text) ? Number(text) : read(text, UNREADABLE.double));
  }

  static fromExtendedJSON(document, options) {
    const number = parseFloat(document.$numberDouble);
    return options?.relaxed ? number : new Double(number);
  }

  toExtendedJSON(options) {
    const { value } = this;
    const plain = options?.legacy || (options?.relaxed && Number.isFinite(value));
    if (plain) return value;
    if (Object.is(value, -0)) return { $numberDouble: '-0.0' };
    return { $numberDouble: Number.isInteger(value) ? value.toFixed(1) : `${value}` };
  }
}

/** npm bson's `Int32`. */
class Int32 extends BSONValue {
  value;

  constructor(value) {
    super();
    this.value = numberOf(value) | 0;
  }

  static fromString(text) {
    return new Int32(read(text, UNREADABLE.int32));
  }

  static fromExtendedJSON(document, options) {
    const number = parseInt(document.$numberInt, 10);
    return options?.relaxed ? number : new Int32(number);
  }

  toExtendedJSON(options) {
    return options?.relaxed || options?.legacy ? this.value : { $numberInt: `${this.value}` };
  }
}

for (const Class of [Double, Int32]) {
  kind(Class, Class.name, ({ value }, show) => `new ${Class.name}(${show(value)})`);
  extend(Class.prototype, holder);
  extend(Class.prototype, {
    toString(radix) {
      return this.value.toString(radix);
    },
  });
}

module.exports = { Double, Int32 };
