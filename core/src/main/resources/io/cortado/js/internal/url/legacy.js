'use strict';

/** The older half of `url`: `parse`, `format`, `resolve` and their `Url` records. */

const { codes } = require('../errors/errors.js');
const { validateString } = require('../errors/validators.js');
const querystring = require('../querystring/querystring.js');

const hostless = new Set(['javascript', 'javascript:']);
const slashed = new Set(['http', 'https', 'ftp', 'gopher', 'file', 'ws', 'wss'].flatMap((name) => [name, `${name}:`]));

/** What `url.parse` returns. */
function Url() {
  this.protocol = null;
  this.slashes = null;
  this.auth = null;
  this.host = null;
  this.port = null;
  this.hostname = null;
  this.hash = null;
  this.search = null;
  this.query = null;
  this.pathname = null;
  this.path = null;
  this.href = null;
}

function urlParse(url, parseQueryString, slashesDenoteHost) {
  if (url instanceof Url) return url;
  const out = new Url();
  out.parse(url, parseQueryString, slashesDenoteHost);
  return out;
}

/** Trims white space and turns back slashes before the query into slashes, as browsers do. */
function clean(url) {
  // eslint-disable-next-line no-control-regex -- Node trims control characters too
  const text = url.replace(/^[\0-\x20\u00a0\ufeff]+|[\0-\x20\u00a0\ufeff]+$/g, '');
  if (!text.includes('\\')) return text;
  const end = text.search(/[?#]/);
  if (end === -1) return text.replaceAll('\\', '/');
  return text.slice(0, end).replaceAll('\\', '/') + text.slice(end);
}

const escaped = {
  '\t': '%09', '\n': '%0A', '\r': '%0D', ' ': '%20', '"': '%22', "'": '%27', '<': '%3C', '>': '%3E', '\\': '%5C',
  '^': '%5E', '`': '%60', '{': '%7B', '|': '%7C', '}': '%7D',
};

function escapeUnsafe(text) {
  return text.replace(/[\t\n\r "'<>\\^`{|}]/g, (char) => escaped[char]);
}

Url.prototype.parse = function parse(input, parseQueryString, slashesDenoteHost) {
  validateString(input, 'url');
  let rest = clean(input);
  if (!slashesDenoteHost && !input.includes('#') && !input.includes('@')) {
    const simple = /^(\/\/?(?!\/)[^?\s]*)(\?[^\s]*)?$/.exec(rest);
    if (simple) {
      this.path = rest;
      this.href = rest;
      this.pathname = simple[1];
      if (simple[2]) {
        this.search = simple[2];
        this.query = simple[2].slice(1);
        if (parseQueryString) this.query = querystring.parse(this.query);
      } else if (parseQueryString) {
        this.search = null;
        this.query = { __proto__: null };
      }
      return this;
    }
  }
  const scheme = /^[a-z0-9.+-]+:/i.exec(rest);
  const protocol = scheme === null ? undefined : scheme[0].toLowerCase();
  if (scheme !== null) {
    this.protocol = protocol;
    rest = rest.slice(scheme[0].length);
  }
  let slashes = false;
  if (slashesDenoteHost || scheme !== null || /^\/\/[^@/]+@[^@/]+/.test(rest)) {
    slashes = rest.startsWith('//');
    if (slashes && !(scheme !== null && hostless.has(protocol))) {
      rest = rest.slice(2);
      this.slashes = true;
    }
  }
  if (!hostless.has(protocol) && (slashes || (scheme !== null && !slashed.has(protocol)))) {
    rest = takeHost(this, rest, input);
  }
  if (!hostless.has(protocol)) rest = escapeUnsafe(rest);
  takeTail(this, rest, parseQueryString);
  if (slashed.has(protocol) && this.hostname && !this.pathname) this.pathname = '/';
  if (this.pathname || this.search) this.path = (this.pathname || '') + (this.search || '');
  this.href = this.format();
  return this;
};

/** Takes "auth@host:port" off the front; what may not stand in a host starts the path. */
function takeHost(url, rest, input) {
  let at = -1;
  let nonHost = -1;
  for (let i = 0; i < rest.length; i++) {
    const char = rest[i];
    if (char === '#' || char === '/' || char === '?') {
      if (nonHost === -1) nonHost = i;
      break;
    }
    if (char === '@') {
      at = i;
      nonHost = -1;
    } else if (char === '\t' || char === '\n' || char === '\r') {
      rest = rest.slice(0, i) + rest.slice(i + 1);
      i--;
    } else if (nonHost === -1 && ' "%\';<>\\^`{|}'.includes(char)) {
      nonHost = i;
    }
  }
  let start = 0;
  if (at !== -1) {
    url.auth = decodeURIComponent(rest.slice(0, at));
    start = at + 1;
  }
  url.host = nonHost === -1 ? rest.slice(start) : rest.slice(start, nonHost);
  rest = nonHost === -1 ? '' : rest.slice(nonHost);
  url.parseHost();
  if (typeof url.hostname !== 'string') url.hostname = '';
  const ipv6 = url.hostname.startsWith('[') && url.hostname.endsWith(']');
  if (!ipv6) {
    const bad = /[/\\#?:]/.exec(url.hostname);
    if (bad !== null) {
      rest = `/${url.hostname.slice(bad.index)}${rest}`;
      url.hostname = url.hostname.slice(0, bad.index);
    }
  }
  url.hostname = url.hostname.length > 255 ? '' : url.hostname.toLowerCase();
  if (url.hostname !== '') {
    if (ipv6) {
      if (/[\0\t\n\r #%/<>?@\\^|]/.test(url.hostname)) throw new codes.ERR_INVALID_URL(input);
    } else {
      const ascii = require('./host.js').domainToAscii(url.hostname);
      url.hostname = ascii ?? '';
      if (url.hostname === '' || /[\0\t\n\r #%/:<>?@[\\\]^|]/.test(url.hostname)) throw new codes.ERR_INVALID_URL(input);
    }
  }
  url.host = url.hostname + (url.port ? `:${url.port}` : '');
  if (ipv6) {
    url.hostname = url.hostname.slice(1, -1);
    if (rest[0] !== '/') rest = `/${rest}`;
  }
  return rest;
}

function takeTail(url, rest, parseQueryString) {
  const hash = rest.indexOf('#');
  let mark = rest.indexOf('?');
  if (hash !== -1) {
    url.hash = rest.slice(hash);
    if (mark > hash) mark = -1;
  }
  if (mark !== -1) {
    url.search = rest.slice(mark, hash === -1 ? undefined : hash);
    url.query = url.search.slice(1);
    if (parseQueryString) url.query = querystring.parse(url.query);
  } else if (parseQueryString) {
    url.search = null;
    url.query = { __proto__: null };
  }
  const end = mark !== -1 ? mark : hash;
  if (end === -1) {
    if (rest.length > 0) url.pathname = rest;
  } else if (end > 0) {
    url.pathname = rest.slice(0, end);
  }
}

Url.prototype.parseHost = function parseHost() {
  let { host } = this;
  const port = /:[0-9]*$/.exec(host);
  if (port !== null) {
    if (port[0] !== ':') this.port = port[0].slice(1);
    host = host.slice(0, host.length - port[0].length);
  }
  if (host) this.hostname = host;
};

function encodeAuth(auth) {
  return encodeURIComponent(auth).replace(/%3A/gi, ':').replace(/%([0-9a-f]{2})/gi, (m) => m.toUpperCase());
}

Url.prototype.format = function format() {
  const auth = this.auth ? `${encodeAuth(this.auth)}@` : '';
  let protocol = this.protocol || '';
  let pathname = this.pathname || '';
  let hash = this.hash || '';
  let host = '';
  if (this.host) {
    host = auth + this.host;
  } else if (this.hostname) {
    const ipv6 = this.hostname.includes(':') && !this.hostname.startsWith('[');
    host = auth + (ipv6 ? `[${this.hostname}]` : this.hostname);
    if (this.port) host += `:${this.port}`;
  }
  const query = this.query !== null && typeof this.query === 'object' ? querystring.stringify(this.query) : '';
  let search = this.search || (query && `?${query}`) || '';
  if (protocol && !protocol.endsWith(':')) protocol += ':';
  pathname = pathname.replace(/[?#]/g, (char) => (char === '#' ? '%23' : '%3F'));
  if (this.slashes || slashed.has(protocol)) {
    if (this.slashes || host) {
      if (pathname && pathname[0] !== '/') pathname = `/${pathname}`;
      host = `//${host}`;
    } else if (protocol.startsWith('file')) {
      host = '//';
    }
  }
  search = search.replaceAll('#', '%23');
  if (hash && hash[0] !== '#') hash = `#${hash}`;
  if (search && search[0] !== '?') search = `?${search}`;
  return protocol + host + pathname + search + hash;
};

Url.prototype.resolve = function resolve(relative) {
  return this.resolveObject(urlParse(relative, false, true)).format();
};

Url.prototype.resolveObject = function resolveObject(relative) {
  if (typeof relative === 'string') {
    const parsed = new Url();
    parsed.parse(relative, false, true);
    relative = parsed;
  }
  const result = Object.assign(new Url(), this);
  result.hash = relative.hash;
  if (relative.href === '') {
    result.href = result.format();
    return result;
  }
  if (relative.slashes && !relative.protocol) {
    const { protocol } = result;
    Object.assign(result, relative, { protocol });
    if (slashed.has(protocol) && result.hostname && !result.pathname) result.path = result.pathname = '/';
    result.href = result.format();
    return result;
  }
  if (relative.protocol && relative.protocol !== result.protocol) return otherScheme(result, relative);
  return samePlace(result, relative);
};

function otherScheme(result, relative) {
  if (!slashed.has(relative.protocol)) {
    Object.assign(result, relative);
    result.href = result.format();
    return result;
  }
  result.protocol = relative.protocol;
  if (!relative.host && !/^file:?$/.test(relative.protocol) && !hostless.has(relative.protocol)) {
    const parts = (relative.pathname || '').split('/');
    while (parts.length && !(relative.host = parts.shift()));
    relative.host ||= '';
    relative.hostname ||= '';
    if (parts[0] !== '') parts.unshift('');
    if (parts.length < 2) parts.unshift('');
    result.pathname = parts.join('/');
  } else {
    result.pathname = relative.pathname;
  }
  result.search = relative.search;
  result.query = relative.query;
  result.host = relative.host || '';
  result.auth = relative.auth;
  result.hostname = relative.hostname || relative.host;
  result.port = relative.port;
  if (result.pathname || result.search) result.path = (result.pathname || '') + (result.search || '');
  result.slashes = result.slashes || relative.slashes;
  result.href = result.format();
  return result;
}

function samePlace(result, relative) {
  const fromRoot = result.pathname && result.pathname[0] === '/';
  const toRoot = relative.host || (relative.pathname && relative.pathname[0] === '/');
  let mustEndAbsolute = toRoot || fromRoot || (result.host && relative.pathname);
  const removeDots = mustEndAbsolute;
  let source = (result.pathname && result.pathname.split('/')) || [];
  const target = (relative.pathname && relative.pathname.split('/')) || [];
  const bare = result.protocol && !slashed.has(result.protocol);
  if (bare) {
    result.hostname = '';
    result.port = null;
    if (result.host) {
      if (source[0] === '') source[0] = result.host;
      else source.unshift(result.host);
    }
    result.host = '';
    if (relative.protocol) {
      relative.hostname = null;
      relative.port = null;
      result.auth = null;
      if (relative.host) {
        if (target[0] === '') target[0] = relative.host;
        else target.unshift(relative.host);
      }
      relative.host = null;
    }
    mustEndAbsolute = mustEndAbsolute && (target[0] === '' || source[0] === '');
  }
  if (toRoot) {
    if (relative.host || relative.host === '') {
      if (result.host !== relative.host) result.auth = null;
      result.host = relative.host;
      result.port = relative.port;
    }
    if (relative.hostname || relative.hostname === '') {
      if (result.hostname !== relative.hostname) result.auth = null;
      result.hostname = relative.hostname;
    }
    result.search = relative.search;
    result.query = relative.query;
    source = target;
  } else if (target.length) {
    source = source.slice(0, -1).concat(target);
    result.search = relative.search;
    result.query = relative.query;
  } else if (relative.search !== null && relative.search !== undefined) {
    if (bare) moveHost(result, source, true);
    result.search = relative.search;
    result.query = relative.query;
    if (result.pathname !== null || result.search !== null) {
      result.path = (result.pathname || '') + (result.search || '');
    }
    result.href = result.format();
    return result;
  }
  if (source.length === 0) {
    result.pathname = null;
    result.path = result.search ? `/${result.search}` : null;
    result.href = result.format();
    return result;
  }
  setPath(result, relative, source, { mustEndAbsolute, removeDots, bare });
  return result;
}

function moveHost(result, source, hostIsSource) {
  const host = hostIsSource ? source.shift() : '';
  result.hostname = result.host = host;
  const at = result.host && result.host.indexOf('@') > 0 && result.host.split('@');
  if (at) {
    result.auth = at.shift();
    result.host = result.hostname = at.shift();
  }
}

function setPath(result, relative, source, { mustEndAbsolute, removeDots, bare }) {
  let last = source[source.length - 1];
  const trailing = ((result.host || relative.host || source.length > 1) && (last === '.' || last === '..')) || last === '';
  let up = 0;
  for (let i = source.length - 1; i >= 0; i--) {
    last = source[i];
    if (last === '.') {
      source.splice(i, 1);
    } else if (last === '..') {
      source.splice(i, 1);
      up++;
    } else if (up) {
      source.splice(i, 1);
      up--;
    }
  }
  if (!mustEndAbsolute && !removeDots) while (up--) source.unshift('..');
  if (mustEndAbsolute && source[0] !== '' && (!source[0] || source[0][0] !== '/')) source.unshift('');
  if (trailing && !source.join('/').endsWith('/')) source.push('');
  const absolute = source[0] === '' || (source[0] && source[0][0] === '/');
  if (bare) moveHost(result, source, !absolute && source.length > 0);
  mustEndAbsolute = mustEndAbsolute || (result.host && source.length);
  if (mustEndAbsolute && !absolute) source.unshift('');
  if (!source.length) {
    result.pathname = null;
    result.path = null;
  } else {
    result.pathname = source.join('/');
  }
  if (result.pathname !== null || result.search !== null) {
    result.path = (result.pathname || '') + (result.search || '');
  }
  result.auth = relative.auth || result.auth;
  result.slashes = result.slashes || relative.slashes;
  result.href = result.format();
}

module.exports = { Url, urlParse };
