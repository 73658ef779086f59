'use strict';

/** Node's `string_decoder`: decodes chunks without breaking characters that straddle them. */

const { codes } = require('../errors/errors.js');
const codec = require('../buffer/codec.js');

/** How many bytes at the end of a UTF-8 chunk begin a character that is not complete. */
function utf8Tail(bytes) {
  const length = bytes.length;
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = bytes[length - back];
    if ((byte & 0xc0) === 0x80) continue;
    const size = byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xc2 && byte < 0xe0 ? 2 : 1;
    if (size <= back) return 0;
    return validPrefix(bytes, length - back, back) ? back : 0;
  }
  return 0;
}

/** Whether the second byte may follow the first at all; if not, the bytes are errors of their own. */
function validPrefix(bytes, at, count) {
  if (count < 2) return true;
  const first = bytes[at];
  const second = bytes[at + 1];
  if (first === 0xe0) return second >= 0xa0;
  if (first === 0xed) return second < 0xa0;
  if (first === 0xf0) return second >= 0x90;
  if (first === 0xf4) return second < 0x90;
  return true;
}

const tails = {
  utf8: utf8Tail,
  utf16le(bytes) {
    const odd = bytes.length % 2;
    const last = bytes.length - odd;
    const high = last >= 2 && (bytes[last - 1] & 0xfc) === 0xd8;
    return odd + (high ? 2 : 0);
  },
  base64: (bytes) => bytes.length % 3,
  base64url: (bytes) => bytes.length % 3,
};

/** `new StringDecoder(encoding)`. */
function StringDecoder(encoding) {
  const ops = encoding === undefined || encoding === null ? codec.utf8 : codec.opsOf(encoding);
  if (ops === undefined) throw new codes.ERR_UNKNOWN_ENCODING(encoding);
  this.encoding = ops.name;
  Object.defineProperty(this, 'held', { value: Buffer.alloc(0), writable: true, configurable: true });
}

StringDecoder.prototype.write = function write(chunk) {
  if (typeof chunk === 'string') return chunk;
  if (!ArrayBuffer.isView(chunk)) {
    throw new codes.ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray', 'DataView'], chunk);
  }
  const ops = codec.opsOf(this.encoding);
  let bytes = chunk instanceof Uint8Array ? chunk : new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const tail = tails[this.encoding];
  if (tail === undefined) return ops.decode(bytes, 0, bytes.length);
  if (this.held.length > 0) bytes = Buffer.concat([this.held, bytes]);
  const keep = tail(bytes);
  this.held = keep === 0 ? Buffer.alloc(0) : Buffer.from(bytes.subarray(bytes.length - keep));
  return ops.decode(bytes, 0, bytes.length - keep);
};

StringDecoder.prototype.end = function end(chunk) {
  let out = chunk === undefined ? '' : this.write(chunk);
  if (this.held.length > 0) {
    out += codec.opsOf(this.encoding).decode(this.held, 0, this.held.length);
    this.held = Buffer.alloc(0);
  }
  return out;
};

StringDecoder.prototype.text = function text(chunk, offset) {
  this.held = Buffer.alloc(0);
  return this.write(chunk.slice(offset));
};

Object.defineProperties(StringDecoder.prototype, {
  lastNeed: {
    configurable: true,
    enumerable: true,
    get() {
      return missing(this) - this.held.length;
    },
  },
  lastTotal: {
    configurable: true,
    enumerable: true,
    get() {
      return missing(this);
    },
  },
  lastChar: {
    configurable: true,
    enumerable: true,
    get() {
      const out = Buffer.alloc(4);
      this.held.copy(out);
      return out;
    },
  },
});

function missing(decoder) {
  const { held, encoding } = decoder;
  if (held.length === 0) return 0;
  if (encoding === 'utf16le') return held.length > 2 || (held.length === 2) ? 4 : 2;
  if (encoding !== 'utf8') return 3;
  return held[0] >= 0xf0 ? 4 : held[0] >= 0xe0 ? 3 : 2;
}

module.exports = { StringDecoder };
