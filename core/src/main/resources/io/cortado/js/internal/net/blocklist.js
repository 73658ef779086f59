'use strict';

/** `net.BlockList` and `net.SocketAddress`. */

const { codes, define } = require('../errors/errors.js');
const { validateString, validateInteger, validatePort, validateOneOf, validateUint32, validateObject } = require('../errors/validators.js');
const { isIPv4, isIPv6, toBigInt } = require('./ip.js');

define('ERR_INVALID_ADDRESS', 'Invalid socket address', Error);

const MAPPED = 0xffffn << 32n;

function toFamily(value, name) {
  validateString(value, name);
  const family = value.toLowerCase();
  validateOneOf(family, name, ['ipv4', 'ipv6']);
  return family;
}

function checkAddress(address, family) {
  if (!(family === 'ipv4' ? isIPv4(address) : isIPv6(address))) throw new codes.ERR_INVALID_ADDRESS();
}

class SocketAddress {
  #values;

  constructor(options = {}) {
    validateObject(options, 'options');
    const family = toFamily(options.family ?? 'ipv4', 'options.family');
    const { address = family === 'ipv4' ? '127.0.0.1' : '::', port = 0, flowlabel = 0 } = options;
    validateString(address, 'options.address');
    validatePort(port, 'options.port');
    validateUint32(flowlabel, 'options.flowlabel');
    checkAddress(address, family);
    this.#values = { address, port, family, flowlabel };
  }

  get address() {
    return this.#values.address;
  }

  get port() {
    return this.#values.port;
  }

  get family() {
    return this.#values.family;
  }

  get flowlabel() {
    return this.#values.flowlabel;
  }

  toJSON() {
    return { ...this.#values };
  }

  static isSocketAddress(value) {
    return value instanceof SocketAddress;
  }
}

function unpack(address, family) {
  if (SocketAddress.isSocketAddress(address)) return [address.address, address.family];
  validateString(address, 'address');
  const kind = toFamily(family, 'family');
  checkAddress(address, kind);
  return [address, kind];
}

class BlockList {
  #rules = [];

  addAddress(address, family = 'ipv4') {
    const [text, kind] = unpack(address, family);
    const number = toBigInt(text, kind);
    this.#add(kind, number, number, `Address: ${label(kind)} ${text}`);
  }

  addRange(start, end, family = 'ipv4') {
    const [from, kind] = unpack(start, family);
    const [to] = unpack(end, family);
    const low = toBigInt(from, kind);
    const high = toBigInt(to, kind);
    if (low > high) throw new codes.ERR_INVALID_ARG_VALUE('start', start, `must come before ${end}`);
    this.#add(kind, low, high, `Range: ${label(kind)} ${from}-${to}`);
  }

  addSubnet(network, prefix, family = 'ipv4') {
    const [text, kind] = unpack(network, family);
    const bits = kind === 'ipv4' ? 32 : 128;
    validateInteger(prefix, 'prefix', 0, bits);
    const rest = BigInt(bits - prefix);
    const low = (toBigInt(text, kind) >> rest) << rest;
    this.#add(kind, low, low + (1n << rest) - 1n, `Subnet: ${label(kind)} ${text}/${prefix}`);
  }

  #add(kind, low, high, text) {
    this.#rules.unshift({ kind, low, high, text });
  }

  check(address, family = 'ipv4') {
    let text = address;
    let kind = family;
    if (SocketAddress.isSocketAddress(address)) ({ address: text, family: kind } = address);
    validateString(text, 'address');
    kind = toFamily(kind, 'family');
    if (!(kind === 'ipv4' ? isIPv4(text) : isIPv6(text))) return false;
    let number = toBigInt(text, kind);
    if (this.#matches(kind, number)) return true;
    if (kind === 'ipv6' && number >> 32n === 0xffffn) {
      number -= MAPPED;
      return this.#matches('ipv4', number);
    }
    return kind === 'ipv4' && this.#matches('ipv6', number + MAPPED);
  }

  #matches(kind, number) {
    return this.#rules.some((rule) => rule.kind === kind && number >= rule.low && number <= rule.high);
  }

  get rules() {
    return this.#rules.map((rule) => rule.text);
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    if (depth < 0) return this;
    const inner = { ...options, depth: options.depth === null ? null : options.depth - 1 };
    return `BlockList ${inspect({ rules: this.rules }, inner)}`;
  }

  static isBlockList(value) {
    return value instanceof BlockList;
  }
}

function label(kind) {
  return kind === 'ipv4' ? 'IPv4' : 'IPv6';
}

module.exports = { BlockList, SocketAddress };
