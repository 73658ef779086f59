'use strict';

/**
 * The older half of `url`: `parse`, `format`, `resolve` and their `Url` records, which anyone may change. Java reads and
 * writes their text; what one record makes of another is worked out here.
 */

const { codes } = require('../errors/errors.js');
const { validateString } = require('../errors/validators.js');
const querystring = require('../querystring/querystring.js');

const slashed = new Set(['http', 'https', 'ftp', 'gopher', 'file', 'ws', 'wss'].flatMap((name) => [name, `${name}:`]));

let binding;
let toldOfPort = false;

const nothing = {
  protocol: null, slashes: null, auth: null, host: null, port: null, hostname: null,
  hash: null, search: null, query: null, pathname: null, path: null, href: null,
};

/** What `url.parse` returns. */
function Url() {
  Object.assign(this, nothing);
}

function urlParse(url, parseQueryString, slashesDenoteHost) {
  return url instanceof Url ? url : new Url().parse(url, parseQueryString, slashesDenoteHost);
}

/** The parts of a URL's text, in the order of Java's `LegacyUrl`; a number where it is a path alone. */
function read(text, slashesDenoteHost) {
  binding ??= internalBinding('url');
  const parts = binding.parseLegacy(text, Boolean(slashesDenoteHost));
  if (parts === 'host') throw new codes.ERR_INVALID_URL(text);
  if (parts === 'escape') throw new URIError('URI malformed');
  if (parts === 'surrogate') throw new codes.ERR_INVALID_URI();
  if (typeof parts !== 'number' && parts[11] !== null && !toldOfPort) {
    toldOfPort = true;
    process.emitWarning(`The URL ${text} is invalid. Future versions of Node.js will throw an error.`,
      'DeprecationWarning', 'DEP0170');
  }
  return parts;
}

function takeSearch(url, search, parseQueryString) {
  if (search !== null) {
    url.search = search;
    url.query = parseQueryString ? querystring.parse(search.slice(1)) : search.slice(1);
  } else if (parseQueryString) {
    url.search = null;
    url.query = { __proto__: null };
  }
}

Url.prototype.parse = function parse(url, parseQueryString, slashesDenoteHost) {
  validateString(url, 'url');
  const parts = read(url, slashesDenoteHost);
  if (typeof parts === 'number') {
    this.path = this.href = url;
    this.pathname = url.slice(0, parts);
    takeSearch(this, parts < url.length ? url.slice(parts) : null, parseQueryString);
    return this;
  }
  const [protocol, slashes, auth, host, port, hostname, hash, search, pathname, path, href] = parts;
  const used = this.href !== null;
  if (protocol !== null) this.protocol = protocol;
  if (slashes !== null) this.slashes = true;
  if (auth !== null) this.auth = auth;
  if (host !== null) {
    this.host = host;
    this.hostname = hostname;
    if (port !== null) this.port = port;
  }
  if (hash !== null) this.hash = hash;
  takeSearch(this, search, parseQueryString);
  if (pathname !== null) this.pathname = pathname;
  if (path !== null) this.path = path;
  // A record that is parsed into again keeps what the new text leaves open; half a character in a query is an error.
  const open = used || (parseQueryString && !href.isWellFormed());
  this.href = open && !(path === href && href.startsWith('/')) ? this.format() : href;
  return this;
};

const textOf = (value) => (value ? `${value}` : '');

Url.prototype.format = function format() {
  const { query } = this;
  // Told in any case: what cannot be written of it is an error.
  const told = query !== null && typeof query === 'object' ? querystring.stringify(query) : '';
  const search = textOf(this.search) || (told && `?${told}`);
  binding ??= internalBinding('url');
  const href = binding.formatLegacy(Boolean(this.slashes), textOf(this.protocol), textOf(this.auth), textOf(this.host),
    textOf(this.hostname), textOf(this.port), textOf(this.pathname), search, textOf(this.hash));
  if (href === null) throw new codes.ERR_INVALID_URI();
  return href;
};

Url.prototype.resolve = function resolve(relative) {
  return this.resolveObject(urlParse(relative, false, true)).format();
};

Url.prototype.resolveObject = function resolveObject(relative) {
  const reference = typeof relative === 'string' ? new Url().parse(relative, false, true) : relative;
  const result = Object.assign(new Url(), this);
  result.hash = reference.hash;
  if (reference.href !== '') moveTo(result, reference);
  result.href = result.format();
  return result;
};

/** Leads `url` to where `reference`, which is not empty, points from there. */
function moveTo(url, reference) {
  if (reference.slashes && !reference.protocol) {
    Object.assign(url, reference, { protocol: url.protocol });
    if (slashed.has(url.protocol) && url.hostname && !url.pathname) url.path = url.pathname = '/';
  } else if (!reference.protocol || reference.protocol === url.protocol) {
    moveWithin(url, reference);
  } else if (slashed.has(reference.protocol)) {
    moveToScheme(url, reference);
  } else {
    Object.assign(url, reference);
  }
}

function takeQuery(url, reference) {
  url.search = reference.search;
  url.query = reference.query;
}

const pathOf = ({ pathname, search }) => (pathname || '') + (search || '');

