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

let binding;

/** Java's side, which converts in one call: a script that goes over characters takes longer for all but the shortest. */
function java() {
  binding ??= internalBinding('buffer');
  return binding;
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

/** An encoding that Java reads and writes: `byteLength` of a string is the most that `write` takes for it. */
function encodingOf(name, byteLength, read, write) {
  return {
    name,
    byteLength,
    encode(s) {
      const size = byteLength(s);
      const out = new FastBuffer(size);
      const written = size === 0 ? 0 : java()[write](out.buffer, out.byteOffset, size, s);
      return written === size ? out : new FastBuffer(out.buffer, 0, written);
    },
    write(buffer, s, offset, length) {
      const room = Math.min(length, buffer.length - offset);
      return room > 0 && s.length > 0 ? java()[write](buffer.buffer, buffer.byteOffset + offset, room, s) : 0;
    },
    decode(buffer, start, end) {
      return end > start ? java()[read](buffer.buffer, buffer.byteOffset + start, buffer.byteOffset + end) : '';
    },
  };
}

const charLength = (s) => s.length;
const plainLatin1 = encodingOf('latin1', charLength, 'latin1', 'writeLatin1');
const latin1 = {
  ...plainLatin1,
  encode(s) {
    // In ASCII, which it nearly always is, UTF-8 and Latin-1 are the same.
    const bytes = encoder.encode(s);
    return bytes.length === s.length ? wrap(bytes) : plainLatin1.encode(s);
  },
};
const ascii = { ...latin1, name: 'ascii', decode: encodingOf('ascii', charLength, 'ascii').decode };
const utf16le = encodingOf('utf16le', (s) => s.length * 2, 'utf16le', 'writeUtf16le');
const hex = encodingOf('hex', (s) => s.length >>> 1, 'hex', 'writeHex');

/** An upper bound as Node reckons it: padding counted off, white space not. */
function base64Length(s) {
  const pads = s.endsWith('==') ? 2 : s.endsWith('=') ? 1 : 0;
  return ((s.length - pads) * 3) >>> 2;
}

// Both alphabets are read in either.
const base64 = encodingOf('base64', base64Length, 'base64', 'writeBase64');
const base64url = encodingOf('base64url', base64Length, 'base64url', 'writeBase64');

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

/** Up to how many bytes a script compares faster. */
const FEW = 8;

function compare(a, b, aStart, aEnd, bStart, bEnd) {
  const length = Math.min(aEnd - aStart, bEnd - bStart);
  if (length > FEW) {
    return java().compare(a.buffer, a.byteOffset + aStart, aEnd - aStart, b.buffer, b.byteOffset + bStart, bEnd - bStart);
  }
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
