'use strict';

// Which addresses of X-Forwarded-For to believe (`trust proxy`).

const NAMED = {
  __proto__: null,
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  loopback: ['127.0.0.1/8', '::1/128'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']
};

const IPV4_PART = '(0?\\d+|0x[a-f0-9]+)';
const IPV6 = () => /^(::)?((?:[0-9a-f]+::?)+)?([0-9a-f]+)?(::)?(%[0-9a-z]{1,})?$/i;
let patterns;

/** Made at first use: compiling them takes longer than most starts have to spare. */
function makePatterns() {
  const four = `${IPV4_PART}\\.${IPV4_PART}\\.${IPV4_PART}\\.${IPV4_PART}`;
  return {
    ipv4: new RegExp(`^${four}$`, 'i'),
    number: new RegExp(`^${IPV4_PART}$`, 'i'),
    mixed: new RegExp(`^((?:[0-9a-f]+::?)+|(?:::)(?:[0-9a-f]+::?)*)${four}(%[0-9a-z]{1,})?$`, 'i'),
  };
}

/** A number in decimal, octal (leading 0) or hexadecimal (leading 0x). */
function autoNumber(text) {
  return text[0] === '0' && text[1] !== 'x' ? parseInt(text, 8) : parseInt(text);
}

function octets(values) {
  return values.every((value) => value >= 0 && value <= 255) ? values : null;
}

function parseIPv4(text) {
  patterns ??= makePatterns();
  const parts = patterns.ipv4.exec(text);
  if (parts !== null) return octets(parts.slice(1, 5).map(autoNumber));
  if (!patterns.number.test(text)) return null;
  const value = autoNumber(text);
  return value > 0xffffffff ? null : [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

/** The groups of an address whose `::`, if any, stands for as many zeros as are missing. */
function expandGroups(text, count) {
  if (text.indexOf('::') !== text.lastIndexOf('::')) return null;
  const address = text.replace(/%[0-9a-z]+/i, '');
  let colons = address.split(':').length - 1;
  if (address.startsWith('::')) colons--;
  if (address.endsWith('::')) colons--;
  if (colons > count) return null;
  let full = address.replace('::', ':' + '0:'.repeat(count - colons));
  if (full[0] === ':') full = full.slice(1);
  if (full.endsWith(':')) full = full.slice(0, -1);
  const groups = full.split(':').map((group) => parseInt(group, 16));
  return groups.length === count && groups.every((group) => group >= 0 && group <= 0xffff) ? groups : null;
}

function parseIPv6(text) {
  if (IPV6().test(text)) {
    const groups = expandGroups(text, 8);
    return groups && groups.flatMap((group) => [group >> 8, group & 255]);
  }
  patterns ??= makePatterns();
  const match = patterns.mixed.exec(text);
  if (match === null) return null;
  const groups = expandGroups(match[1].slice(0, -1), 6);
  const tail = octets(match.slice(2, 6).map((part) => parseInt(part)));
  return groups && tail && [...groups.flatMap((group) => [group >> 8, group & 255]), ...tail];
}

/** The bytes of an address, 4 or 16 of them, or null. */
function parseAddress(text) {
  if (typeof text !== 'string') return null;
  return text.indexOf(':') === -1 ? parseIPv4(text) : parseIPv6(text);
}

function isMapped(bytes) {
  return bytes.length === 16 && bytes[10] === 255 && bytes[11] === 255 &&
    bytes.slice(0, 10).every((byte) => byte === 0);
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
  if (subnets.length === 0) {
    return function trustNone() {
      return false;
    };
  }
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
