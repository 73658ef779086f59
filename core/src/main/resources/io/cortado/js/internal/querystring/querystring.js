'use strict';

/** Node's `querystring`. */

const { codes } = require('../errors/errors.js');

const kept = new Uint8Array(128);
for (const char of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!'()*-._~") kept[char.charCodeAt(0)] = 1;

function needsEscape(s) {
  for (let i = 0; i < s.length; i++) {
    const code = s.charCodeAt(i);
    if (code >= 128 || kept[code] === 0) return true;
  }
  return false;
}

/** As `encodeURIComponent`, but of any value and with Node's coded error for a lone surrogate. */
function escape(value) {
  if (typeof value !== 'string') value = typeof value === 'object' ? String(value) : `${value}`;
  if (!needsEscape(value)) return value;
  try {
    return encodeURIComponent(value);
  } catch {
    throw new codes.ERR_INVALID_URI();
  }
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

function decodeWith(decode, s) {
  const spaced = s.includes('+') ? s.replaceAll('+', decode === unescape || decode === querystring.unescape ? ' ' : '%20') : s;
  if (!spaced.includes('%') && (decode === unescape || decode === querystring.unescape)) {
    return decode === unescape ? spaced : decode(spaced);
  }
  try {
    return decode(spaced);
  } catch {
    return unescape(spaced, true);
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
      if (--pairs === 0) break;
    }
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
