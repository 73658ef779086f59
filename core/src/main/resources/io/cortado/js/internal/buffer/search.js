'use strict';

/** `indexOf`, `lastIndexOf`, `includes`, `fill` and the byte swaps of Buffer. */

const { codes } = require('../errors/errors.js');
const { validateNumber } = require('../errors/validators.js');

function search(buffer, value, from, codec, encoding, forward) {
  if (typeof from === 'string') {
    encoding = from;
    from = undefined;
  } else if (from > 0x7fffffff) from = 0x7fffffff;
  else if (from < -0x80000000) from = -0x80000000;
  from = +from;
  if (Number.isNaN(from)) from = forward ? 0 : buffer.length;
  if (typeof value === 'number') {
    const byte = value & 255;
    return forward ? Uint8Array.prototype.indexOf.call(buffer, byte, from)
      : Uint8Array.prototype.lastIndexOf.call(buffer, byte, from);
  }
  let step = 1;
  if (typeof value === 'string') {
    const ops = encoding === undefined ? codec.utf8 : codec.opsOf(encoding);
    if (ops === undefined) throw new codes.ERR_UNKNOWN_ENCODING(encoding);
    if (ops.name === 'utf16le') step = 2;
    value = ops.encode(value);
  } else if (!(value instanceof Uint8Array)) {
    throw new codes.ERR_INVALID_ARG_TYPE('value', ['number', 'string', 'Buffer', 'Uint8Array'], value);
  } else if (encoding !== undefined && codec.opsOf(encoding)?.name === 'utf16le') step = 2;
  return find(buffer, value, Math.trunc(from), forward, step);
}

function find(buffer, needle, from, forward, step) {
  const length = buffer.length;
  if (from < 0) from = Math.max(from + length, forward ? 0 : -1);
  if (from < 0) return -1;
  if (forward ? from > length : from > length) {
    if (forward) return -1;
    from = length;
  }
  if (needle.length === 0) return Math.min(from, length);
  const last = length - needle.length;
  if (last < 0) return -1;
  const first = needle[0];
  if (forward) {
    for (let i = from; i <= last; i += step) {
      if (step === 1) {
        i = Uint8Array.prototype.indexOf.call(buffer, first, i);
        if (i === -1 || i > last) return -1;
      }
      if (matches(buffer, needle, i)) return i;
    }
    return -1;
  }
  for (let i = Math.min(from, last); i >= 0; i -= step) if (matches(buffer, needle, i)) return i;
  return -1;
}

function matches(buffer, needle, at) {
  for (let i = 0; i < needle.length; i++) if (buffer[at + i] !== needle[i]) return false;
  return true;
}

function swapper(bits) {
  const size = bits / 8;
  return function swap() {
    if (this.length % size !== 0) throw new codes.ERR_INVALID_BUFFER_SIZE(`${bits}-bits`);
    for (let i = 0; i < this.length; i += size) {
      for (let a = i, b = i + size - 1; a < b; a++, b--) {
        const byte = this[a];
        this[a] = this[b];
        this[b] = byte;
      }
    }
    return this;
  };
}

/** What follows the text that `fill` is given: the encoding may stand in the place of either number. */
function withEncoding(length, offset, end, encoding) {
  if (offset === undefined || typeof offset === 'string') return [0, length, offset];
  return typeof end === 'string' ? [offset, length, end] : [offset, end, encoding];
}

function install(proto, codec, checkEncoding) {
  proto.indexOf = function indexOf(value, byteOffset, encoding) {
    return search(this, value, byteOffset, codec, encoding, true);
  };
  proto.lastIndexOf = function lastIndexOf(value, byteOffset, encoding) {
    return search(this, value, byteOffset, codec, encoding, false);
  };
  proto.includes = function includes(value, byteOffset, encoding) {
    return search(this, value, byteOffset, codec, encoding, true) !== -1;
  };

  proto.fill = function fill(value, offset, end, encoding) {
    if (typeof value === 'string') {
      [offset, end, encoding] = withEncoding(this.length, offset, end, encoding);
      if (encoding !== undefined && typeof encoding !== 'string') {
        throw new codes.ERR_INVALID_ARG_TYPE('encoding', 'string', encoding);
      }
      const ops = encoding ? checkEncoding(encoding) : codec.utf8;
      if (value.length === 0) value = 0;
      else if (value.length === 1 && ops.name !== 'utf16le' && value.charCodeAt(0) < 128
          && (ops.name === 'utf8' || ops.name === 'latin1' || ops.name === 'ascii')) value = value.charCodeAt(0);
      else {
        const text = value;
        value = ops.encode(text);
        if (value.length === 0) throw new codes.ERR_INVALID_ARG_VALUE('value', text);
      }
    } else if (typeof value === 'boolean') {
      value = +value;
    }
    if (offset === undefined) {
      offset = 0;
      end = this.length;
    } else {
      validateNumber(offset, 'offset', 0, this.length);
      if (end === undefined) end = this.length;
      else validateNumber(end, 'end', 0, this.length);
      if (offset >= end) return this;
    }
    if (ArrayBuffer.isView(value)) {
      const bytes = value instanceof Uint8Array ? value : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      if (bytes.length === 0) throw new codes.ERR_INVALID_ARG_VALUE('value', value);
      for (let i = offset, j = 0; i < end; i++) {
        this[i] = bytes[j];
        if (++j === bytes.length) j = 0;
      }
      return this;
    }
    Uint8Array.prototype.fill.call(this, value & 255, offset, end);
    return this;
  };

  proto.swap16 = swapper(16);
  proto.swap32 = swapper(32);
  proto.swap64 = swapper(64);
}

module.exports = { install };
