'use strict';

// What Express 4 adds to `http.IncomingMessage`.

const http = require('node:http');
const { deprecateExpress } = require('../deprecate');
const { isFresh } = require('../http/fresh');
const base = require('../http/request');
const { installAccepts } = require('../http/request-accepts');
const { typeIs } = require('../http/type-is');
const { hostOf, installParsedUrl, withoutPort } = require('../http/url');
const mime = require('../http/mime').createMime(4);
const parseRange = require('../http/range');

const CONDITIONAL = Symbol.for('cortado.http.conditional');

const req = Object.create(http.IncomingMessage.prototype);

module.exports = req;

installParsedUrl(req);

for (const name of Object.keys(base)) {
  if (name !== 'query') Object.defineProperty(req, name, Object.getOwnPropertyDescriptor(base, name));
}

installAccepts(req, mime);

function deprecatedAlias(name, target) {
  req[name] = function (...args) {
    deprecateExpress(`req.${name}: Use ${target} instead`);
    return this[target](...args);
  };
}

deprecatedAlias('acceptsEncoding', 'acceptsEncodings');
deprecatedAlias('acceptsCharset', 'acceptsCharsets');
deprecatedAlias('acceptsLanguage', 'acceptsLanguages');

/** The byte ranges asked for; -1 unsatisfiable, -2 malformed, undefined without any. */
req.range = function range(size, options) {
  const header = this.get('Range');
  return header ? parseRange(size, header, options, true) : undefined;
};

/** A value of the path, the body or the query, in this order. */
req.param = function param(name, defaultValue) {
  const params = this.params || {};
  const body = this.body || {};
  const query = this.query || {};
  const form = arguments.length === 1 ? 'name' : 'name, default';
  deprecateExpress('req.param(' + form + '): Use req.params, req.body, or req.query instead');
  if (params[name] != null && params.hasOwnProperty(name)) return params[name];
  if (body[name] != null) return body[name];
  if (query[name] != null) return query[name];
  return defaultValue;
};

/** Whether the body is of one of the types. */
req.is = function is(types, ...rest) {
  const list = Array.isArray(types) ? types : arguments.length === 0 ? [] : [types, ...rest];
  return typeIs(this, list, mime);
};

function getter(name, get) {
  Object.defineProperty(req, name, { configurable: true, enumerable: true, get });
}

getter('hostname', function hostname() {
  return withoutPort(hostOf(this));
});

getter('host', function () {
  deprecateExpress('req.host: Use req.hostname instead');
  return this.hostname;
});

getter('fresh', function () {
  const method = this.method;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'QUERY') return false;
  // An HTTP module that knows there are no conditions spares us the headers.
  if (this[CONDITIONAL] === false) return false;
  const res = this.res;
  const status = res.statusCode;
  if (!(status >= 200 && status < 300) && status !== 304) return false;
  return isFresh(this.headers, res.get('ETag'), res.get('Last-Modified'), true);
});
