'use strict';

/** `TextEncoder` (the engine's) and `TextDecoder` with Node's encodings and errors. */

const { codes } = require('../errors/errors.js');

const kInspect = Symbol.for('nodejs.util.inspect.custom');
const { TextDecoder: Native, TextEncoder } = require('./natives.js');

const labels = {
  'utf-8': ['unicode-1-1-utf-8', 'unicode11utf8', 'unicode20utf8', 'utf-8', 'utf8', 'x-unicode20utf8'],
  'utf-16le': ['csunicode', 'iso-10646-ucs-2', 'ucs-2', 'unicode', 'unicodefeff', 'utf-16', 'utf-16le'],
  'utf-16be': ['unicodefffe', 'utf-16be'],
  'windows-1252': ['ansi_x3.4-1968', 'ascii', 'cp1252', 'cp819', 'csisolatin1', 'ibm819', 'iso-8859-1', 'iso-ir-100',
    'iso8859-1', 'iso88591', 'iso_8859-1', 'iso_8859-1:1987', 'l1', 'latin1', 'us-ascii', 'windows-1252', 'x-cp1252'],
};
const byLabel = new Map(Object.entries(labels).flatMap(([name, all]) => all.map((label) => [label, name])));

/** What bytes 0x80 to 0x9f mean in windows-1252. */
const high = [0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d,
  0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d,
  0x17e, 0x178];

function bytesOf(input) {
  if (input === undefined) return new Uint8Array(0);
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  if (input instanceof ArrayBuffer || input instanceof SharedArrayBuffer) return new Uint8Array(input);
  throw new codes.ERR_INVALID_ARG_TYPE('list', ['SharedArrayBuffer', 'ArrayBuffer', 'ArrayBufferView'], input);
}

class TextDecoder {
  #encoding;
  #fatal;
  #ignoreBOM;
  #native = null;
  #iconv = null;

  constructor(label = 'utf-8', options = {}) {
    if (options !== null && typeof options !== 'object') {
      throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
    }
    const key = `${label}`.trim().toLowerCase();
    this.#encoding = byLabel.get(key) ?? this.#other(key, label);
    this.#fatal = !!options?.fatal;
    this.#ignoreBOM = !!options?.ignoreBOM;
  }

  /** Encodings beyond the web's most common, through iconv-lite. */
  #other(key, label) {
    const iconv = require('iconv-lite');
    if (!iconv.encodingExists(key)) throw new codes.ERR_ENCODING_NOT_SUPPORTED(label);
    this.#iconv = iconv.getDecoder(key);
    return key;
  }

  get encoding() { return this.#encoding; }

  get fatal() { return this.#fatal; }

  get ignoreBOM() { return this.#ignoreBOM; }

  decode(input = undefined, options = {}) {
    const bytes = bytesOf(input);
    const stream = !!options?.stream;
    if (this.#iconv !== null) {
      const out = this.#iconv.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      return stream ? out : out + (this.#iconv.end() ?? '');
    }
    if (this.#encoding === 'windows-1252') {
      let out = '';
      for (const byte of bytes) out += String.fromCharCode(byte >= 0x80 && byte < 0xa0 ? high[byte - 0x80] : byte);
      return out;
    }
    try {
      this.#native ??= new Native(this.#encoding, { fatal: this.#fatal, ignoreBOM: this.#ignoreBOM });
      const out = this.#native.decode(bytes, { stream });
      if (!stream) this.#native = null;
      return out;
    } catch {
      this.#native = null;
      throw new codes.ERR_ENCODING_INVALID_ENCODED_DATA(this.#encoding);
    }
  }

  [kInspect](depth, options) {
    if (typeof depth === 'number' && depth < 0) return this;
    const { encoding, fatal, ignoreBOM } = this;
    return `TextDecoder ${require('../inspect/inspect.js').inspect({ encoding, fatal, ignoreBOM }, options)}`;
  }
}
Object.defineProperty(TextDecoder.prototype, Symbol.toStringTag, { configurable: true, value: 'TextDecoder' });
for (const key of ['encoding', 'fatal', 'ignoreBOM', 'decode']) {
  Object.defineProperty(TextDecoder.prototype, key, { enumerable: true });
}

module.exports = { TextDecoder, TextEncoder };
