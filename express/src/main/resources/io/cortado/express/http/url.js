'use strict';

// URLs: parsing what a request asks for, encoding what a response names.

// Loaded when first needed: most apps never do, and every file counts at a start.
let urlModule;
const url = () => (urlModule ??= require('node:url'));

const NEEDS_ENCODING = () => /[^\x21\x23-\x24\x26-\x3B\x3D\x3F-\x5F\x61-\x7A\x7C\x7E]/;

/** Encodes what may not stand in a URL and leaves existing escapes alone. */
function encodeUrl(value) {
  const text = String(value);
  return NEEDS_ENCODING().test(text) ? binding.encodeUrl(text) : text;
}

/**
 * Whether a request URL splits at its first `?` and needs no further parsing: it has neither a fragment nor what counts as
 * white space.
 */
function isPlainUrl(text) {
  if (typeof text !== 'string' || text.charCodeAt(0) !== 0x2f) return false;
  for (let i = 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 0x23) {
      if (code === 0x20 || code === 0x23 || (code >= 0x09 && code <= 0x0d && code !== 0x0b)) return false;
    } else if (code === 0xa0 || code === 0xfeff) {
      return false;
    }
  }
  return true;
}

/** The query string of `req.url` without its `?`, or null. */
function queryOf(req) {
  const { url: text } = req;
  if (!isPlainUrl(text)) return parseUrl(req).query;
  const search = text.indexOf('?');
  return search === -1 ? null : text.substring(search + 1);
}

function fastParse(text) {
  if (!isPlainUrl(text)) return url().parse(text);
  const search = text.indexOf('?');
  const parsed = new (url().Url)();
  parsed.path = parsed.href = text;
  if (search === -1) {
    parsed.pathname = text;
  } else {
    parsed.pathname = text.substring(0, search);
    parsed.query = text.substring(search + 1);
    parsed.search = text.substring(search);
  }
  return parsed;
}

function isCurrent(text, parsed) {
  return typeof parsed === 'object' && parsed !== null && parsed instanceof url().Url && parsed._raw === text;
}

/** The parsed `req.url`, kept in `req._parsedUrl` where other middleware looks for it. */
function parseUrl(req) {
  const text = req.url;
  if (text === undefined) return undefined;
  if (isCurrent(text, req._parsedUrl)) return req._parsedUrl;
  const parsed = fastParse(text);
  parsed._raw = text;
  return (req._parsedUrl = parsed);
}

/** Makes `_parsedUrl` on a request prototype, for who reads it without having parsed. */
function installParsedUrl(req) {
  const keep = (target, value) => Object.defineProperty(target, '_parsedUrl', {
    configurable: true, enumerable: true, writable: true, value
  });
  Object.defineProperty(req, '_parsedUrl', {
    configurable: true,
    get() {
      if (this.url === undefined || Object.hasOwn(this, 'app')) return undefined;
      const parsed = fastParse(this.url);
      parsed._raw = this.url;
      keep(this, parsed);
      return parsed;
    },
    set(parsed) {
      keep(this, parsed);
    }
  });
}

/** The parsed `req.originalUrl`, kept in `req._parsedOriginalUrl`. */
function parseOriginalUrl(req) {
  const text = req.originalUrl;
  if (typeof text !== 'string') return parseUrl(req);
  if (isCurrent(text, req._parsedOriginalUrl)) return req._parsedOriginalUrl;
  const parsed = fastParse(text);
  parsed._raw = text;
  return (req._parsedOriginalUrl = parsed);
}

/** The host that the client asked for, which a trusted proxy says in a field of its own. */
function hostOf(req) {
  const forwarded = req.get('X-Forwarded-Host');
  if (!forwarded || !req.app.get('trust proxy fn')(req.socket.remoteAddress, 0)) return req.get('Host');
  const comma = forwarded.indexOf(',');
  return comma === -1 ? forwarded : forwarded.slice(0, comma).trimEnd();
}

/** A host without its port; undefined for none. */
function withoutPort(host) {
  if (!host) return undefined;
  const colon = host.indexOf(':', host[0] === '[' ? host.indexOf(']') + 1 : 0);
  return colon === -1 ? host : host.slice(0, colon);
}

module.exports = {
  encodeUrl,
  hostOf,
  queryOf,
  installParsedUrl,
  isPlainUrl,
  parseUrl,
  parseOriginalUrl,
  withoutPort
};
