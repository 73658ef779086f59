'use strict';

// What the values of the settings `etag`, `query parser` and `trust proxy` compile to.

const etags = require('./http/etag');

function parseExtendedQueryString(text) {
  return require('./http/qs').parse(text);
}

const parseExtended4 = function parseExtendedQueryString(text) {
  return require('./http/qs').parse(text, { arrayLimit: 1000, countHoles: true, ...require('./older').qs });
};

function parseSimple(text) {
  const flat = { __proto__: null };
  if (require('./http/flat-form').readFlat(text, flat, 1000)) return flat;
  return require('node:querystring').parse(text);
}

/** @returns {Function|undefined} */
function compileETag(value) {
  if (typeof value === 'function') return value;
  switch (value) {
    case true:
    case 'weak':
      return etags.weak;
    case false:
      return undefined;
    case 'strong':
      return etags.strong;
    default:
      throw new TypeError('unknown value for etag function: ' + value);
  }
}

/** @returns {Function|undefined} */
function compileQueryParser(value) {
  if (typeof value === 'function') return value;
  switch (value) {
    case true:
    case 'simple':
      return parseSimple;
    case false:
      return undefined;
    case 'extended':
      return parseExtendedQueryString;
    default:
      throw new TypeError('unknown value for query parser function: ' + value);
  }
}

/** As Express 4 does it: never undefined, and with longer arrays. */
function compileQueryParser4(value) {
  if (value === false) return () => ({});
  return value === 'extended' ? parseExtended4 : compileQueryParser(value);
}

function trustNone() {
  return false;
}

/** @returns {(address: string, hop: number) => boolean} */
function compileTrust(value) {
  if (typeof value === 'function') return value;
  if (value === true) return () => true;
  if (typeof value === 'number') return (address, hop) => hop < value;
  const list = typeof value === 'string' ? value.split(',').map((item) => item.trim()) : value || [];
  if (!Array.isArray(list)) throw new TypeError('unsupported trust argument');
  return list.length === 0 ? trustNone : require('./http/proxy-addr').compileTrust(list);
}

const COMPILERS = { __proto__: null, etag: compileETag, 'query parser': compileQueryParser, 'trust proxy': compileTrust };

/** Sets a setting of an application, and beside it what its value compiles to. */
function store(app, name, value, compilers = COMPILERS) {
  app.settings[name] = value;
  const compile = compilers[name];
  if (compile !== undefined) app.set(name + ' fn', compile(value));
  if (name === 'trust proxy') trustIsDefault(app.settings, false);
  return app;
}

const TRUST_DEFAULT = '@@symbol:trust_proxy_default';

/** Notes in an application's settings whether it has left the trust in proxies at its default. */
function trustIsDefault(settings, value) {
  Object.defineProperty(settings, TRUST_DEFAULT, { configurable: true, value });
}

/** A mounted application that has no idea of its own about proxies takes that of its parent. */
function inheritTrust(settings, { settings: outer }) {
  if (settings[TRUST_DEFAULT] !== true || typeof outer['trust proxy fn'] !== 'function') return;
  delete settings['trust proxy'];
  delete settings['trust proxy fn'];
}

module.exports = {
  COMPILERS, COMPILERS_4: { ...COMPILERS, 'query parser': compileQueryParser4 },
  compileETag, compileQueryParser, compileQueryParser4, compileTrust, inheritTrust, store, trustIsDefault
};
