'use strict';

/** Node's `punycode` (RFC 3492), whose labels Java reads and writes. */

const messages = {
  overflow: 'Overflow: input needs wider integers to process',
  'not-basic': 'Illegal input >= 0x80 (not a basic code point)',
  'invalid-input': 'Invalid input',
};

/** What Java made of a label, or why it could not. */
function converted([problem, text]) {
  if (problem !== '') throw new RangeError(messages[problem] ?? problem);
  return text;
}

const decode = (input) => converted(internalBinding('url').decodeLabel(input.slice()));
const encode = (text) => converted(internalBinding('url').encodeLabel(text.slice()));

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
