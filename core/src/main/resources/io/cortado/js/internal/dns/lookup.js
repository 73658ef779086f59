'use strict';

/** `dns.lookup` and what else the system's resolver answers. */

const { codes, define } = require('../errors/errors.js');
const { validateFunction, validateOneOf, validateBoolean, validateNumber, validatePort } = require('../errors/validators.js');
const bound = require('../errors/bound.js');
const { promised } = require('../errors/promised.js');
const { isIP } = require('../net/ip.js');
const { customArgs } = require('../util/util.js').promisify;
const binding = internalBinding('dns');

const ALL = 16;
const ADDRCONFIG = 32;
const V4MAPPED = 8;
const UNKNOWN_NAME = -3008;
const settings = { order: 'verbatim' };

/** The error of a failed query: a code and no text of its own. */
function dnsError(code, syscall, hostname, errno = undefined) {
  const error = new Error(hostname ? `${syscall} ${code} ${hostname}` : `${syscall} ${code}`);
  error.errno = errno;
  error.code = code;
  error.syscall = syscall;
  if (hostname) error.hostname = hostname;
  return error;
}

/** The error of `lookup` for libuv's number; an unknown name has a code of Node's own. */
function lookupError(number, hostname) {
  const code = number === UNKNOWN_NAME ? 'ENOTFOUND' : require('../errors/uv.js').errname(number);
  return dnsError(code, 'getaddrinfo', hostname, number);
}

function toFamily(family) {
  switch (family) {
    case 'IPv4':
      return 4;
    case 'IPv6':
      return 6;
    default:
      validateOneOf(family, 'options.family', [0, 4, 6]);
      return family;
  }
}

function normalize(options) {
  if (typeof options === 'number') {
    validateOneOf(options, 'family', [0, 4, 6]);
    return { family: options, all: false, order: settings.order, hints: 0 };
  }
  if (options !== undefined && typeof options !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('options', ['integer', 'object'], options);
  }
  const { family, hints, all, verbatim, order } = options ?? {};
  if (hints != null) {
    validateNumber(hints, 'options.hints');
    if ((hints & ~(ALL | ADDRCONFIG | V4MAPPED)) !== 0) throw new codes.ERR_INVALID_ARG_VALUE('hints', hints);
  }
  if (all != null) validateBoolean(all, 'options.all');
  if (verbatim != null) validateBoolean(verbatim, 'options.verbatim');
  if (order != null) validateOneOf(order, 'options.order', ['verbatim', 'ipv4first', 'ipv6first']);
  return {
    family: family == null ? 0 : toFamily(family),
    all: !!all,
    hints: hints ?? 0,
    order: order ?? (verbatim == null ? settings.order : verbatim ? 'verbatim' : 'ipv4first'),
  };
}

function sorted(list, order) {
  if (order === 'verbatim') return list;
  const first = order === 'ipv4first' ? 4 : 6;
  return [...list.filter((each) => each.family === first), ...list.filter((each) => each.family !== first)];
}

/** What a look-up answers at once: it waits for the callback, and tells who asked for what. */
class GetAddrInfoReqWrap {
  constructor(callback, family, hostname) {
    this.callback = callback;
    this.family = family;
    this.hostname = hostname;
    this.oncomplete = function onlookup() {};
  }
}

class GetNameInfoReqWrap {
  constructor(callback, hostname, port) {
    this.callback = callback;
    this.hostname = hostname;
    this.port = port;
    this.oncomplete = function onlookupservice() {};
  }
}

let warned = false;

function warnOfNoName(hostname) {
  if (warned) return;
  warned = true;
  process.emitWarning(`The provided hostname "${String(hostname)}" is not a valid hostname, and is supported in the dns module `
    + 'solely for compatibility.', 'DeprecationWarning', 'DEP0118');
}

function lookup(hostname, options, callback) {
  const done = typeof options === 'function' ? options : callback;
  if (hostname && typeof hostname !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('hostname', 'string', hostname);
  const { family, all, order, hints } = normalize(typeof options === 'function' ? undefined : options);
  validateFunction(done, 'callback');
  const answer = (list) => (all ? done(null, list) : done(null, list[0].address, list[0].family));
  if (!hostname) {
    warnOfNoName(hostname);
    process.nextTick(() => (all ? done(null, []) : done(null, null, family === 6 ? 6 : 4)));
    return {};
  }
  const kind = isIP(hostname);
  if (kind) {
    process.nextTick(answer, [{ address: hostname, family: kind }]);
    return {};
  }
  binding.lookup(hostname, family, hints, bound((error, found) => {
    if (error || typeof found === 'number') {
      done(error ?? lookupError(found, hostname));
      return;
    }
    const list = Array.from(found, (address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    answer(sorted(list, order));
  }));
  return new GetAddrInfoReqWrap(done, family, hostname);
}
Object.defineProperty(lookup, customArgs, { value: ['address', 'family'] });

define('ERR_INVALID_IP_ADDRESS', 'Invalid IP address: %s', TypeError);

function lookupService(address, port, callback) {
  if (arguments.length !== 3) throw new codes.ERR_MISSING_ARGS('address', 'port', 'callback');
  if (!isIP(address)) throw new codes.ERR_INVALID_ARG_VALUE('address', address);
  validatePort(port);
  validateFunction(callback, 'callback');
  binding.reverse(address, bound((error, name) => {
    if (error || typeof name === 'number') callback(error ?? dnsError('ENOTFOUND', 'getnameinfo', address, -3008));
    else callback(null, name, SERVICES[port] ?? String(port));
  }));
  return new GetNameInfoReqWrap(callback, address, port);
}
Object.defineProperty(lookupService, customArgs, { value: ['hostname', 'service'] });

const SERVICES = { 21: 'ftp', 22: 'ssh', 23: 'telnet', 25: 'smtp', 53: 'domain', 80: 'http', 110: 'pop3', 143: 'imap2', 443: 'https' };

/** The two of `dns/promises`. */
const promises = {
  lookup(hostname, options) {
    if (typeof options?.family === 'string') validateOneOf(options.family, 'options.family', [0, 4, 6]);
    return promised((done) => {
      lookup(hostname, options ?? {}, (error, address, family) => done(error, options?.all ? address : { address, family }));
    });
  },
  lookupService(address, port) {
    if (arguments.length !== 2) throw new codes.ERR_MISSING_ARGS('address', 'port');
    return promised((done) => {
      lookupService(address, port, (error, hostname, service) => done(error, { hostname, service }));
    });
  },
};

module.exports = { lookup, lookupService, promises, dnsError, settings, hints: { ADDRCONFIG, ALL, V4MAPPED } };
