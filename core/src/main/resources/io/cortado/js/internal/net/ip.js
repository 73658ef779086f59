'use strict';

/** `net.isIP` and addresses as numbers. */

const V4 = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;

function isIPv4(text) {
  const value = `${text}`;
  return V4.test(value) && value.split('.').every((part) => part <= 255 && (part.length === 1 || part[0] !== '0'));
}

/** The eight groups of an IPv6 address, or null. */
function groups6(text) {
  const zone = text.indexOf('%');
  let address = zone < 0 ? text : text.slice(0, zone);
  if (zone >= 0 && !/^[0-9a-zA-Z-.:]+$/.test(text.slice(zone + 1))) return null;
  const last = address.lastIndexOf(':');
  if (address.includes('.')) {
    const tail = address.slice(last + 1);
    if (last < 0 || !isIPv4(tail)) return null;
    const [a, b, c, d] = tail.split('.').map(Number);
    address = `${address.slice(0, last + 1)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  }
  const halves = address.split('::');
  if (halves.length > 2) return null;
  const parts = halves.map((half) => (half === '' ? [] : half.split(':')));
  const count = parts.reduce((sum, half) => sum + half.length, 0);
  if (halves.length === 1 ? count !== 8 : count > 7) return null;
  if (parts.some((half) => half.some((group) => !/^[0-9a-fA-F]{1,4}$/.test(group)))) return null;
  if (halves.length === 1) return parts[0].map((group) => parseInt(group, 16));
  const zeros = new Array(8 - count).fill('0');
  return [...parts[0], ...zeros, ...parts[1]].map((group) => parseInt(group, 16));
}

function isIPv6(text) {
  const value = typeof text === 'string' ? text : `${text}`;
  return value.includes(':') && groups6(value) !== null;
}

function isIP(text) {
  if (isIPv4(text)) return 4;
  return isIPv6(text) ? 6 : 0;
}

/** An address as a number of 32 or 128 bits. */
function toBigInt(text, family) {
  if (family === 'ipv4') return text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  return groups6(text).reduce((sum, group) => sum * 65536n + BigInt(group), 0n);
}

module.exports = { isIP, isIPv4, isIPv6, toBigInt };
