'use strict';

/** `isUtf8`, `isAscii`, `transcode`, `atob` and `btoa`. */

const { codes } = require('../errors/errors.js');

function bytesOf(input) {
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  if (input instanceof ArrayBuffer) return new Uint8Array(input);
  throw new codes.ERR_INVALID_ARG_TYPE('input', ['ArrayBuffer', 'Buffer', 'TypedArray'], input);
}

function isAscii(input) {
  return bytesOf(input).every((byte) => byte < 128);
}

function isUtf8(input) {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(input));
    return true;
  } catch (err) {
    if (err.code === 'ERR_INVALID_ARG_TYPE') throw err;
    return false;
  }
}

function transcode(source, fromEncoding, toEncoding) {
  if (!(source instanceof Uint8Array)) {
    throw new codes.ERR_INVALID_ARG_TYPE('source', ['Buffer', 'Uint8Array'], source);
  }
  if (source.length === 0) return Buffer.alloc(0);
  const from = require('./codec.js').opsOf(fromEncoding);
  const to = require('./codec.js').opsOf(toEncoding);
  const able = new Set(['utf8', 'latin1', 'ascii', 'utf16le']);
  if (!able.has(from?.name) || !able.has(to?.name)) {
    const err = new Error('Unable to transcode Buffer [U_ILLEGAL_ARGUMENT_ERROR]');
    err.code = 'U_ILLEGAL_ARGUMENT_ERROR';
    err.errno = 1;
    throw err;
  }
  let text = from.decode(source, 0, source.length);
  if (to.name === 'ascii') text = Array.from(text, (c) => (c.codePointAt(0) < 128 ? c : '?')).join('');
  else if (to.name === 'latin1') text = Array.from(text, (c) => (c.codePointAt(0) < 256 ? c : '?')).join('');
  return to.encode(text);
}

function invalidCharacter() {
  return new DOMException('Invalid character', 'InvalidCharacterError');
}

function btoa(input) {
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('input');
  const text = `${input}`;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 255) throw invalidCharacter();
  return Buffer.from(text, 'latin1').toString('base64');
}

function atob(input) {
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('input');
  let text = `${input}`.replace(/[\t\n\f\r ]/g, '');
  if (text.length % 4 === 0) text = text.replace(/={1,2}$/, '');
  if (/[^A-Za-z0-9+/]/.test(text)) throw invalidCharacter();
  if (text.length % 4 === 1) {
    throw new DOMException('The string to be decoded is not correctly encoded.', 'InvalidCharacterError');
  }
  return Buffer.from(text, 'base64').toString('latin1');
}

module.exports = { isAscii, isUtf8, transcode, atob, btoa };
