'use strict';

/** Node's `querystring`. */

const { codes } = require('../errors/errors.js');

let binding;

let unreserved;

/** What escaping leaves as it is. */
const UNRESERVED = () => unreserved ??= /^[\w!'()*.~-]*$/;

/** Java's side, which reads and escapes. */
function queries() {
  binding ??= internalBinding('url');
  return binding;
}

/** As `encodeURIComponent`, but of any value; of surrogates only half a pair at the end is an error. */
function escape(value) {
  if (typeof value !== 'string') value = typeof value === 'object' ? String(value) : `${value}`;
  if (UNRESERVED().test(value)) return value;
  const escaped = queries().escapeQuery(value);
  if (escaped === null) throw new codes.ERR_INVALID_URI();
  return escaped;
}

/** Decodes what can be decoded and leaves the rest as it stands. */
function unescapeBuffer(s, decodeSpaces) {
  // What is no text fails at its length or its characters.
  if (typeof s !== 'string') return Buffer.allocUnsafe(s.length).map((_, i) => s.charCodeAt(i));
  return Buffer.from(queries().unescapeBytes(s, Boolean(decodeSpaces)), 'latin1');
}

function unescape(s, decodeSpaces) {
  try {
    return decodeURIComponent(s);
  } catch {
    return querystring.unescapeBuffer(s, decodeSpaces).toString();
  }
}

function primitive(value) {
  switch (typeof value) {
    case 'string': return value;
    case 'number': return Number.isFinite(value) ? `${value}` : '';
    case 'bigint': return `${value}`;
    case 'boolean': return value ? 'true' : 'false';
    default: return '';
  }
}

function encodePrimitive(value, encode) {
  if (encode !== querystring.escape || encode !== escape) return encode(primitive(value));
  if (typeof value === 'string') return value.length ? escape(value) : '';
  const text = primitive(value);
  return typeof value === 'number' && Math.abs(value) >= 1e21 ? escape(text) : text;
}

function stringify(obj, sep, eq, options) {
  sep ||= '&';
  eq ||= '=';
  const encode = typeof options?.encodeURIComponent === 'function' ? options.encodeURIComponent : querystring.escape;
  if (obj === null || typeof obj !== 'object') return '';
  const fields = [];
  for (const key of Object.keys(obj)) {
    const name = encodePrimitive(key, encode) + eq;
    const value = obj[key];
    if (Array.isArray(value)) for (const item of value) fields.push(name + encodePrimitive(item, encode));
    else fields.push(name + encodePrimitive(value, encode));
  }
  return fields.join(sep);
}

/** A part of a query by a decoder that Java does not stand for. */
function decodeWith(decode, s) {
  if (s === '') return s;
  const spaced = s.replaceAll('+', decode === unescape ? ' ' : '%20');
  try {
    return decode(spaced);
  } catch {
    return querystring.unescape(spaced, true);
  }
}

/** Adds a value to those of its name, which are a list from the second on. */
function add(out, key, value) {
  const there = out[key];
  if (!(key in out)) out[key] = value;
  else if (Array.isArray(there)) there.push(value);
  else out[key] = [there, value];
}

const same = (text) => text;

/** Reads a query as forms write it, which compiled is twice as fast as by way of Java, which knows all others. */
function readPlain(out, qs, most, decode) {
  let mark = qs.indexOf('=');
  for (let from = 0, left = most; from <= qs.length && left !== 0; left--) {
    let end = qs.indexOf('&', from);
    if (end < 0) end = qs.length;
    if (end > from) {
      if (mark >= 0 && mark < from) mark = qs.indexOf('=', from);
      const cut = mark < 0 || mark > end ? end : mark;
      const key = decode(qs.slice(from, cut));
      const value = cut === end ? '' : decode(qs.slice(cut + 1, end));
      if (out[key] === undefined && !(key in out)) out[key] = value;
      else add(out, key, value);
    }
    from = end + 1;
  }
}

let escapes;

/** A part of a plain query by Node's own decoder: what has no escape that is one is not decoded. */
function decoded(s) {
  const spaced = s.includes('+') ? s.replaceAll('+', ' ') : s;
  if (!spaced.includes('%')) return spaced;
  escapes ??= /%[\dA-Fa-f]{2}/;
  return escapes.test(spaced) ? decodeWith(unescape, spaced) : spaced;
}

function parse(qs, sep, eq, options) {
  const out = { __proto__: null };
  if (typeof qs !== 'string' || qs.length === 0) return out;
  const separator = sep ? `${sep}` : '&';
  const equals = eq ? `${eq}` : '=';
  let pairs = 1000;
  if (options && typeof options.maxKeys === 'number') pairs = options.maxKeys > 0 ? options.maxKeys : -1;
  let decode = querystring.unescape;
  if (options && typeof options.decodeURIComponent === 'function') decode = options.decodeURIComponent;
  const own = decode === unescape && querystring.unescapeBuffer === unescapeBuffer;
  if (separator === '&' && equals === '=') {
    const simple = own && !qs.includes('%') && !qs.includes('+');
    readPlain(out, qs, pairs, simple ? same : own ? decoded : (part) => decodeWith(decode, part));
    return out;
  }
  const read = queries().readQuery(qs, separator, equals, pairs, own);
  for (let i = 0; i < read.length; i += 2) {
    const key = read[i];
    const value = read[i + 1];
    if (own) add(out, key, value);
    else add(out, decodeWith(decode, key), decodeWith(decode, value));
  }
  return out;
}

const querystring = module.exports = {
  unescapeBuffer,
  unescape,
  escape,
  stringify,
  encode: stringify,
  parse,
  decode: parse,
};
