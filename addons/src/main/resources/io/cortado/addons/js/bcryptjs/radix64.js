'use strict';

const ALPHABET = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Writes the first `len` bytes in bcrypt's base 64. */
function encode(b, len) {
  if (len <= 0 || len > b.length) throw Error(`Illegal len: ${len}`);
  let text = '';
  let held = 0;
  let bits = 0;
  for (let i = 0; i < len; i++) {
    held = (held << 8) | (b[i] & 0xff);
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += ALPHABET[(held >> bits) & 0x3f];
    }
  }
  return bits > 0 ? text + ALPHABET[(held << (6 - bits)) & 0x3f] : text;
}

/** Reads up to `len` bytes, up to the first character that is none of the alphabet. */
function decode(s, len) {
  if (len <= 0) throw Error(`Illegal len: ${len}`);
  const bytes = [];
  for (let i = 0; i < s.length - 1 && bytes.length < len; i += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map(offset => (i + offset < s.length ? ALPHABET.indexOf(s[i + offset]) : NaN));
    if (a < 0 || b < 0) break;
    bytes.push((a << 2) | (b >> 4));
    if (bytes.length >= len || !(c >= 0)) break;
    bytes.push(((b & 15) << 4) | (c >> 2));
    if (bytes.length >= len || Number.isNaN(d)) break;
    // The original does not look at a fourth character that is none: all bits of -1 count, which makes it 16 bits wide.
    bytes.push(d < 0 ? 0xffff : ((c & 3) << 6) | d);
  }
  return bytes;
}

module.exports = { encode, decode };