/** Another scheme of those with "//": the first name in its path is the host, unless it has one. */
function moveToScheme(url, reference) {
  let { pathname } = reference;
  if (!reference.host && !/^file:?$/.test(reference.protocol)) {
    const names = (pathname || '').split('/');
    const first = names.findIndex(Boolean);
    reference.host = first === -1 ? '' : names[first];
    reference.hostname ||= '';
    pathname = `/${first === -1 ? '' : names.slice(first + 1).join('/').replace(/^\//, '')}`;
  }
  takeQuery(url, reference);
  Object.assign(url, {
    protocol: reference.protocol,
    pathname,
    host: reference.host || '',
    auth: reference.auth,
    hostname: reference.hostname || reference.host,
    port: reference.port,
    slashes: url.slashes || reference.slashes,
  });
  if (pathname || url.search) url.path = pathOf(url);
}

const segmentsOf = (pathname) => (pathname ? pathname.split('/') : []);
const isRooted = (segments) => segments.length > 0 && (segments[0] === '' || segments[0].startsWith('/'));

/** Where a scheme has no "//", ".." may climb up to the host, which thus counts as the first segment. */
function putHostInto(segments, host) {
  if (!host) return;
  if (segments[0] === '') segments[0] = host;
  else segments.unshift(host);
}

function takeHostFrom(url, segments) {
  url.hostname = url.host = segments.shift();
  if (url.host && url.host.indexOf('@') > 0) {
    [url.auth, url.host] = url.host.split('@');
    url.hostname = url.host;
  }
}

/** The same scheme or none: paths are joined, and what the reference does not say stays. */
function moveWithin(url, reference) {
  const fromRoot = url.pathname && url.pathname.startsWith('/');
  const toRoot = Boolean(reference.host) || (reference.pathname && reference.pathname.startsWith('/'));
  const closed = toRoot || fromRoot || (url.host && reference.pathname);
  let segments = segmentsOf(url.pathname);
  const target = segmentsOf(reference.pathname);
  const opaque = Boolean(url.protocol) && !slashed.has(url.protocol);
  let rooted = closed;
  if (opaque) {
    putHostInto(segments, url.host);
    Object.assign(url, { hostname: '', port: null, host: '' });
    if (reference.protocol) {
      putHostInto(target, reference.host);
      Object.assign(reference, { hostname: null, port: null, host: null });
      url.auth = null;
    }
    rooted = closed && (target[0] === '' || segments[0] === '');
  }
  if (toRoot) {
    takeAuthority(url, reference);
    segments = target;
  } else if (target.length > 0) {
    segments.pop();
    segments.push(...target);
  } else if (reference.search !== null && reference.search !== undefined) {
    if (opaque) takeHostFrom(url, segments);
    takeQuery(url, reference);
    if (url.pathname !== null || url.search !== null) url.path = pathOf(url);
    return;
  }
  if (toRoot || target.length > 0) takeQuery(url, reference);
  if (segments.length === 0) {
    url.pathname = null;
    url.path = url.search ? `/${url.search}` : null;
    return;
  }
  const last = segments[segments.length - 1];
  const dots = last === '.' || last === '..';
  const folder = last === '' || (dots && Boolean(url.host || reference.host || segments.length > 1));
  segments = withoutDots(segments, !closed && !rooted);
  if (rooted && !isRooted(segments)) segments.unshift('');
  if (folder && !segments.join('/').endsWith('/')) segments.push('');
  setPath(url, segments, rooted, opaque);
  url.auth = reference.auth || url.auth;
  url.slashes ||= reference.slashes;
}

/** The reference's host. The user's name stays only at the same host. */
function takeAuthority(url, reference) {
  const { host, hostname } = reference;
  if (host || host === '') {
    if (url.host !== host) url.auth = null;
    url.host = host;
    url.port = reference.port;
  }
  if (hostname || hostname === '') {
    if (url.hostname !== hostname) url.auth = null;
    url.hostname = hostname;
  }
}

/** Goes along the segments; ".." that lead beyond their start are kept where the path may do so. */
function withoutDots(segments, mayClimb) {
  const kept = [];
  let above = 0;
  for (const segment of segments) {
    if (segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.length > 0) kept.pop();
    else above++;
  }
  return mayClimb && above > 0 ? [...new Array(above).fill('..'), ...kept] : kept;
}

function setPath(url, segments, rooted, opaque) {
  const already = isRooted(segments);
  if (opaque) {
    if (already || segments.length === 0) url.hostname = url.host = '';
    else takeHostFrom(url, segments);
  }
  if (!already && (rooted || (url.host && segments.length > 0))) segments.unshift('');
  url.pathname = segments.length > 0 ? segments.join('/') : null;
  if (segments.length === 0) url.path = null;
  if (url.pathname !== null || url.search !== null) url.path = pathOf(url);
}

/** Splits the port off `host`, as the parser does. */
Url.prototype.parseHost = function parseHost() {
  const [, name, port] = /^(.*?)(?::([0-9]*))?$/s.exec(this.host);
  if (port) this.port = port;
  if (name) this.hostname = name;
};

module.exports = { Url, urlParse };
