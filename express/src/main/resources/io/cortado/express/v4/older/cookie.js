'use strict';

// Cookies before 4.21.1: names, values, paths and domains may hold whatever a header may hold.

const cookies = require('../../http/cookie');

const FIELD = /^[\u0009\u0020-\u007e\u0080-\u00ff]+$/;
const PRIORITIES = { __proto__: null, low: 'Low', medium: 'Medium', high: 'High' };
const SAME_SITE = { __proto__: null, lax: 'Lax', strict: 'Strict', none: 'None' };

function isDate(value) {
  return Object.prototype.toString.call(value) === '[object Date]' || value instanceof Date;
}

function maxAgeOf(value, before) {
  const age = value - 0;
  if (before('4.17.2')) {
    if (isNaN(age)) throw new Error('maxAge should be a Number');
  } else if (!isFinite(age)) {
    throw new TypeError('option maxAge is invalid');
  }
  return Math.floor(age);
}

function expiresOf(value, before) {
  const isValid = before('4.18.0') ? typeof value.toUTCString === 'function' : isDate(value) && !isNaN(value.valueOf());
  if (!isValid) throw new TypeError('option expires is invalid');
  return value.toUTCString();
}

function fieldOf(value, name) {
  if (!FIELD.test(value)) throw new TypeError(`option ${name} is invalid`);
  return value;
}

function choice(table, value, name) {
  const found = typeof value === 'string' ? table[value.toLowerCase()] : undefined;
  if (found === undefined) throw new TypeError(`option ${name} is invalid`);
  return found;
}

function sameSiteOf(value, before) {
  if (value === true) return 'Strict';
  const found = choice(SAME_SITE, value, 'sameSite');
  if (found === 'None' && before('4.17.0')) throw new TypeError('option sameSite is invalid');
  return found;
}

/** A Set-Cookie value. */
function serialize(name, value, options, before) {
  const encode = options.encode || encodeURIComponent;
  if (typeof encode !== 'function') throw new TypeError('option encode is invalid');
  if (!FIELD.test(name)) throw new TypeError('argument name is invalid');
  const encoded = encode(value);
  if (encoded && !FIELD.test(encoded)) throw new TypeError('argument val is invalid');
  let text = name + '=' + encoded;
  if (options.maxAge != null) text += '; Max-Age=' + maxAgeOf(options.maxAge, before);
  if (options.domain) text += '; Domain=' + fieldOf(options.domain, 'domain');
  if (options.path) text += '; Path=' + fieldOf(options.path, 'path');
  if (options.expires) text += '; Expires=' + expiresOf(options.expires, before);
  if (options.httpOnly) text += '; HttpOnly';
  if (options.secure) text += '; Secure';
  if (options.partitioned && !before('4.19.0')) text += '; Partitioned';
  if (options.priority && !before('4.18.0')) text += '; Priority=' + choice(PRIORITIES, options.priority, 'priority');
  if (options.sameSite) text += '; SameSite=' + sameSiteOf(options.sameSite, before);
  return text;
}

/** Sets when a cookie expires by its age. */
function setExpiry(options, before) {
  if (before('4.18.0') ? !('maxAge' in options) : options.maxAge == null) return;
  const age = options.maxAge - 0;
  if (before('4.18.0')) {
    options.expires = new Date(Date.now() + options.maxAge);
    options.maxAge /= 1000;
  } else if (!isNaN(age)) {
    options.expires = new Date(Date.now() + age);
    options.maxAge = Math.floor(age / 1000);
  }
}

/** Changes the prototype of responses. */
module.exports = function amend(res, before) {
  /** Sets a cookie; `maxAge` in milliseconds. */
  res.cookie = function (name, value, options) {
    const opts = { ...options };
    const secret = this.req.secret;
    if (opts.signed && !secret) throw new Error('cookieParser("secret") required for signed cookies');
    let text = typeof value === 'object' ? 'j:' + JSON.stringify(value) : String(value);
    if (opts.signed) text = 's:' + cookies.sign(text, secret);
    setExpiry(opts, before);
    if (opts.path == null) opts.path = '/';
    this.append('Set-Cookie', serialize(name, String(text), opts, before));
    return this;
  };

  if (!before('4.20.0')) return;
  /** Tells the client to forget a cookie. */
  res.clearCookie = function clearCookie(name, options) {
    return this.cookie(name, '', { expires: new Date(1), path: '/', ...options });
  };
};
