'use strict';

const crypto = require('crypto');

/**
 * Reads cookies: `req.cookies`, and `req.signedCookies` for those set with `res.cookie(name, value, { signed: true })`
 * whose signature is right. Express signs them with `req.secret`.
 */
module.exports = (req, res, next) => {
  req.secret = req.app.locals.secret;
  req.cookies = parse(req.headers.cookie ?? '');
  req.signedCookies = Object.create(null);
  for (const [name, value] of Object.entries(req.cookies)) {
    const original = value.startsWith('s:') ? unsign(value.slice(2), req.secret) : null;
    if (original !== null) {
      req.signedCookies[name] = original;
    }
  }
  next();
};

function parse(header) {
  const cookies = Object.create(null);
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    if (at > 0 && !(name in cookies)) {
      cookies[name] = decode(pair.slice(at + 1).trim());
    }
  }
  return cookies;
}

function decode(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function unsign(signed, secret) {
  const at = signed.lastIndexOf('.');
  const value = signed.slice(0, Math.max(at, 0));
  const expected = crypto.createHmac('sha256', secret).update(value).digest('base64').replace(/=+$/, '');
  const given = Buffer.from(signed.slice(at + 1));
  const wanted = Buffer.from(expected);
  return given.length === wanted.length && crypto.timingSafeEqual(given, wanted) ? value : null;
}
