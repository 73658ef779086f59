'use strict';

/** The `read…` and `write…` methods of Buffer, made from tables. */

const { codes } = require('../errors/errors.js');
const { validateNumber } = require('../errors/validators.js');

const scratch = new DataView(new ArrayBuffer(8));
const scratchBytes = new Uint8Array(scratch.buffer);

function badOffset(buffer, offset, size) {
  validateNumber(offset, 'offset');
  if (Math.floor(offset) !== offset) throw new codes.ERR_OUT_OF_RANGE('offset', 'an integer', offset);
  const last = buffer.length - size;
  if (last < 0) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS();
  throw new codes.ERR_OUT_OF_RANGE('offset', `>= 0 and <= ${last}`, offset);
}

function checkOffset(buffer, offset, size) {
  if (!Number.isInteger(offset) || offset < 0 || offset + size > buffer.length) badOffset(buffer, offset, size);
}

function rangeText(bytes, signed, big) {
  const n = big ? 'n' : '';
  if (bytes > 4 || big) {
    const bits = bytes * 8;
    return signed ? `>= -(2${n} ** ${bits - 1}${n}) and < 2${n} ** ${bits - 1}${n}` : `>= 0${n} and < 2${n} ** ${bits}${n}`;
  }
  const max = 2 ** (8 * bytes - (signed ? 1 : 0));
  return `>= ${signed ? -max : 0} and <= ${max - 1}`;
}

function fixedRange(bytes, signed) {
  if (bytes > 3) return bytes === 4 ? undefined : rangeText(bytes, signed, false);
  const max = 2 ** (8 * bytes - (signed ? 1 : 0));
  return `>= ${signed ? -max : 0} and <= ${max - 1}`;
}

function checkValue(value, bytes, signed) {
  const max = 2 ** (8 * bytes - (signed ? 1 : 0)) - 1;
  const min = signed ? -max - 1 : 0;
  if (value > max || value < min) {
    const range = fixedRange(bytes, signed) ?? `>= ${min} and <= ${max}`;
    throw new codes.ERR_OUT_OF_RANGE('value', range, value);
  }
}

function readUInt(buffer, offset, bytes, little) {
  let value = 0;
  if (little) for (let i = bytes - 1; i >= 0; i--) value = value * 256 + buffer[offset + i];
  else for (let i = 0; i < bytes; i++) value = value * 256 + buffer[offset + i];
  return value;
}

function writeUInt(buffer, value, offset, bytes, little) {
  if (value < 0) value += 2 ** (8 * bytes);
  value = Math.trunc(value);
  for (let i = 0; i < bytes; i++) {
    buffer[offset + (little ? i : bytes - 1 - i)] = value % 256;
    value = Math.floor(value / 256);
  }
  return offset + bytes;
}

const toSigned = (value, bytes) => (value >= 2 ** (8 * bytes - 1) ? value - 2 ** (8 * bytes) : value);

function name(proto, key, alias, fn) {
  Object.defineProperty(fn, 'name', { value: key, configurable: true });
  proto[key] = fn;
  if (alias !== key) proto[alias] = fn;
}

