'use strict';

/** Node's `dns`. */

const { lookup, lookupService, settings, hints } = require('./lookup.js');
const { methods, setServers, getServers } = require('./resolve.js');
const { validateOneOf } = require('../errors/validators.js');
const { promised } = require('../errors/promised.js');

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

/** A class of resolvers, each of which asks the machine's. */
function resolver(own) {
  class Resolver {
    cancel() {}

    setLocalAddress() {}
  }
  Object.assign(Resolver.prototype, own, { getServers, setServers });
  return Resolver;
}

const toPromises = (method) => (...args) => promised((done) => method(...args, done));

const promises = {
  lookup: lookup[Symbol.for('nodejs.util.promisify.custom')],
  lookupService: (address, port) => promised((done) => {
    lookupService(address, port, (error, hostname, service) => done(error, { hostname, service }));
  }),
  getDefaultResultOrder,
  setDefaultResultOrder,
  setServers,
  getServers,
  ...ERRORS,
};
const promisedMethods = Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, toPromises(method)]));
Object.assign(promises, promisedMethods, { Resolver: resolver(promisedMethods) });

module.exports = {
  lookup,
  lookupService,
  Resolver: resolver(methods),
  getDefaultResultOrder,
  setDefaultResultOrder,
  setServers,
  getServers,
  ...hints,
  ...ERRORS,
  ...methods,
  promises,
};
