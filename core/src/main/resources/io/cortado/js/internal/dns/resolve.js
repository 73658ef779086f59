'use strict';

/** `dns.resolve*`: addresses and names by the system's resolver; other records are not to be had on the JVM's. */

const { codes, unsupported } = require('../errors/errors.js');
const { validateFunction, validateString } = require('../errors/validators.js');
const bound = require('../errors/bound.js');
const { isIP } = require('../net/ip.js');
const { dnsError } = require('./lookup.js');
const binding = internalBinding('dns');

const NO_ANSWER = -3001;
const PATIENCE = 1000;
const OTHERS = ['Any', 'Caa', 'Cname', 'Mx', 'Naptr', 'Ns', 'Ptr', 'Soa', 'Srv', 'Tlsa', 'Txt'];

/** No answer is a refusal where it came at once. */
function codeOf(number, asked) {
  if (number !== NO_ANSWER) return 'ENOTFOUND';
  return Date.now() - asked < PATIENCE ? 'ECONNREFUSED' : 'ETIMEOUT';
}

function addresses(family, syscall) {
  return (hostname, options, callback) => {
    const done = typeof options === 'function' ? options : callback;
    validateString(hostname, 'name');
    validateFunction(done, 'callback');
    const withTtl = typeof options === 'object' && options?.ttl;
    const asked = Date.now();
    binding.lookup(hostname, family, bound((error, found) => {
      if (error || typeof found === 'number') done(error ?? dnsError(codeOf(found, asked), syscall, hostname));
      else done(null, Array.from(found, (address) => (withTtl ? { address, ttl: 0 } : address)));
    }));
    return {};
  };
}

const resolve4 = addresses(4, 'queryA');
const resolve6 = addresses(6, 'queryAaaa');

function reverse(ip, callback) {
  validateString(ip, 'name');
  validateFunction(callback, 'callback');
  if (!isIP(ip)) throw dnsError('EINVAL', 'getHostByAddr', ip, -22);
  binding.reverse(ip, bound((error, name) => {
    if (error || typeof name === 'number') callback(error ?? dnsError('ENOTFOUND', 'getHostByAddr', ip));
    else callback(null, [name]);
  }));
}

function refuse(kind) {
  return () => {
    throw unsupported(`dns.resolve${kind}`, 'only A and AAAA records and reverse names can be looked up');
  };
}

const methods = { resolve4, resolve6, reverse };
for (const kind of OTHERS) methods[`resolve${kind}`] = refuse(kind);

methods.resolve = function resolve(hostname, rrtype, callback) {
  const done = typeof rrtype === 'function' ? rrtype : callback;
  const type = typeof rrtype === 'function' ? 'A' : rrtype;
  validateString(type, 'rrtype');
  if (type === 'A') return resolve4(hostname, done);
  if (type === 'AAAA') return resolve6(hostname, done);
  const kind = OTHERS.find((each) => each.toUpperCase() === type);
  if (kind === undefined) throw new codes.ERR_INVALID_ARG_VALUE('rrtype', type);
  return methods[`resolve${kind}`](hostname, done);
};

function setServers() {
  throw unsupported('dns.setServers', "the machine's own resolver is always asked");
}

/** Name servers the machine is configured with. */
function getServers() {
  try {
    const text = require('../fs/fs.js').readFileSync('/etc/resolv.conf', 'utf8');
    return [...text.matchAll(/^\s*nameserver\s+(\S+)/gm)].map((match) => match[1]);
  } catch {
    return [];
  }
}

module.exports = { methods, setServers, getServers };
