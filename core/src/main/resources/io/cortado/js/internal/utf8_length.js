'use strict';

const natives = require('./natives');

const encoder = new natives.TextEncoder();

/** Bytes of a string in UTF-8, lone surrogates counting as U+FFFD. */
function utf8Length(s) {
  if (s.length > 256) return encoder.encode(s).length;
  let bytes = s.length;
  for (let i = 0; i < s.length; i++) {
    const code = s.charCodeAt(i);
    if (code < 0x80) continue;
    if (code < 0x800) bytes++;
    else if (code >= 0xd800 && code < 0xdc00 && i + 1 < s.length && (s.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      bytes += 2;
      i++;
    } else {
      bytes += 2;
    }
  }
  return bytes;
}

module.exports = utf8Length;
