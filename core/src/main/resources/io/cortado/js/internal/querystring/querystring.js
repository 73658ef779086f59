'use strict';

/** Node's `querystring`. */

const { codes } = require('../errors/errors.js');

let binding;

const kept = new Uint8Array(128);
for (const char of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!'()*-._~") kept[char.charCodeAt(0)] = 1;

function needsEscape(s) {
  for (let i = 0; i < s.length; i++) {
    const code = s.charCodeAt(i);
    if (code >= 128 || kept[code] === 0) return true;
  }
  return false;
}

/** As `encodeURIComponent`, but of any value; of surrogates only half a pair at the end is an error. */
function escape(value) {
  if (typeof value !== 'string') value = typeof value === 'object' ? String(value) : `${value}`;
  if (!needsEscape(value)) return value;
  binding ??= internalBinding('url');
  const escaped = binding.escapeQuery(value);
  if (escaped === null) throw new codes.ERR_INVALID_URI();
  return escaped;
}

const hexValue = (code) => (code >= 48 && code <= 57 ? code - 48 : code >= 65 && code <= 70 ? code - 55
  : code >= 97 && code <= 102 ? code - 87 : -1);

/** Decodes what can be decoded and leaves the rest as it stands. */
function unescapeBuffer(s, decodeSpaces) {
  const out = Buffer.allocUnsafe(s.length);
  let length = 0;
  for (let i = 0; i < s.length; i++) {
    let code = s.charCodeAt(i);
    if (code === 43 && decodeSpaces) code = 32;
    else if (code === 37 && i + 2 < s.length) {
      const high = hexValue(s.charCodeAt(i + 1));
      const low = hexValue(s.charCodeAt(i + 2));
      if (high >= 0 && low >= 0) {
        code = high * 16 + low;
        i += 2;
      }
    }
    out[length++] = code;
  }
  return length === out.length ? out : out.slice(0, length);
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

/** A part of a query; the default decoder is asked only where there is an escape. */
function decodeWith(decode, s) {
  if (s === '') return s;
  const own = decode === unescape;
  const spaced = s.includes('+') ? s.replaceAll('+', own ? ' ' : '%20') : s;
  if (own && !(spaced.includes('%') && /%[0-9a-f]{2}/i.test(spaced))) return spaced;
  try {
    return decode(spaced);
  } catch {
    return querystring.unescape(spaced, true);
  }
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
  let from = 0;
  while (from <= qs.length) {
    let end = qs.indexOf(separator, from);
    if (end === -1) end = qs.length;
    if (end > from) {
      const part = qs.slice(from, end);
      const at = part.indexOf(equals);
      const key = decodeWith(decode, at === -1 ? part : part.slice(0, at));
      const value = at === -1 ? '' : decodeWith(decode, part.slice(at + equals.length));
      if (!(key in out)) out[key] = value;
      else if (Array.isArray(out[key])) out[key].push(value);
      else out[key] = [out[key], value];
    }
    if (--pairs === 0) break;
    from = end + separator.length;
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