// One function a number, for they are called for every field of every reply. What lies outside of a buffer is undefined.
const readers = {
  UInt8(offset = 0) {
    const a = typeof offset === 'number' ? this[offset] : badOffset(this, offset, 1);
    if (a === undefined) badOffset(this, offset, 1);
    return a;
  },
  Int8(offset = 0) {
    const a = typeof offset === 'number' ? this[offset] : badOffset(this, offset, 1);
    if (a === undefined) badOffset(this, offset, 1);
    return a << 24 >> 24;
  },
  UInt16LE(offset = 0) {
    const a = typeof offset === 'number' ? this[offset] : badOffset(this, offset, 2);
    const b = this[offset + 1];
    if (a === undefined || b === undefined) badOffset(this, offset, 2);
    return a | b << 8;
  },
  UInt16BE(offset = 0) {
    const a = typeof offset === 'number' ? this[offset] : badOffset(this, offset, 2);
    const b = this[offset + 1];
    if (a === undefined || b === undefined) badOffset(this, offset, 2);
    return a << 8 | b;
  },
  Int16LE(offset = 0) {
    const a = typeof offset === 'number' ? this[offset] : badOffset(this, offset, 2);
    const b = this[offset + 1];
    if (a === undefined || b === undefined) badOffset(this, offset, 2);
    return (a | b << 8) << 16 >> 16;
  },
  Int16BE(offset = 0) {
    const a = typeof offset === 'number' ? this[offset] : badOffset(this, offset, 2);
    const b = this[offset + 1];
    if (a === undefined || b === undefined) badOffset(this, offset, 2);
    return (a << 8 | b) << 16 >> 16;
  },
  UInt32LE(offset = 0) {
    const a = typeof offset === 'number' ? this[offset] : badOffset(this, offset, 4);
    const d = this[offset + 3];
    if (a === undefined || d === undefined) badOffset(this, offset, 4);
    return (a | this[offset + 1] << 8 | this[offset + 2] << 16 | d << 24) >>> 0;
  },
  UInt32BE(offset = 0) {
    const a = typeof offset === 'number' ? this[offset] : badOffset(this, offset, 4);
    const d = this[offset + 3];
    if (a === undefined || d === undefined) badOffset(this, offset, 4);
    return (a << 24 | this[offset + 1] << 16 | this[offset + 2] << 8 | d) >>> 0;
  },
  Int32LE(offset = 0) {
    const a = typeof offset === 'number' ? this[offset] : badOffset(this, offset, 4);
    const d = this[offset + 3];
    if (a === undefined || d === undefined) badOffset(this, offset, 4);
    return a | this[offset + 1] << 8 | this[offset + 2] << 16 | d << 24;
  },
  Int32BE(offset = 0) {
    const a = typeof offset === 'number' ? this[offset] : badOffset(this, offset, 4);
    const d = this[offset + 3];
    if (a === undefined || d === undefined) badOffset(this, offset, 4);
    return a << 24 | this[offset + 1] << 16 | this[offset + 2] << 8 | d;
  },
};

const writers = {
  1: (max, min, signed) => function (value, offset = 0) {
    value = +value;
    if (value > max || value < min) checkValue(value, 1, signed);
    if (typeof offset !== 'number' || this[offset] === undefined) badOffset(this, offset, 1);
    this[offset] = value;
    return offset + 1;
  },
  '2LE': (max, min, signed) => function (value, offset = 0) {
    value = +value;
    if (value > max || value < min) checkValue(value, 2, signed);
    if (typeof offset !== 'number' || this[offset] === undefined || this[offset + 1] === undefined) {
      badOffset(this, offset, 2);
    }
    this[offset] = value;
    this[offset + 1] = value >> 8;
    return offset + 2;
  },
  '2BE': (max, min, signed) => function (value, offset = 0) {
    value = +value;
    if (value > max || value < min) checkValue(value, 2, signed);
    if (typeof offset !== 'number' || this[offset] === undefined || this[offset + 1] === undefined) {
      badOffset(this, offset, 2);
    }
    this[offset] = value >> 8;
    this[offset + 1] = value;
    return offset + 2;
  },
  '4LE': (max, min, signed) => function (value, offset = 0) {
    value = +value;
    if (value > max || value < min) checkValue(value, 4, signed);
    if (typeof offset !== 'number' || this[offset] === undefined || this[offset + 3] === undefined) {
      badOffset(this, offset, 4);
    }
    this[offset] = value;
    this[offset + 1] = value >> 8;
    this[offset + 2] = value >> 16;
    this[offset + 3] = value >> 24;
    return offset + 4;
  },
  '4BE': (max, min, signed) => function (value, offset = 0) {
    value = +value;
    if (value > max || value < min) checkValue(value, 4, signed);
    if (typeof offset !== 'number' || this[offset] === undefined || this[offset + 3] === undefined) {
      badOffset(this, offset, 4);
    }
    this[offset] = value >> 24;
    this[offset + 1] = value >> 16;
    this[offset + 2] = value >> 8;
    this[offset + 3] = value;
    return offset + 4;
  },
};

