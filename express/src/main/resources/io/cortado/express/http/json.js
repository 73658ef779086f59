'use strict';

// The text of JSON and JSONP answers.

const ESCAPES = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' };

/** JSON text as the application's settings want it. */
function stringify(value, app) {
  const { settings } = app;
  const escape = settings['json escape'];
  const replacer = settings['json replacer'];
  const spaces = settings['json spaces'];
  const text = replacer || spaces ? JSON.stringify(value, replacer, spaces) : JSON.stringify(value);
  return escape && typeof text === 'string' ? text.replace(/[<>&]/g, (char) => ESCAPES[char]) : text;
}

/** A guarded call of `callback` with the JSON text. */
function jsonpBody(callback, text) {
  const name = callback.replace(/[^[\]\w$.]/g, '');
  const argument = text === undefined ? '' : text.replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029');
  // The comment in front stops content sniffing attacks; the typeof check keeps a missing callback quiet.
  return '/**/ typeof ' + name + ' === \'function\' && ' + name + '(' + argument + ');';
}

/** Sends a value as JSON, or as a call of the function that the query names. */
function sendJsonp(res, value) {
  let body = stringify(value, res.app);
  let callback = res.req.query[res.app.get('jsonp callback name')];
  if (!res.get('Content-Type')) {
    res.set('X-Content-Type-Options', 'nosniff');
    res.set('Content-Type', 'application/json');
  }
  if (Array.isArray(callback)) callback = callback[0];
  if (typeof callback === 'string' && callback.length !== 0) {
    res.set('X-Content-Type-Options', 'nosniff');
    res.set('Content-Type', 'text/javascript');
    body = jsonpBody(callback, body);
  }
  return res.send(body);
}

module.exports = { stringify, sendJsonp };
