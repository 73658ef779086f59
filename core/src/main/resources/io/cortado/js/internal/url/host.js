'use strict';

/** Hosts of URLs: domains, IPv4 in all its spellings, IPv6, opaque hosts. */

const forbiddenHost = /[\0\t\n\r #/:<>?@[\\\]^|]/;
// eslint-disable-next-line no-control-regex -- control characters are what a domain must not contain
const forbiddenDomain = /[\0-\x20"#%/:<>?@[\\\]^`{|}\x7f]/;

function percentDecode(text) {
  if (!text.includes('%')) return text;
  return require('../querystring/querystring.js').unescapeBuffer(text).toString('utf8');
}

/** The number of one part of an IPv4 address, in decimal, octal or hexadecimal; NaN when it is none. */
function ipv4Number(part) {
  if (part === '') return NaN;
  if (/^0x[0-9a-f]*$/i.test(part)) return part.length === 2 ? 0 : parseInt(part.slice(2), 16);
  if (part.length > 1 && part[0] === '0') return /^[0-7]+$/.test(part) ? parseInt(part, 8) : NaN;
  return /^[0-9]+$/.test(part) ? parseInt(part, 10) : NaN;
}

function endsInNumber(host) {
  const parts = host.split('.');
  if (parts[parts.length - 1] === '') {
    if (parts.length === 1) return false;
    parts.pop();
  }
  const last = parts[parts.length - 1];
  return /^[0-9]+$/.test(last) || !Number.isNaN(ipv4Number(last));
}

function parseIpv4(host) {
  const parts = host.split('.');
  if (parts[parts.length - 1] === '' && parts.length > 1) parts.pop();
  if (parts.length > 4) return null;
  const numbers = parts.map(ipv4Number);
  if (numbers.some(Number.isNaN)) return null;
  if (numbers.slice(0, -1).some((n) => n > 255)) return null;
  const last = numbers[numbers.length - 1];
  if (last >= 256 ** (5 - numbers.length)) return null;
  let value = last;
  numbers.slice(0, -1).forEach((n, i) => {
    value += n * 256 ** (3 - i);
  });
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

/** Eight pieces of an IPv6 address, or null. */
function parseIpv6(text) {
  const pieces = [];
  let compress = null;
  let rest = text;
  if (rest.startsWith('::')) {
    compress = 0;
    rest = rest.slice(2);
  } else if (rest.startsWith(':')) {
    return null;
  }
  const groups = rest === '' ? [] : rest.split(':');
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i];
    if (group === '') {
      if (compress !== null || i === groups.length - 1 && pieces.length === 0) return null;
      compress = pieces.length;
      // "1::" ends in an empty group, which is part of the compression.
      if (i === groups.length - 2 && groups[i + 1] === '') break;
      continue;
    }
    if (group.includes('.')) {
      if (i !== groups.length - 1 || pieces.length > 6) return null;
      const bytes = group.split('.');
      if (bytes.length !== 4 || !bytes.every((b) => /^(0|[1-9][0-9]{0,2})$/.test(b) && +b < 256)) return null;
      pieces.push(+bytes[0] * 256 + +bytes[1], +bytes[2] * 256 + +bytes[3]);
      continue;
    }
    if (!/^[0-9a-f]{1,4}$/i.test(group)) return null;
    pieces.push(parseInt(group, 16));
  }
  if (rest.endsWith(':') && !rest.endsWith('::') && rest !== '') return null;
  if (compress === null) return pieces.length === 8 ? pieces : null;
  if (pieces.length > 7) return null;
  pieces.splice(compress, 0, ...new Array(8 - pieces.length).fill(0));
  return pieces;
}

function formatIpv6(pieces) {
  let best = -1;
  let bestLength = 1;
  for (let i = 0; i < 8; i++) {
    let length = 0;
    while (i + length < 8 && pieces[i + length] === 0) length++;
    if (length > bestLength) {
      best = i;
      bestLength = length;
    }
    if (length > 0) i += length;
  }
  let out = '';
  for (let i = 0; i < 8; i++) {
    if (i === best) {
      out += i === 0 ? '::' : ':';
      i += bestLength - 1;
      continue;
    }
    out += pieces[i].toString(16);
    if (i !== 7) out += ':';
  }
  return out;
}

const escapeByte = (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;

function escapeControls(text) {
  let out = '';
  for (const char of text) {
    const code = char.codePointAt(0);
    out += code < 0x20 || code > 0x7e ? Array.from(Buffer.from(char), escapeByte).join('') : char;
  }
  return out;
}

/** A parsed host as it is serialized, or null when the text is not a host. */
function parseHost(text, special) {
  if (text.startsWith('[')) {
    if (!text.endsWith(']')) return null;
    const pieces = parseIpv6(text.slice(1, -1));
    return pieces === null ? null : `[${formatIpv6(pieces)}]`;
  }
  if (!special) return forbiddenHost.test(text) ? null : escapeControls(text);
  // Almost every host is plain letters, digits, dots and hyphens.
  if (!/^[a-z][a-z-]*(\.[a-z][a-z-]*)*$/.test(text) || text.includes('xn--')) {
    const ascii = internalBinding('url').domainToAscii(percentDecode(text));
    if (ascii === null || ascii === '' || forbiddenDomain.test(ascii)) return null;
    return endsInNumber(ascii) ? parseIpv4(ascii) : ascii;
  }
  return text;
}

module.exports = { parseHost, escapeByte };
