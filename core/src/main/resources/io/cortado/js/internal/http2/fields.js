'use strict';

/** Fields of HTTP/2 between objects, as apps have them, and lines: names and values in turn. */

const { codes } = require('./errors.js');

const sensitiveHeaders = Symbol('nodejs.http2.sensitiveHeaders');

const SINGLE = new Set(`:status :method :authority :scheme :path :protocol access-control-allow-credentials access-control-max-age
  access-control-request-method age authorization content-encoding content-language content-length content-location content-md5
  content-range content-type date dnt etag expires from host if-match if-modified-since if-none-match if-range if-unmodified-since
  last-modified location max-forwards proxy-authorization range referer retry-after tk upgrade-insecure-requests user-agent
  x-content-type-options`.split(/\s+/));
const PSEUDO = {
  request: [':method', ':authority', ':scheme', ':path', ':protocol'],
  response: [':status'],
  trailers: [],
};
const HOP = new Set(['connection', 'upgrade', 'http2-settings', 'keep-alive', 'proxy-connection', 'transfer-encoding']);
const TOKEN = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;
// eslint-disable-next-line no-control-regex
const BAD_VALUE = /[^\t\x20-\x7e\x80-\xff]/;

/** The fields of an object as lines; pseudo ones, of a request, a response or trailers, stand first. */
function linesOf(headers, kind) {
  const pseudo = [];
  const fields = [];
  const seen = new Set();
  for (const given of Object.keys(headers)) {
    const name = given.toLowerCase();
    const values = valuesOf(name, headers[given]);
    if (values.length === 0 || name === '') continue;
    if (SINGLE.has(name)) {
      if (seen.has(name)) throw new codes.ERR_HTTP2_HEADER_SINGLE_VALUE(name);
      seen.add(name);
    }
    check(name, values, kind);
    const target = name.startsWith(':') ? pseudo : fields;
    for (const value of values) target.push(name, value);
  }
  return [...pseudo, ...fields].join('\n');
}

function valuesOf(name, value) {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [String(value)];
  if (value.length > 1 && SINGLE.has(name)) throw new codes.ERR_HTTP2_HEADER_SINGLE_VALUE(name);
  return value.map(String);
}

function check(name, values, kind) {
  if (name.startsWith(':')) {
    if (!PSEUDO[kind].includes(name)) throw new codes.ERR_HTTP2_INVALID_PSEUDOHEADER(name);
  } else if (!TOKEN.test(name)) {
    throw new codes.ERR_INVALID_HTTP_TOKEN('Header name', name);
  }
  if (HOP.has(name) || (name === 'te' && values[0] !== 'trailers')) throw new codes.ERR_HTTP2_INVALID_CONNECTION_HEADERS(name);
  if (values.some((value) => BAD_VALUE.test(value))) throw new codes.ERR_INVALID_CHAR('header content', name);
}

/** The names whose values no hop may keep, as lines. */
const secretsOf = (headers) => (headers[sensitiveHeaders] ?? []).map((name) => name.toLowerCase()).join('\n');

/** The object of lines that have come. */
function objectOf(lines) {
  const fields = Object.create(null);
  for (let i = 0; i < lines.length; i += 2) {
    const name = lines[i];
    const value = name === ':status' ? +lines[i + 1] : lines[i + 1];
    const known = fields[name];
    if (name === 'set-cookie') (fields[name] ??= []).push(value);
    else if (known === undefined) fields[name] = value;
    else if (!SINGLE.has(name)) fields[name] = `${known}${name === 'cookie' ? '; ' : ', '}${value}`;
  }
  fields[sensitiveHeaders] = [];
  return fields;
}

const split = (text) => (text === '' ? [] : text.split('\n'));

module.exports = { sensitiveHeaders, linesOf, secretsOf, objectOf, split };
