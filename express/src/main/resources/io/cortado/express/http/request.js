'use strict';

// What Express 5 adds to `http.IncomingMessage`.

const http = require('node:http');
const { isFresh } = require('./fresh');
const mime = require('./mime').createMime(5);
const { installAccepts } = require('./request-accepts');
const { hostOf, installParsedUrl, isPlainUrl, parseUrl, queryOf, withoutPort } = require('./url');

const CONDITIONAL = Symbol.for('cortado.http.conditional');

// Loaded at the first req.ip.
let proxyAddr;

const req = Object.create(http.IncomingMessage.prototype);

module.exports = req;

installParsedUrl(req);

/** A header field; Referer and Referrer are one. */
req.get = req.header = function header(name) {
  if (!name) throw new TypeError('name argument is required to req.get');
  if (typeof name !== 'string') throw new TypeError('name must be a string to req.get');
  const field = name.toLowerCase();
  if (field === 'referer' || field === 'referrer') return this.headers.referrer || this.headers.referer;
  return this.headers[field];
};

installAccepts(req, mime);

/** The byte ranges asked for; -1 unsatisfiable, -2 malformed, undefined without any. */
req.range = function range(size, options) {
  const header = this.get('Range');
  return header ? require('./range')(size, header, options, false) : undefined;
};

function getter(name, get) {
  Object.defineProperty(req, name, { configurable: true, enumerable: true, get });
}

getter('query', function query() {
  const parse = this.app.get('query parser fn');
  return parse ? parse(queryOf(this)) : Object.create(null);
});

/** Whether the body is of one of the types. */
req.is = function is(types, ...rest) {
  return require('./type-is').typeIs(this, Array.isArray(types) ? types : arguments.length === 0 ? [] : [types, ...rest], mime);
};

function trustsPeer(message) {
  return message.app.get('trust proxy fn')(message.socket.remoteAddress, 0);
}

getter('protocol', function protocol() {
  const own = this.socket.encrypted ? 'https' : 'http';
  if (!trustsPeer(this)) return own;
  const header = this.get('X-Forwarded-Proto') || own;
  const comma = header.indexOf(',');
  return (comma === -1 ? header : header.substring(0, comma)).trim();
});

getter('secure', function secure() {
  return this.protocol === 'https';
});

function addressesOf(message) {
  proxyAddr ??= require('./proxy-addr');
  return proxyAddr.trustedAddresses(message, message.app.get('trust proxy fn'));
}

getter('ip', function ip() {
  const addresses = addressesOf(this);
  return addresses[addresses.length - 1];
});

getter('ips', function ips() {
  const addresses = addressesOf(this);
  addresses.reverse().pop();
  return addresses;
});

getter('subdomains', function subdomains() {
  const hostname = this.hostname;
  if (!hostname) return [];
  const offset = this.app.get('subdomain offset');
  const labels = require('node:net').isIP(hostname) ? [hostname] : hostname.split('.').reverse();
  return labels.slice(offset);
});

getter('path', function path() {
  const { url } = this;
  if (isPlainUrl(url)) {
    const search = url.indexOf('?');
    return search === -1 ? url : url.substring(0, search);
  }
  return parseUrl(this).pathname;
});

getter('host', function host() {
  return hostOf(this) || undefined;
});

getter('hostname', function hostname() {
  return withoutPort(this.host);
});

getter('fresh', function () {
  const method = this.method;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'QUERY') return false;
  // An HTTP module that knows there are no conditions spares us the headers.
  if (this[CONDITIONAL] === false) return false;
  const res = this.res;
  const status = res.statusCode;
  if (!(status >= 200 && status < 300) && status !== 304) return false;
  return isFresh(this.headers, res.get('ETag'), res.get('Last-Modified'));
});

getter('stale', function stale() {
  return !this.fresh;
});

getter('xhr', function xhr() {
  return (this.get('X-Requested-With') || '').toLowerCase() === 'xmlhttprequest';
});
