'use strict';

/** `dns.Resolver`, whose methods call back, and that of `dns/promises`. */

const { validateFunction, validateString } = require('../errors/validators.js');
const { promised } = require('../errors/promised.js');
const { ResolverBase, QueryReqWrap, METHODS, methodFor, syscallOf, query, names } = require('./resolver.js');

/** A method of its own name for one type of records, with callback. */
function calling(rrtype) {
  const name = syscallOf(rrtype);
  return {
    [name](hostname, ...rest) {
      const [options, callback] = rest.length > 1 ? rest : [undefined, rest[0]];
      validateString(hostname, 'name');
      validateFunction(callback, 'callback');
      const asked = new QueryReqWrap(name, callback, hostname, !!options?.ttl);
      query(this, rrtype, hostname, asked.ttl, (...outcome) => Reflect.apply(callback, asked, outcome));
      return asked;
    },
  }[name];
}

/** The same, with a promise. */
function promising(rrtype) {
  const name = syscallOf(rrtype);
  return {
    [name](hostname, options) {
      validateString(hostname, 'name');
      return promised((done) => query(this, rrtype, hostname, !!options?.ttl, done));
    },
  }[name];
}

class Resolver extends ResolverBase {}

class PromisesResolver extends ResolverBase {}
Object.defineProperty(PromisesResolver, 'name', { value: 'Resolver', configurable: true });

for (const [name, rrtype] of Object.entries(METHODS)) {
  Resolver.prototype[name] = withLength(calling(rrtype));
  PromisesResolver.prototype[name] = promising(rrtype);
}

/** What the rest parameter hides: options may be left out. */
function withLength(method) {
  return Object.defineProperty(method, 'length', { value: 2, configurable: true });
}

Resolver.prototype.reverse = Object.defineProperty(function reverse(ip, callback) {
  validateString(ip, 'name');
  validateFunction(callback, 'callback');
  const asked = new QueryReqWrap('getHostByAddr', callback, ip, false);
  const error = names(this, ip, (...outcome) => Reflect.apply(callback, asked, outcome));
  if (error !== undefined) throw error;
  return asked;
}, 'name', { value: 'getHostByAddr', configurable: true });

Resolver.prototype.resolve = function resolve(hostname, rrtype, callback) {
  if (typeof rrtype === 'function') return this.resolve4(hostname, rrtype);
  validateString(rrtype, 'rrtype');
  return this[methodFor(rrtype)](hostname, callback);
};

PromisesResolver.prototype.reverse = Object.defineProperty(function reverse(ip, options) { // eslint-disable-line no-unused-vars
  validateString(ip, 'name');
  return promised((done) => {
    const error = names(this, ip, done);
    if (error !== undefined) done(error);
  });
}, 'name', { value: 'getHostByAddr', configurable: true });

PromisesResolver.prototype.resolve = function resolve(hostname, rrtype) {
  if (rrtype !== undefined) validateString(rrtype, 'rrtype');
  return this[methodFor(rrtype ?? 'A')](hostname);
};

module.exports = { Resolver, PromisesResolver };
