'use strict';

/** Node's `buffer`: a `Uint8Array` with encodings, numbers and search on it. */

const codec = require('./codec.js');
const { codes } = require('../errors/errors.js');
const { validateString, validateNumber, validateInteger, validateArray } = require('../errors/validators.js');
const natives = require('../util/natives.js');

const kMaxLength = 0x7fffffff;
const kStringMaxLength = 0x1fffffe8;
const kInspect = Symbol.for('nodejs.util.inspect.custom');

class FastBuffer extends Uint8Array {}

/** `Buffer(…)` without a method is deprecated but still called by old packages. */
function Buffer(value, encodingOrOffset, length) {
  if (typeof value === 'number') {
    if (typeof encodingOrOffset === 'string') throw new codes.ERR_INVALID_ARG_TYPE('string', 'string', value);
    return Buffer.alloc(value);
  }
  return Buffer.from(value, encodingOrOffset, length);
}
Object.setPrototypeOf(Buffer, Uint8Array);
Buffer.prototype = FastBuffer.prototype;
Object.defineProperty(Buffer.prototype, 'constructor', { value: Buffer, writable: true, configurable: true });
Object.defineProperty(Buffer, Symbol.species, { configurable: true, enumerable: false, get: () => FastBuffer });
Object.defineProperty(FastBuffer, 'name', { value: 'Buffer' });
codec.setBufferClass(FastBuffer);

// What a query or a reply calls hundreds of times is one function each: calls are what takes time until they are compiled.
const { byName, utf8, utf8Decoder } = codec;
const encoder = new natives.TextEncoder();

Buffer.poolSize = 8 * 1024;

function checkSize(size) {
  if (typeof size === 'number' && size >= 0 && size < kMaxLength) return Math.trunc(size);
  validateNumber(size, 'size', 0, kMaxLength);
  return Math.trunc(size);
}

function fromString(string, encoding) {
  if (typeof encoding !== 'string' || encoding.length === 0) return new FastBuffer(encoder.encode(string).buffer);
  const ops = codec.opsOf(encoding);
  if (ops === undefined) throw new codes.ERR_UNKNOWN_ENCODING(encoding);
  return ops.encode(string);
}

function fromArrayBuffer(buffer, byteOffset, length) {
  let offset = 0;
  if (byteOffset !== undefined) offset = +byteOffset || 0;
  const max = buffer.byteLength - offset;
  if (max < 0) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('offset');
  let size = max;
  if (length !== undefined) {
    size = +length;
    if (!(size > 0)) size = 0;
    else if (size > max) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('length');
  }
  return new FastBuffer(buffer, offset, size);
}

function fromArrayLike(list) {
  if (list.length <= 0) return new FastBuffer(0);
  if (list.length > kMaxLength) throw new codes.ERR_INVALID_ARG_VALUE('length', list.length);
  const out = new FastBuffer(list.length);
  out.set(list);
  return out;
}

function isAnyArrayBuffer(value) {
  return value instanceof ArrayBuffer || (typeof SharedArrayBuffer === 'function' && value instanceof SharedArrayBuffer)
    || Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}

function fromObject(value) {
  if (value.length !== undefined || isAnyArrayBuffer(value.buffer)) {
    return typeof value.length !== 'number' ? new FastBuffer(0) : fromArrayLike(value);
  }
  return value.type === 'Buffer' && Array.isArray(value.data) ? fromArrayLike(value.data) : undefined;
}