function installIntegers(proto) {
  for (const kind of Object.keys(readers)) {
    const { [kind]: method } = readers;
    name(proto, `read${kind}`, `read${kind.replace('UI', 'Ui')}`, method);
  }
  for (const end of Object.keys(writers)) {
    const bytes = +end[0];
    const max = 2 ** (8 * bytes);
    const kind = `${bytes * 8}${end.slice(1)}`;
    name(proto, `writeUInt${kind}`, `writeUint${kind}`, writers[end](max - 1, 0, false));
    name(proto, `writeInt${kind}`, `writeInt${kind}`, writers[end](max / 2 - 1, -max / 2, true));
  }
}

function checkLength(byteLength) {
  if (byteLength === undefined || typeof byteLength !== 'number') {
    throw new codes.ERR_INVALID_ARG_TYPE('byteLength', 'number', byteLength);
  }
  if (Math.floor(byteLength) !== byteLength) throw new codes.ERR_OUT_OF_RANGE('byteLength', 'an integer', byteLength);
  if (byteLength < 1 || byteLength > 6) throw new codes.ERR_OUT_OF_RANGE('byteLength', '>= 1 and <= 6', byteLength);
}

function installVariable(proto) {
  for (const little of [true, false]) {
    const end = little ? 'LE' : 'BE';
    const reader = (signed) => function (offset, byteLength) {
      if (offset === undefined) throw new codes.ERR_INVALID_ARG_TYPE('offset', 'number', offset);
      checkLength(byteLength);
      checkOffset(this, offset, byteLength);
      const value = readUInt(this, offset, byteLength, little);
      return signed ? toSigned(value, byteLength) : value;
    };
    const writer = (signed) => function (value, offset, byteLength) {
      checkLength(byteLength);
      value = +value;
      checkValue(value, byteLength, signed);
      if (offset === undefined) throw new codes.ERR_INVALID_ARG_TYPE('offset', 'number', offset);
      checkOffset(this, offset, byteLength);
      return writeUInt(this, value, offset, byteLength, little);
    };
    name(proto, `readUInt${end}`, `readUint${end}`, reader(false));
    name(proto, `readInt${end}`, `readInt${end}`, reader(true));
    name(proto, `writeUInt${end}`, `writeUint${end}`, writer(false));
    name(proto, `writeInt${end}`, `writeInt${end}`, writer(true));
  }
}

function installScratch(proto) {
  const kinds = [['Float', 4, 'Float32'], ['Double', 8, 'Float64'], ['BigInt64', 8, 'BigInt64', true],
    ['BigUInt64', 8, 'BigUint64', false]];
  for (const [kind, bytes, view, signed] of kinds) {
    for (const little of [true, false]) {
      const end = little ? 'LE' : 'BE';
      const alias = kind.replace('UInt', 'Uint');
      name(proto, `read${kind}${end}`, `read${alias}${end}`, function (offset = 0) {
        checkOffset(this, offset, bytes);
        for (let i = 0; i < bytes; i++) scratchBytes[i] = this[offset + i];
        return scratch[`get${view}`](0, little);
      });
      name(proto, `write${kind}${end}`, `write${alias}${end}`, function (value, offset = 0) {
        if (signed !== undefined) {
          const max = signed ? 2n ** 63n - 1n : 2n ** 64n - 1n;
          if (value > max || value < (signed ? -max - 1n : 0n)) {
            throw new codes.ERR_OUT_OF_RANGE('value', rangeText(8, signed, true), value);
          }
        } else {
          value = +value;
        }
        checkOffset(this, offset, bytes);
        scratch[`set${view}`](0, value, little);
        for (let i = 0; i < bytes; i++) this[offset + i] = scratchBytes[i];
        return offset + bytes;
      });
    }
  }
}

function install(proto) {
  installIntegers(proto);
  installVariable(proto);
  installScratch(proto);
}

module.exports = { install };
