'use strict';

/** What resolvers of both kinds have: servers, questions to them, and how what was asked is told. */

const { codes, define, stamp } = require('../errors/errors.js');
const { validateArray, validateInt32, validateString, validateUint32, validateNumber } = require('../errors/validators.js');
const bound = require('../errors/bound.js');
const { isIP } = require('../net/ip.js');
const { ANY, numberOf, answerOf } = require('./records.js');
const { dnsError } = require('./lookup.js');
const binding = internalBinding('dns');

define('ERR_DNS_SET_SERVERS_FAILED', 'c-ares failed to set servers: "%s" [%s]', Error);

const TRIES = 4;
const MOST = 2 ** 31 - 1;

/** The methods, in their order, and the records each asks for. */
const METHODS = {
  resolveAny: 'ANY', resolve4: 'A', resolve6: 'AAAA', resolveCaa: 'CAA', resolveCname: 'CNAME', resolveMx: 'MX',
  resolveNs: 'NS', resolveTlsa: 'TLSA', resolveTxt: 'TXT', resolveSrv: 'SRV', resolvePtr: 'PTR', resolveNaptr: 'NAPTR',
  resolveSoa: 'SOA',
};

/** Those of them that `dns` and `dns/promises` have as functions, in that order. */
const FUNCTIONS = ['getServers', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveCaa', 'resolveCname', 'resolveMx',
  'resolveNaptr', 'resolveNs', 'resolvePtr', 'resolveSoa', 'resolveSrv', 'resolveTlsa', 'resolveTxt', 'reverse'];

/** The method for records of a type as the app names it; others are refused. */
function methodFor(type) {
  const method = Object.keys(METHODS).find((name) => METHODS[name] === type);
  if (method === undefined) throw new codes.ERR_INVALID_ARG_VALUE('rrtype', type);
  return method;
}

/** What an error of the records says was called. */
const syscallOf = (type) => `query${type[0]}${type.slice(1).toLowerCase()}`;

/** Java's resolver behind a name that tells nothing of it. */
class ChannelWrap {
  #resolver;

  constructor(timeout, tries, maxTimeout) {
    this.#resolver = binding.resolver(Math.max(timeout, 0), tries, maxTimeout);
  }

  static resolver(of) {
    return of.#resolver;
  }
}

/** What waits for an answer; also `this` in the callback. */
class QueryReqWrap {
  constructor(bindingName, callback, hostname, ttl) {
    this.bindingName = bindingName;
    this.callback = callback;
    this.hostname = hostname;
    this.oncomplete = function onresolve() {};
    if (ttl !== undefined) this.ttl = ttl;
  }
}

const ascii = (name) => (/[^\0-\x7f]/.test(name)
  ? require('../punycode/punycode.js').toASCII(name.normalize('NFKC').toLowerCase()) : name);

const toArrays = (records) => Array.from(records, (record) => (typeof record === 'string' ? record : Array.from(record)));

function settle(found, tell, failed, done) {
  const answer = typeof found === 'string' ? found : tell(toArrays(found));
  if (typeof answer === 'string') done(failed(answer));
  else done(null, answer);
}

/** Asks for records; `done(error)` or `done(null, answer)`. */
function query(resolver, rrtype, name, ttl, done) {
  if (name.includes('\0')) {
    throw new codes.ERR_INVALID_ARG_VALUE('name', name, 'must be a string without null bytes');
  }
  const type = rrtype === 'ANY' ? ANY : numberOf(rrtype);
  const failed = (code) => dnsError(code, syscallOf(rrtype), name);
  ChannelWrap.resolver(resolver._handle).query(ascii(name), type, bound((error, found) => {
    if (error) done(error);
    else settle(found, (records) => answerOf(records, type, name, ttl), failed, done);
  }));
}

/** Asks for the names of an address; answers an error where it is none. */
function names(resolver, ip, done) {
  if (!isIP(ip)) return dnsError('EINVAL', 'getHostByAddr', ip, -22);
  const failed = (code) => dnsError(code, 'getHostByAddr', ip);
  const tell = (list) => (list.length === 0 || typeof list[0] === 'string' ? list : answerOf(list, numberOf('PTR'), ip));
  ChannelWrap.resolver(resolver._handle).reverse(ip.replace(/%.*/, ''), bound((error, found) => {
    if (error) done(error);
    else settle(found, tell, failed, done);
  }));
  return undefined;
}

/** Address and port of a server as the app writes it. */
function place(server, index) {
  validateString(server, `servers[${index}]`);
  if (isIP(server)) return [server.replace(/%.*/, ''), '53'];
  const [, inBrackets, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(server) ?? [];
  const ip = inBrackets ?? plain;
  if (!isIP(ip) || (port !== undefined && !(port > 0 && port < 65536))) throw new codes.ERR_INVALID_IP_ADDRESS(server);
  return [ip.replace(/%.*/, ''), port ?? '53'];
}

function localAddresses(ipv4, ipv6) {
  validateString(ipv4, 'ipv4');
  if (ipv6 !== undefined) validateString(ipv6, 'ipv6');
  const given = ipv6 === undefined ? [ipv4] : [ipv4, ipv6];
  const kinds = given.map(isIP);
  const refuse = (text) => stamp(new TypeError(text), 'ERR_INVALID_ARG_VALUE', localAddresses);
  if (kinds.includes(0)) throw refuse('Invalid IP address.');
  if (kinds[0] === kinds[1]) throw refuse(`Cannot specify two IPv${kinds[0]} addresses.`);
  return [given[kinds.indexOf(4)] ?? '0.0.0.0', given[kinds.indexOf(6)] ?? '::'];
}

class ResolverBase {
  constructor(options = undefined) {
    const { timeout = -1, tries = TRIES, maxTimeout = 0 } = { ...options };
    validateInt32(timeout, 'options.timeout', -1);
    validateInt32(tries, 'options.tries', 1, MOST);
    validateNumber(maxTimeout, 'options.maxTimeout');
    validateUint32(maxTimeout, 'options.maxTimeout');
    this._handle = new ChannelWrap(timeout, tries, maxTimeout);
  }

  cancel() {
    ChannelWrap.resolver(this._handle).cancel();
  }

  getServers() {
    return Array.from(ChannelWrap.resolver(this._handle).servers());
  }

  setServers(servers) {
    validateArray(servers, 'servers');
    if (!ChannelWrap.resolver(this._handle).setServers(servers.flatMap(place))) {
      throw new codes.ERR_DNS_SET_SERVERS_FAILED('There are pending queries.', require('../inspect/inspect.js').inspect(servers));
    }
  }

  setLocalAddress(ipv4, ipv6) {
    ChannelWrap.resolver(this._handle).setLocalAddress(...localAddresses(ipv4, ipv6));
  }
}

/** Gives the functions of a default resolver to `dns` or `dns/promises`. */
function bindTo(target, resolver) {
  for (const name of FUNCTIONS) target[name] = resolver[name].bind(resolver);
}

module.exports = { ResolverBase, QueryReqWrap, METHODS, methodFor, syscallOf, query, names, bindTo };