Buffer.from = function from(value, encodingOrOffset, length) {
  if (typeof value === 'string') {
    if (encodingOrOffset === undefined || encodingOrOffset === 'utf8') return new FastBuffer(encoder.encode(value).buffer);
    return fromString(value, encodingOrOffset);
  }
  if (typeof value === 'object' && value !== null) {
    if (value instanceof ArrayBuffer || isAnyArrayBuffer(value)) {
      return encodingOrOffset === undefined ? new FastBuffer(value) : fromArrayBuffer(value, encodingOrOffset, length);
    }
    const inner = value.valueOf && value.valueOf();
    if (inner != null && inner !== value && (typeof inner === 'string' || typeof inner === 'object')) {
      return from(inner, encodingOrOffset, length);
    }
    const made = fromObject(value);
    if (made !== undefined) return made;
    if (typeof value[Symbol.toPrimitive] === 'function') {
      const primitive = value[Symbol.toPrimitive]('string');
      if (typeof primitive === 'string') return fromString(primitive, encodingOrOffset);
    }
  }
  throw new codes.ERR_INVALID_ARG_TYPE('first argument',
    ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'], value);
};

Buffer.copyBytesFrom = function copyBytesFrom(view, offset, length) {
  if (!ArrayBuffer.isView(view) || view instanceof DataView) {
    throw new codes.ERR_INVALID_ARG_TYPE('view', ['TypedArray'], view);
  }
  const start = offset === undefined ? 0 : offset;
  const part = view.subarray(start, length === undefined ? view.length : start + length);
  return new FastBuffer(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
};

Buffer.of = function of(...items) {
  const out = new FastBuffer(items.length);
  for (let i = 0; i < items.length; i++) out[i] = items[i];
  return out;
};

Buffer.alloc = function alloc(size, fill, encoding) {
  const out = new FastBuffer(typeof size === 'number' && (size | 0) === size && size >= 0 ? size : checkSize(size));
  if (fill !== undefined && fill !== 0 && size > 0) out.fill(fill, 0, out.length, encoding);
  return out;
};
Buffer.allocUnsafe = function allocUnsafe(size) {
  return new FastBuffer(typeof size === 'number' && (size | 0) === size && size >= 0 ? size : checkSize(size));
};
Buffer.allocUnsafeSlow = function allocUnsafeSlow(size) {
  return new FastBuffer(checkSize(size));
};

/** The class before `Buffer.allocUnsafeSlow`. */
function SlowBuffer(size) {
  return new FastBuffer(checkSize(size));
}
Object.setPrototypeOf(SlowBuffer.prototype, Uint8Array.prototype);
Object.setPrototypeOf(SlowBuffer, Uint8Array);

Buffer.isBuffer = function isBuffer(value) {
  return value instanceof Buffer;
};

Buffer.compare = function compare(a, b) {
  if (!(a instanceof Uint8Array)) throw new codes.ERR_INVALID_ARG_TYPE('buf1', ['Buffer', 'Uint8Array'], a);
  if (!(b instanceof Uint8Array)) throw new codes.ERR_INVALID_ARG_TYPE('buf2', ['Buffer', 'Uint8Array'], b);
  return codec.compare(a, b, 0, a.length, 0, b.length);
};

Buffer.isEncoding = function isEncoding(encoding) {
  return typeof encoding === 'string' && encoding.length !== 0 && codec.opsOf(encoding) !== undefined;
};

Buffer.concat = function concat(list, length) {
  if (!Array.isArray(list)) validateArray(list, 'list');
  if (list.length === 0) return new FastBuffer(0);
  let total = length;
  if (total === undefined) {
    total = 0;
    for (let i = 0; i < list.length; i++) if (list[i].length) total += list[i].length;
  } else {
    validateInteger(total, 'length', 0);
  }
  const out = new FastBuffer(total);
  let at = 0;
  for (let i = 0; i < list.length; i++) {
    const part = list[i];
    if (!(part instanceof Uint8Array)) {
      throw new codes.ERR_INVALID_ARG_TYPE(`list[${i}]`, ['Buffer', 'Uint8Array'], part);
    }
    if (at + part.length > total) {
      out.set(part.subarray(0, total - at), at);
      return out;
    }
    out.set(part, at);
    at += part.length;
  }
  return out;
};

Buffer.byteLength = function byteLength(string, encoding) {
  if (typeof string !== 'string') {
    if (ArrayBuffer.isView(string) || isAnyArrayBuffer(string)) return string.byteLength;
    throw new codes.ERR_INVALID_ARG_TYPE('string', ['string', 'Buffer', 'ArrayBuffer'], string);
  }
  if (string.length === 0) return 0;
  const ops = encoding ? byName[encoding] ?? codec.opsOf(encoding) ?? utf8 : utf8;
  return ops === utf8 ? encoder.encode(string).length : ops.byteLength(string);
};

const proto = Buffer.prototype;

for (const [name, of] of [['parent', 'buffer'], ['offset', 'byteOffset']]) {
  Object.defineProperty(proto, name, {
    enumerable: true,
    get() {
      return this instanceof Buffer ? this[of] : undefined;
    },
  });
}

function checkEncoding(encoding) {
  const ops = codec.opsOf(encoding);
  if (ops === undefined) throw new codes.ERR_UNKNOWN_ENCODING(encoding);
  return ops;
}

proto.toString = function toString(encoding, start, end) {
  if (arguments.length === 0) return utf8Decoder.decode(this);
  const { length } = this;
  if (start <= 0) start = 0;
  else if (start >= length) return '';
  else if (typeof start !== 'number' || (start | 0) !== start) start = Math.trunc(start) || 0;
  if (end === undefined || end > length) end = length;
  else if (typeof end !== 'number' || (end | 0) !== end) end = Math.trunc(end) || 0;
  if (end <= start) return '';
  const ops = encoding === undefined ? utf8 : byName[encoding] ?? checkEncoding(encoding);
  if (ops !== utf8) return ops.decode(this, start, end);
  return utf8Decoder.decode(start === 0 && end === length ? this
    : new Uint8Array(this.buffer, this.byteOffset + start, end - start));
};
proto.toLocaleString = proto.toString;

proto.equals = function equals(other) {
  if (!(other instanceof Uint8Array)) {
    throw new codes.ERR_INVALID_ARG_TYPE('otherBuffer', ['Buffer', 'Uint8Array'], other);
  }
  if (this === other) return true;
  if (this.byteLength !== other.byteLength) return false;
  return codec.compare(this, other, 0, this.length, 0, other.length) === 0;
};

proto[kInspect] = function inspect(recurseTimes, ctx) {
  const max = exportsOf.INSPECT_MAX_BYTES;
  const shown = Math.min(max, this.length);
  let text = codec.opsOf('hex').decode(this, 0, shown).replace(/(.{2})/g, '$1 ').trim();
  const more = this.length - max;
  if (more > 0) text += ` ... ${more} more byte${more > 1 ? 's' : ''}`;
  if (ctx) {
    const extra = { __proto__: null };
    let any = false;
    const keys = ctx.showHidden ? Object.getOwnPropertyNames(this) : Object.keys(this);
    for (const key of keys) {
      if (/^(0|[1-9]\d*)$/.test(key)) continue;
      any = true;
      extra[key] = this[key];
    }
    if (any) {
      if (this.length !== 0) text += ', ';
      const inner = require('../inspect/inspect.js').inspect(extra, { ...ctx, breakLength: Infinity, compact: true });
      text += inner.slice('[Object: null prototype] { '.length, -2);
    }
  }
  let name = 'Buffer';
  if (typeof this.constructor === 'function' && this.constructor.name) name = this.constructor.name;
  return `<${name} ${text}>`;
};
proto.inspect = proto[kInspect];

proto.compare = function compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
  if (!(target instanceof Uint8Array)) {
    throw new codes.ERR_INVALID_ARG_TYPE('target', ['Buffer', 'Uint8Array'], target);
  }
  const { validateInteger } = require('../errors/validators.js');
  const bound = (value, name, max, missing) => {
    if (value === undefined) return missing;
    validateInteger(value, name, 0, max);
    return value;
  };
  const ts = bound(targetStart, 'targetStart', undefined, 0);
  const te = bound(targetEnd, 'targetEnd', target.length, target.length);
  const ss = bound(sourceStart, 'sourceStart', undefined, 0);
  const se = bound(sourceEnd, 'sourceEnd', this.length, this.length);
  if (ss >= se) return ts >= te ? 0 : -1;
  if (ts >= te) return 1;
  return codec.compare(this, target, ss, se, ts, te);
};

proto.subarray = function subarray(start, end) {
  const { length } = this;
  if (typeof start !== 'number' || (start | 0) !== start) start = whole(start);
  if (start < 0) start = start + length < 0 ? 0 : start + length;
  else if (start > length) start = length;
  if (end === undefined) {
    end = length;
  } else {
    if (typeof end !== 'number' || (end | 0) !== end) end = whole(end);
    if (end < 0) end = end + length < 0 ? 0 : end + length;
    else if (end > length) end = length;
  }
  return new FastBuffer(this.buffer, this.byteOffset + start, end > start ? end - start : 0);
};

function whole(value) {
  return Math.trunc(+value || 0);
}

proto.slice = function slice(start, end) {
  return this.subarray(start, end);
};

proto.toJSON = function toJSON() {
  return { type: 'Buffer', data: Array.prototype.slice.call(this) };
};

function copyOffset(value, name, missing) {
  if (value === undefined) return missing;
  const n = whole(value);
  if (n < 0) throw new codes.ERR_OUT_OF_RANGE(name, '>= 0', n);
  return n;
}

function isIndex(value) {
  return typeof value === 'number' && (value | 0) === value && value >= 0;
}

proto.copy = function copy(target, targetStart, sourceStart, sourceEnd) {
  if (!ArrayBuffer.isView(target)) throw new codes.ERR_INVALID_ARG_TYPE('target', ['Buffer', 'Uint8Array'], target);
  const { length } = this;
  const ts = isIndex(targetStart) ? targetStart : copyOffset(targetStart, 'targetStart', 0);
  const ss = isIndex(sourceStart) ? sourceStart : copyOffset(sourceStart, 'sourceStart', 0);
  if (ss > length) throw new codes.ERR_OUT_OF_RANGE('sourceStart', `>= 0 && <= ${length}`, ss);
  const se = isIndex(sourceEnd) ? sourceEnd : copyOffset(sourceEnd, 'sourceEnd', length);
  const room = target.byteLength - ts;
  if (room <= 0 || ss >= se) return 0;
  let count = se - ss;
  if (count > room) count = room;
  if (count > length - ss) count = length - ss;
  const bytes = target instanceof Uint8Array ? target : new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
  bytes.set(ss === 0 && count === length ? this : new Uint8Array(this.buffer, this.byteOffset + ss, count), ts);
  return count;
};

proto.write = function write(string, offset, length, encoding) {
  if (typeof string !== 'string') validateString(string, 'argument');
  if (offset === undefined) return utf8.write(this, string, 0, this.length);
  if (length === undefined && typeof offset === 'string') {
    encoding = offset;
    length = this.length;
    offset = 0;
  } else {
    if (typeof offset !== 'number' || (offset | 0) !== offset || offset < 0 || offset > this.length) {
      validateInteger(offset, 'offset', 0, this.length);
    }
    const room = this.length - offset;
    if (length === undefined) {
      length = room;
    } else if (typeof length === 'string') {
      encoding = length;
      length = room;
    } else {
      validateInteger(length, 'length', 0, this.length);
      if (length > room) length = room;
    }
  }
  const ops = encoding ? byName[encoding] ?? checkEncoding(encoding) : utf8;
  if (ops !== utf8) return ops.write(this, string, offset, length);
  return encoder.encodeInto(string, new Uint8Array(this.buffer, this.byteOffset + offset, length)).written;
};

require('./search.js').install(proto, codec, checkEncoding);
require('./numbers.js').install(proto);
codec.installDirect(proto);

const constants = Object.defineProperties({}, {
  MAX_LENGTH: { value: kMaxLength, enumerable: true },
  MAX_STRING_LENGTH: { value: kStringMaxLength, enumerable: true },
});

const lazyWeb = (name) => ({ configurable: true, enumerable: true, get: () => require('./blob.js')[name] });

const exportsOf = module.exports = {
  Buffer,
  SlowBuffer,
  transcode: (source, from, to) => require('./extra.js').transcode(source, from, to),
  isUtf8: (input) => require('./extra.js').isUtf8(input),
  isAscii: (input) => require('./extra.js').isAscii(input),
  kMaxLength,
  kStringMaxLength,
  btoa: (input) => require('./extra.js').btoa(input, arguments.length),
  atob: (input) => require('./extra.js').atob(input, arguments.length),
  constants,
  INSPECT_MAX_BYTES: 50,
  resolveObjectURL: (id) => require('./blob.js').resolveObjectURL(id),
};
Object.defineProperties(exportsOf, { Blob: lazyWeb('Blob'), File: lazyWeb('File') });
