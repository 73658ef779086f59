'use strict';

/** Node's `dns`. */

const { lookup, lookupService, settings, hints, promises: lookups } = require('./lookup.js');
const { Resolver, PromisesResolver } = require('./resolve.js');
const { bindTo } = require('./resolver.js');
const { validateOneOf } = require('../errors/validators.js');

const ERRORS = {};
for (const name of ['NODATA', 'FORMERR', 'SERVFAIL', 'NOTFOUND', 'NOTIMP', 'REFUSED', 'BADQUERY', 'BADNAME', 'BADFAMILY',
  'BADRESP', 'CONNREFUSED', 'TIMEOUT', 'EOF', 'FILE', 'NOMEM', 'DESTRUCTION', 'BADSTR', 'BADFLAGS', 'NONAME', 'BADHINTS',
  'NOTINITIALIZED', 'LOADIPHLPAPI', 'ADDRGETNETWORKPARAMS', 'CANCELLED']) {
  ERRORS[name] = `E${name}`;
}

function getDefaultResultOrder() {
  return settings.order;
}

function setDefaultResultOrder(order) {
  validateOneOf(order, 'dnsOrder', ['verbatim', 'ipv4first', 'ipv6first']);
  settings.order = order;
}

/** Both modules ask other servers from now on; what is asked already is not disturbed. */
function defaultResolverSetServers(servers) {
  const resolver = new Resolver();
  resolver.setServers(servers);
  bindAll(resolver);
}

const promises = {
  ...lookups,
  Resolver: PromisesResolver,
  getDefaultResultOrder,
  setDefaultResultOrder,
  setServers: defaultResolverSetServers,
  ...ERRORS,
};

const dns = {
  lookup,
  lookupService,
  Resolver,
  getDefaultResultOrder,
  setDefaultResultOrder,
  setServers: defaultResolverSetServers,
  ...hints,
  ...ERRORS,
};

/** Both share the servers, and what is cancelled or refused because somebody waits. */
function bindAll(resolver) {
  bindTo(dns, resolver);
  const other = new PromisesResolver();
  other._handle = resolver._handle;
  bindTo(promises, other);
}
bindAll(new Resolver());
dns.promises = promises;

module.exports = dns;
