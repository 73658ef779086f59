'use strict';

/** Node's `punycode` (RFC 3492). */

const MAX = 2147483647;
const BASE = 36;

const messages = {
  overflow: 'Overflow: input needs wider integers to process',
  'not-basic': 'Illegal input >= 0x80 (not a basic code point)',
  'invalid-input': 'Invalid input',
};

function fail(kind) {
  throw new RangeError(messages[kind]);
}

function adapt(delta, points, first) {
  let d = first ? Math.floor(delta / 700) : delta >> 1;
  d += Math.floor(d / points);
  let k = 0;
  for (; d > 455; k += BASE) d = Math.floor(d / 35);
  return Math.floor(k + 36 * d / (d + 38));
}

const threshold = (k, bias) => (k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias);
const digitOf = (code) => (code >= 48 && code < 58 ? code - 22 : code >= 65 && code < 91 ? code - 65
  : code >= 97 && code < 123 ? code - 97 : BASE);
const charOf = (digit) => String.fromCharCode(digit < 26 ? digit + 97 : digit + 22);

function decode(input) {
  const basic = Math.max(input.lastIndexOf('-'), 0);
  const out = [];
  for (let i = 0; i < basic; i++) {
    if (input.charCodeAt(i) >= 0x80) fail('not-basic');
    out.push(input.charCodeAt(i));
  }
  let n = 128;
  let at = 0;
  let bias = 72;
  for (let i = basic > 0 ? basic + 1 : 0; i < input.length;) {
    const old = at;
    for (let w = 1, k = BASE; ; k += BASE) {
      if (i >= input.length) fail('invalid-input');
      const digit = digitOf(input.charCodeAt(i++));
      if (digit >= BASE) fail('invalid-input');
      if (digit > Math.floor((MAX - at) / w)) fail('overflow');
      at += digit * w;
      const t = threshold(k, bias);
      if (digit < t) break;
      if (w > Math.floor(MAX / (BASE - t))) fail('overflow');
      w *= BASE - t;
    }
    const size = out.length + 1;
    bias = adapt(at - old, size, old === 0);
    if (Math.floor(at / size) > MAX - n) fail('overflow');
    n += Math.floor(at / size);
    at %= size;
    out.splice(at++, 0, n);
  }
  return String.fromCodePoint(...out);
}

function encode(text) {
  const input = ucs2.decode(text);
  let out = input.filter((code) => code < 0x80).map((code) => String.fromCharCode(code)).join('');
  const basic = out.length;
  let handled = basic;
  let n = 128;
  let delta = 0;
  let bias = 72;
  if (basic) out += '-';
  while (handled < input.length) {
    let m = MAX;
    for (const code of input) if (code >= n && code < m) m = code;
    if (m - n > Math.floor((MAX - delta) / (handled + 1))) fail('overflow');
    delta += (m - n) * (handled + 1);
    n = m;
    for (const code of input) {
      if (code < n && ++delta > MAX) fail('overflow');
      if (code !== n) continue;
      let q = delta;
      for (let k = BASE; ; k += BASE) {
        const t = threshold(k, bias);
        if (q < t) break;
        out += charOf(t + (q - t) % (BASE - t));
        q = Math.floor((q - t) / (BASE - t));
      }
      out += charOf(q);
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      ++handled;
    }
    ++delta;
    ++n;
  }
  return out;
}

/** Applies a function to each label of a domain, or of an e-mail address's domain. */
function mapDomain(domain, fn) {
  const at = domain.indexOf('@');
  const local = at === -1 ? '' : domain.slice(0, at + 1);
  const rest = at === -1 ? domain : domain.slice(at + 1);
  return local + rest.replace(/[\u3002\uff0e\uff61]/g, '.').split('.').map(fn).join('.');
}

const ucs2 = {
  decode(text) {
    const out = [];
    for (let i = 0; i < text.length; i++) {
      const code = text.codePointAt(i);
      if (code > 0xffff) i++;
      out.push(code);
    }
    return out;
  },
  encode: (points) => String.fromCodePoint(...points),
};

module.exports = {
  version: '2.1.0',
  ucs2,
  decode,
  encode,
  // eslint-disable-next-line no-control-regex -- the range of ASCII
  toASCII: (input) => mapDomain(input, (label) => (/[^\0-\x7f]/.test(label) ? `xn--${encode(label)}` : label)),
  toUnicode: (input) => mapDomain(input, (label) => (label.startsWith('xn--') ? decode(label.slice(4).toLowerCase()) : label)),
};
