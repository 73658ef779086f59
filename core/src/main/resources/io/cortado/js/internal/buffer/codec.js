'use strict';

/** Encodings of Buffer: for each the byte length of a string, and its way to bytes and back. */

let FastBuffer = Uint8Array;

function setBufferClass(Class) {
  FastBuffer = Class;
}

const natives = require('../util/natives.js');
const utf8Length = require('./utf8-length.js');

const encoder = new natives.TextEncoder();
const utf8Decoder = new natives.TextDecoder('utf-8', { ignoreBOM: true });

/** Above these sizes Java converts: strings built a character at a time are slow, crossing the border costs a little. */
const JAVA_DECODES = 12;
const JAVA_ENCODES = 64;
let binding;

/** The text of a range of bytes, by Java. */
function inJava(method, buffer, start, end) {
  binding ??= internalBinding('buffer');
  return binding[method](buffer.buffer, buffer.byteOffset + start, buffer.byteOffset + end);
}

function wrap(bytes) {
  return new FastBuffer(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const utf8 = {
  name: 'utf8',
  byteLength: utf8Length,
  encode(s) {
    return wrap(encoder.encode(s));
  },
  write(buffer, s, offset, length) {
    const room = Math.min(length, buffer.length - offset);
    return encoder.encodeInto(s, new Uint8Array(buffer.buffer, buffer.byteOffset + offset, room)).written;
  },
  decode(buffer, start, end) {
    return utf8Decoder.decode(start === 0 && end === buffer.length ? buffer
      : new Uint8Array(buffer.buffer, buffer.byteOffset + start, end - start));
  },
};

function fromCodes(buffer, start, end, mask) {
  if (end - start > JAVA_DECODES) return inJava(mask === 0xff ? 'latin1' : 'ascii', buffer, start, end);
  let s = '';
  for (let i = start; i < end; i++) s += String.fromCharCode(buffer[i] & mask);
  return s;
}

function writer(put) {
  return (buffer, s, offset, length) => put(buffer, s, offset, Math.min(length, buffer.length - offset));
}

function putLatin1(buffer, s, offset, room) {
  const count = Math.min(room, s.length);
  for (let i = 0; i < count; i++) buffer[offset + i] = s.charCodeAt(i);
  return count;
}

function encodeWith(byteLength, put, exact) {
  return (s) => {
    const size = byteLength(s);
    const out = new FastBuffer(size);
    const written = put(out, s, 0, size);
    return exact || written === size ? out : new FastBuffer(out.buffer, 0, written);
  };
}

const encodeLatin1 = encodeWith((s) => s.length, putLatin1, true);

const latin1 = {
  name: 'latin1',
  byteLength: (s) => s.length,
  encode(s) {
    if (s.length > JAVA_ENCODES) {
      // In ASCII, which it nearly always is, UTF-8 and Latin-1 are the same.
      const bytes = encoder.encode(s);
      if (bytes.length === s.length) return wrap(bytes);
    }
    return encodeLatin1(s);
  },
  write: writer(putLatin1),
  decode: (buffer, start, end) => fromCodes(buffer, start, end, 0xff),
};

const ascii = { ...latin1, name: 'ascii', decode: (buffer, start, end) => fromCodes(buffer, start, end, 0x7f) };

function putUtf16(buffer, s, offset, room) {
  const count = Math.min(room >> 1, s.length);
  for (let i = 0; i < count; i++) {
    const code = s.charCodeAt(i);
    buffer[offset + 2 * i] = code;
    buffer[offset + 2 * i + 1] = code >> 8;
  }
  return count * 2;
}

const utf16le = {
  name: 'utf16le',
  byteLength: (s) => s.length * 2,
  encode: encodeWith((s) => s.length * 2, putUtf16, true),
  write: writer(putUtf16),
  decode(buffer, start, end) {
    if (end - start > JAVA_DECODES) return inJava('utf16le', buffer, start, end);
    let s = '';
    for (let i = start; i + 1 < end; i += 2) s += String.fromCharCode(buffer[i] | (buffer[i + 1] << 8));
    return s;
  },
};

const digits = '0123456789abcdef';

function hexDigit(code) {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function putHex(buffer, s, offset, room) {
  if (s.length > JAVA_ENCODES) {
    binding ??= internalBinding('buffer');
    return binding.writeHex(buffer.buffer, buffer.byteOffset + offset, room, s);
  }
  const count = Math.min(room, s.length >>> 1);
  for (let i = 0; i < count; i++) {
    const byte = (hexDigit(s.charCodeAt(2 * i)) << 4) | hexDigit(s.charCodeAt(2 * i + 1));
    if (byte < 0) return i;
    buffer[offset + i] = byte;
  }
  return count;
}

const hex = {
  name: 'hex',
  byteLength: (s) => s.length >>> 1,
  encode: encodeWith((s) => s.length >>> 1, putHex, false),
  write: writer(putHex),
  decode(buffer, start, end) {
    if (end - start > JAVA_DECODES) return inJava('hex', buffer, start, end);
    let s = '';
    for (let i = start; i < end; i++) s += digits[buffer[i] >> 4] + digits[buffer[i] & 15];
    return s;
  },
};

const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const urlSafe = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
let sextets;

function makeSextets() {
  const table = new Int8Array(256).fill(-1);
  for (let i = 0; i < 64; i++) {
    table[standard.charCodeAt(i)] = i;
    table[urlSafe.charCodeAt(i)] = i;
  }
  return table;
}

/** An upper bound as Node reckons it: padding counted off, white space not. */
function base64Length(s) {
  let bytes = s.length;
  if (s.charCodeAt(bytes - 1) === 0x3d) bytes--;
  if (bytes > 1 && s.charCodeAt(bytes - 1) === 0x3d) bytes--;
  return (bytes * 3) >>> 2;
}

/** Both alphabets, white space skipped, and the end at the first "=". */
function putBase64(buffer, s, offset, room) {
  if (s.length > JAVA_ENCODES) {
    binding ??= internalBinding('buffer');
    return binding.writeBase64(buffer.buffer, buffer.byteOffset + offset, room, s);
  }
  sextets ??= makeSextets();
  let bits = 0;
  let held = 0;
  let written = 0;
  for (let i = 0; i < s.length && written < room; i++) {
    const code = s.charCodeAt(i);
    if (code === 0x3d) break;
    const value = code < 256 ? sextets[code] : -1;
    if (value < 0) continue;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      buffer[offset + written++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  return written;
}

function base64Of(name, alphabet, pad) {
  return {
    name,
    byteLength: base64Length,
    encode: encodeWith(base64Length, putBase64, false),
    write: writer(putBase64),
    decode(buffer, start, end) {
      if (end - start > JAVA_DECODES) return inJava(name, buffer, start, end);
      let s = '';
      let i = start;
      for (; i + 2 < end; i += 3) {
        const n = (buffer[i] << 16) | (buffer[i + 1] << 8) | buffer[i + 2];
        s += alphabet[n >> 18] + alphabet[(n >> 12) & 63] + alphabet[(n >> 6) & 63] + alphabet[n & 63];
      }
      if (i + 1 === end) {
        const n = buffer[i];
        s += alphabet[n >> 2] + alphabet[(n << 4) & 63] + (pad ? '==' : '');
      } else if (i + 2 === end) {
        const n = (buffer[i] << 8) | buffer[i + 1];
        s += alphabet[n >> 10] + alphabet[(n >> 4) & 63] + alphabet[(n << 2) & 63] + (pad ? '=' : '');
      }
      return s;
    },
  };
}

const base64 = base64Of('base64', standard, true);
const base64url = base64Of('base64url', urlSafe, false);

const byName = {
  __proto__: null,
  utf8, 'utf-8': utf8,
  ucs2: utf16le, 'ucs-2': utf16le, utf16le, 'utf-16le': utf16le,
  latin1, binary: latin1, ascii, base64, base64url, hex,
};

/** The operations of an encoding by any of its names, in any case; undefined when unknown. */
function opsOf(encoding) {
  return byName[encoding] ?? byName[`${encoding}`.toLowerCase()];
}

function compare(a, b, aStart, aEnd, bStart, bEnd) {
  const length = Math.min(aEnd - aStart, bEnd - bStart);
  for (let i = 0; i < length; i++) {
    const x = a[aStart + i];
    const y = b[bStart + i];
    if (x !== y) return x < y ? -1 : 1;
  }
  return Math.sign(aEnd - aStart - (bEnd - bStart));
}

/** Old per-encoding methods (`buffer.utf8Write`, `buffer.hexSlice`) that packages still call. */
function installDirect(proto) {
  for (const [name, ops] of Object.entries({ utf8, latin1, ascii, hex, base64, base64url, ucs2: utf16le })) {
    proto[`${name}Slice`] = function (start = 0, end = this.length) {
      return ops.decode(this, Math.max(0, start), Math.min(end, this.length));
    };
    proto[`${name}Write`] = function (string, offset = 0, length = this.length - offset) {
      return ops.write(this, string, offset, length);
    };
  }
}

module.exports = { utf8, utf8Decoder, byName, opsOf, compare, setBufferClass, installDirect };
