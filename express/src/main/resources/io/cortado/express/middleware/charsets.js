'use strict';

// Text of body bytes. UTF-8 and Latin-1 need no table; iconv-lite is loaded for anything else.

function plainName(charset) {
  return charset.toLowerCase().replace(/[^0-9a-z]/g, '');
}

function isUtf8(charset) {
  return charset === 'utf-8' || charset === 'utf8';
}

/** Whether the charset can be decoded. */
function exists(charset) {
  if (isUtf8(charset) || plainName(charset) === 'iso88591') return true;
  return require('iconv-lite').encodingExists(charset);
}

/** Decodes bytes; a byte order mark is dropped. */
function decode(bytes, charset) {
  if (isUtf8(charset)) {
    const text = bytes.toString('utf8');
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }
  if (plainName(charset) === 'iso88591') return bytes.toString('latin1');
  return require('iconv-lite').decode(bytes, charset);
}

module.exports = { exists, decode };
