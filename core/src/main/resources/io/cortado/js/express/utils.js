'use strict';

// Small pure helpers shared by the other files.

// Loaded when first needed: most apps never do, and every file counts at a start.
let urlModule;
const url = () => (urlModule ??= require('node:url'));

const UNSAFE_URL = () => /(?:[^\x21\x23-\x3B\x3D\x3F-\x5F\x61-\x7A\x7C\x7E]+|%+(?![0-9A-Fa-f]{2})){1,1024}/g;
const LONE_SURROGATE = () => /([\uD800-\uDBFF][\uDC00-\uDFFF])|[\uD800-\uDFFF]/g;
const NEEDS_ENCODING = () => /[^\x21\x23-\x24\x26-\x3B\x3D\x3F-\x5F\x61-\x7A\x7C\x7E]/;

/** Encodes what may not stand in a URL and leaves existing escapes alone. */
function encodeUrl(value) {
  const text = String(value);
  if (!NEEDS_ENCODING().test(text)) return text;
  return text
    .replace(LONE_SURROGATE(), (_, pair) => pair || '\uFFFD')
    .replace(UNSAFE_URL(), encodeURI);
}

const HTML = () => /["'&<>]/;
const HTML_ALL = () => /["'&<>]/g;
const ENTITIES = { '"': '&quot;', '\'': '&#39;', '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Escapes text for HTML. */
function escapeHtml(value) {
  const text = '' + value;
  return HTML().test(text) ? text.replace(HTML_ALL(), (char) => ENTITIES[char]) : text;
}

/** The small HTML document of error and redirect pages. */
function htmlDocument(title, body) {
  return '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>' + title +
    '</title>\n</head>\n<body>\n<pre>' + body + '</pre>\n</body>\n</html>\n';
}

/** The items of a comma separated header, without the spaces around them. */
function tokenList(text, keepEmpty) {
  const list = [];
  let start = 0;
  let end = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x20) {
      if (start === end) start = end = i + 1;
    } else if (code === 0x2c) {
      if (keepEmpty || start !== end) list.push(text.substring(start, end));
      start = end = i + 1;
    } else {
      end = i + 1;
    }
  }
  if (keepEmpty || start !== end) list.push(text.substring(start, end));
  return list;
}

/** Milliseconds of an HTTP date, or NaN. */
function parseHttpDate(date) {
  const timestamp = date && Date.parse(date);
  return typeof timestamp === 'number' ? timestamp : NaN;
}

/** Whether a character makes a URL need more than a look for its `?`. */
function isOddInUrl(code) {
  if (code <= 0x23) return code === 0x20 || code === 0x23 || (code >= 0x09 && code <= 0x0d && code !== 0x0b);
  return code === 0xa0 || code === 0xfeff;
}

/** Whether a request URL splits at its first `?` and needs no further parsing. */
function isPlainUrl(text) {
  if (typeof text !== 'string' || text.charCodeAt(0) !== 0x2f) return false;
  for (let i = 1; i < text.length; i++) {
    if (isOddInUrl(text.charCodeAt(i))) return false;
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

const SIZE = () => /^((-|\+)?(\d+(?:\.\d+)?)) *(kb|mb|gb|tb|pb)$/i;
const SIZE_UNITS = { b: 1, kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30, tb: 2 ** 40, pb: 2 ** 50 };

/** Bytes of a size such as `100kb`, or null. */
function parseBytes(value) {
  if (typeof value === 'number' && !isNaN(value)) return value;
  if (typeof value !== 'string') return null;
  const match = SIZE().exec(value);
  const amount = match ? parseFloat(match[1]) : parseInt(value, 10);
  if (isNaN(amount)) return null;
  return Math.floor(SIZE_UNITS[match ? match[4].toLowerCase() : 'b'] * amount);
}

// A function: compiling it takes longer than most starts have to spare.
const durationPattern = () => new RegExp('^(-?(?:\\d+)?\\.?\\d+) *(milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|' +
  'hours?|hrs?|h|days?|d|weeks?|w|years?|yrs?|y)?$', 'i');
const durationUnits = () => [
  [/^(?:years?|yrs?|y)$/, 31557600000], [/^(?:weeks?|w)$/, 604800000], [/^(?:days?|d)$/, 86400000],
  [/^(?:hours?|hrs?|h)$/, 3600000], [/^(?:minutes?|mins?|m)$/, 60000], [/^(?:seconds?|secs?|s)$/, 1000], [/^/, 1]
];

/** Milliseconds of a duration such as `2 days`, or undefined. */
function parseDuration(text) {
  if (text.length === 0) {
    throw new Error('val is not a non-empty string or a valid number. val=' + JSON.stringify(text));
  }
  if (text.length > 100) return undefined;
  const match = durationPattern().exec(text);
  if (!match) return undefined;
  const unit = (match[2] || 'ms').toLowerCase();
  return parseFloat(match[1]) * durationUnits().find(([names]) => names.test(unit))[1];
}

/**
 * Whether the Content-Type of a response stands under that very name: setting the same value again would change no more
 * than the name.
 */
function isCanonical(res) {
  const index = res._keys === undefined ? -1 : res._keys.indexOf('content-type');
  return index >= 0 && res._names[index] === 'Content-Type';
}

module.exports = {
  encodeUrl,
  escapeHtml,
  htmlDocument,
  tokenList,
  parseHttpDate,
  queryOf,
  installParsedUrl,
  isCanonical,
  isPlainUrl,
  parseUrl,
  parseOriginalUrl,
  parseBytes,
  parseDuration
};
