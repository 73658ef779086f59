'use strict';

// Set-Cookie values and their signatures.

const NAME = () => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VALUE = () => /^("?)[\u0021\u0023-\u002B\u002D-\u003A\u003C-\u005B\u005D-\u007E]*\1$/;
const DOMAIN = () => /^([.]?[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)([.][a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;
const PATH = () => /^[\u0020-\u003A\u003D-\u007E]*$/;
const PRIORITIES = { __proto__: null, low: 'Low', medium: 'Medium', high: 'High' };
const SAME_SITE = { __proto__: null, lax: 'Lax', strict: 'Strict', none: 'None' };

function isDate(value) {
  return Object.prototype.toString.call(value) === '[object Date]';
}

function choice(table, value, name) {
  const found = typeof value === 'string' ? table[value.toLowerCase()] : undefined;
  if (found === undefined) throw new TypeError(`option ${name} is invalid`);
  return found;
}

/** A Set-Cookie value. */
function serialize(name, value, options) {
  const encode = (options && options.encode) || encodeURIComponent;
  if (typeof encode !== 'function') throw new TypeError('option encode is invalid');
  if (!NAME().test(name)) throw new TypeError('argument name is invalid');
  const encoded = encode(value);
  if (!VALUE().test(encoded)) throw new TypeError('argument val is invalid');
  let text = name + '=' + encoded;
  if (options.maxAge != null) {
    const maxAge = Math.floor(options.maxAge);
    if (!isFinite(maxAge)) throw new TypeError('option maxAge is invalid');
    text += '; Max-Age=' + maxAge;
  }
  if (options.domain) {
    if (!DOMAIN().test(options.domain)) throw new TypeError('option domain is invalid');
    text += '; Domain=' + options.domain;
  }
  if (options.path) {
    if (!PATH().test(options.path)) throw new TypeError('option path is invalid');
    text += '; Path=' + options.path;
  }
  if (options.expires) {
    if (!isDate(options.expires) || isNaN(options.expires.valueOf())) throw new TypeError('option expires is invalid');
    text += '; Expires=' + options.expires.toUTCString();
  }
  if (options.httpOnly) text += '; HttpOnly';
  if (options.secure) text += '; Secure';
  if (options.partitioned) text += '; Partitioned';
  if (options.priority) text += '; Priority=' + choice(PRIORITIES, options.priority, 'priority');
  if (options.sameSite) {
    text += '; SameSite=' + (options.sameSite === true ? 'Strict' : choice(SAME_SITE, options.sameSite, 'sameSite'));
  }
  return text;
}

/** The value with its signature, as cookie-parser checks it. */
function sign(value, secret) {
  if (typeof value !== 'string') throw new TypeError('Cookie value must be provided as a string.');
  if (secret == null) throw new TypeError('Secret key must be provided.');
  const crypto = require('node:crypto');
  return value + '.' + crypto.createHmac('sha256', secret).update(value).digest('base64').replace(/=+$/, '');
}

/**
 * The Set-Cookie field of `res.cookie`.
 * @param {object} [options] with `maxAge` in milliseconds
 * @param {string} [secret] to sign it with
 */
function fieldOf(name, value, options, secret) {
  const own = { ...options };
  if (own.signed && !secret) throw new Error('cookieParser("secret") required for signed cookies');
  const text = typeof value === 'object' ? 'j:' + JSON.stringify(value) : String(value);
  const signed = own.signed ? 's:' + sign(text, secret) : text;
  const age = own.maxAge == null ? NaN : own.maxAge - 0;
  if (!isNaN(age)) Object.assign(own, { expires: new Date(Date.now() + age), maxAge: Math.floor(age / 1000) });
  own.path ??= '/';
  return serialize(name, signed, own);
}

/** The options with which a cookie is gone. */
function gone(options) {
  const own = { path: '/', ...options, expires: new Date(1) };
  delete own.maxAge;
  return own;
}

module.exports = { fieldOf, gone, serialize, sign };
