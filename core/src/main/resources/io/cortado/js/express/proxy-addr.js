'use strict';

// Which addresses of X-Forwarded-For to believe (`trust proxy`).

const { isIP } = require('node:net');

const NAMED = {
  __proto__: null,
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  loopback: ['127.0.0.1/8', '::1/128'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']
};

// The forms of IPv4 addresses inet_aton knows: one to four parts, decimal, octal or hexadecimal.
const IPV4_PART = /^(?:0x[0-9a-f]+|0[0-7]*|[1-9]\d*)$/i;

function partValue(text) {
  if (!IPV4_PART.test(text)) return NaN;
  if (/^0x/i.test(text)) return parseInt(text, 16);
  return parseInt(text, text.length > 1 && text[0] === '0' ? 8 : 10);
}

function parseIPv4(text) {
  const parts = text.split('.');
  if (parts.length !== 4 && parts.length !== 1 && parts.length > 4) return null;
  const values = parts.map(partValue);
  if (values.some(isNaN)) return null;
  const last = values.pop();
  if (values.some((value) => value > 255) || last >= 256 ** (4 - values.length)) return null;
  const bytes = values.slice();
  for (let i = 3 - values.length; i >= 0; i--) bytes.push(Math.floor(last / 256 ** i) % 256);
  return bytes;
}

function parseIPv6(text) {
  const zone = text.indexOf('%');
  const address = zone === -1 ? text : text.slice(0, zone);
  if (isIP(address) !== 6) return null;
  let hex = address;
  const dotted = /(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  if (dotted !== null) {
    const [a, b, c, d] = dotted[1].split('.').map(Number);
    hex = address.slice(0, -dotted[1].length) + (a * 256 + b).toString(16) + ':' + (c * 256 + d).toString(16);
  }
  const [head, tail] = hex.split('::');
  const groups = (part) => (part ? part.split(':').map((group) => parseInt(group, 16)) : []);
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const words = [...before, ...new Array(8 - before.length - after.length).fill(0), ...after];
  return words.flatMap((word) => [word >> 8, word & 255]);
}

/** The bytes of an address, 4 or 16 of them, or null. */
function parseAddress(text) {
  if (typeof text !== 'string') return null;
  return text.indexOf(':') === -1 ? parseIPv4(text) : parseIPv6(text);
}

function isMapped(bytes) {
  return bytes.length === 16 && bytes[10] === 255 && bytes[11] === 255 && bytes.slice(0, 10).every((byte) => byte === 0);
}

function toIPv4(bytes) {
  return bytes.slice(12);
}

function toMapped(bytes) {
  return [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, ...bytes];
}

function prefixLength(mask) {
  const bits = mask.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return /^1*0*$/.test(bits) ? bits.lastIndexOf('1') + 1 : null;
}

function parseSubnet(note) {
  const slash = note.lastIndexOf('/');
  const text = slash === -1 ? note : note.substring(0, slash);
  let address = parseAddress(text);
  if (address === null) throw new TypeError('invalid IP address: ' + text);
  if (slash === -1 && isMapped(address)) address = toIPv4(address);
  const max = address.length * 8;
  let range = max;
  if (slash !== -1) {
    const suffix = note.substring(slash + 1);
    const mask = address.length === 4 ? parseAddress(suffix) : null;
    if (/^[0-9]+$/.test(suffix)) range = parseInt(suffix, 10);
    else if (mask !== null) range = mask.length === 4 ? prefixLength(mask) : null;
    else range = null;
  }
  if (range <= 0 || range > max) throw new TypeError('invalid range on address: ' + note);
  return { address, range };
}

function contains(subnet, address) {
  let bits = subnet.range;
  for (let i = 0; bits > 0; i++, bits -= 8) {
    const shift = Math.max(0, 8 - bits);
    if (address[i] >> shift !== subnet.address[i] >> shift) return false;
  }
  return true;
}

function inSubnet(subnet, address) {
  if (address.length === subnet.address.length) {
    return !(address.length === 16 && isMapped(subnet.address)) && contains(subnet, address);
  }
  if (subnet.address.length === 4) return isMapped(address) && contains(subnet, toIPv4(address));
  return subnet.range >= 96 && isMapped(subnet.address) && contains(subnet, toMapped(address));
}

/**
 * Compiles a list of addresses, subnets and names into a trust function.
 * @param {string[]} list
 * @returns {(address: string, hop: number) => boolean}
 */
function compileTrust(list) {
  const subnets = list.flatMap((item) => NAMED[item] || [item]).map(parseSubnet);
  if (subnets.length === 0) return () => false;
  return function trust(text) {
    let address = parseAddress(text);
    if (address === null) return false;
    if (isMapped(address)) address = toIPv4(address);
    return subnets.some((subnet) => inSubnet(subnet, address));
  };
}

function forwarded(header) {
  const list = [];
  let start = header.length;
  let end = header.length;
  for (let i = header.length - 1; i >= 0; i--) {
    const code = header.charCodeAt(i);
    if (code === 0x2c) {
      if (start !== end) list.push(header.substring(start, end));
      start = end = i;
    } else if (code !== 0x20) {
      start = i;
    } else if (start === end) {
      start = end = i;
    }
  }
  if (start !== end) list.push(header.substring(start, end));
  return list;
}

/** The addresses from the socket's to the first untrusted one. */
function trustedAddresses(req, trust) {
  const socket = req.socket || req.connection;
  const addresses = [socket.remoteAddress, ...forwarded(req.headers['x-forwarded-for'] || '')];
  for (let i = 0; i < addresses.length - 1; i++) {
    if (!trust(addresses[i], i)) addresses.length = i + 1;
  }
  return addresses;
}

module.exports = { compileTrust, trustedAddresses };
