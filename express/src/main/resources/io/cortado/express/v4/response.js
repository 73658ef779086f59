'use strict';

// What Express 4 adds to `http.ServerResponse`.

const { Buffer } = require('node:buffer');
const http = require('node:http');
const { extname } = require('node:path');
const { attachment4 } = require('../http/content-disposition');
const { createSet, createUtf8, isCanonical } = require('../http/content-type');
const { deprecateExpress } = require('../deprecate');
const format = require('../http/format');
const { sendJsonp, stringify } = require('../http/json');
const base = require('../http/response');
const older = require('../older');
const { installFiles } = require('../http/response-files');
const { createQuick } = require('../http/quick');
const sendRedirect = require('../http/redirect');
const { encodeUrl } = require('../http/url');
const mime = require('./mime');

const withUtf8Charset = createUtf8(true);

const HTML = 'text/html; charset=utf-8';
const BYTES = 'application/octet-stream';
const JSON_TYPE = 'application/json; charset=utf-8';

const { link } = older.page || require('../http/html').page;
const messages = older.reasons || require('../http/errors').messages;
const sendBody = older.sendBody || require('../http/send-body');

const CHARSET = /;\s*charset\s*=/;

const res = Object.create(http.ServerResponse.prototype);

module.exports = Object.assign(res, base);

/** Sets the status code. */
res.status = function status(code) {
  if ((typeof code === 'string' || Math.floor(code) !== code) && code > 99 && code < 1000) {
    deprecateExpress(`res.status(${JSON.stringify(code)}): use res.status(${Math.floor(code)}) instead`);
  }
  this.statusCode = code;
  return this;
};

/** Adds to the Link header. */
res.links = function (links) {
  const present = this.get('Link') || '';
  const added = Object.keys(links).map((rel) => '<' + links[rel] + '>; rel="' + rel + '"').join(', ');
  return this.set('Link', (present && present + ', ') + added);
};

/** The body of a call in one of the two-argument forms, whose status is set. */
function bodyOf(message, name, args, statusFirst) {
  const [first, second] = args;
  if (statusFirst) {
    deprecateExpress(`res.${name}(status, ${name === 'send' ? 'body' : 'obj'}): ` +
      `Use res.status(status).${name}(${name === 'send' ? 'body' : 'obj'}) instead`);
    message.statusCode = first;
    return second;
  }
  deprecateExpress(`res.${name}(${name === 'send' ? 'body' : 'obj'}, status): ` +
    `Use res.status(status).${name}(${name === 'send' ? 'body' : 'obj'}) instead`);
  message.statusCode = second;
  return first;
}

/** Sends text, bytes, or JSON. */
res.send = function send(body) {
  let chunk = body;
  if (arguments.length === 2) {
    const statusFirst = typeof arguments[0] === 'number' || typeof arguments[1] !== 'number';
    chunk = bodyOf(this, 'send', arguments, statusFirst);
  }
  if (typeof chunk === 'number' && arguments.length === 1) {
    if (!this.get('Content-Type')) this.type('txt');
    deprecateExpress('res.send(status): Use res.sendStatus(status) instead');
    this.statusCode = chunk;
    chunk = messages[chunk];
  }
  let encoding;
  switch (typeof chunk) {
    case 'string':
      if (quick.sendText(this, chunk, HTML)) return this;
      if (!this.get('Content-Type')) this.type('html');
      break;
    case 'boolean':
    case 'number':
    case 'object':
      if (chunk === null) chunk = '';
      else if (!Buffer.isBuffer(chunk)) return this.json(chunk);
      else if (quick.sendText(this, chunk, BYTES)) return this;
      else if (!this.get('Content-Type')) this.type('bin');
      break;
  }
  if (typeof chunk === 'string') {
    encoding = 'utf8';
    const type = this.get('Content-Type');
    if (typeof type === 'string') {
      const full = withUtf8Charset(type);
      if (full === type && isCanonical(this)) quick.keepType(type);
      this.set('Content-Type', full);
    }
  }

  return sendBody(this, chunk, encoding, true);
};

/** Sends a value as JSON. */
res.json = function json(value) {
  const data = arguments.length === 2 ? bodyOf(this, 'json', arguments, typeof arguments[1] !== 'number') : value;
  const { settings } = this.app;
  const plain = !settings['json escape'] && !settings['json replacer'] && !settings['json spaces'];
  const body = plain ? JSON.stringify(data) : stringify(data, this.app);
  if (typeof body === 'string' && quick.sendText(this, body, JSON_TYPE)) return this;
  if (!this.get('Content-Type')) this.set('Content-Type', 'application/json');
  return this.send(body);
};

/** Sends a value as JSON, or as a call of the function that the query names. */
res.jsonp = function jsonp(value) {
  const data = arguments.length === 2 ? bodyOf(this, 'jsonp', arguments, typeof arguments[1] !== 'number') : value;
  return sendJsonp(this, data);
};

/** Sends a status with its reason as the body. */
res.sendStatus = function sendStatus(statusCode) {
  const body = messages[statusCode] || String(statusCode);
  this.statusCode = statusCode;
  this.type('txt');
  return this.send(body);
};

/** Sets the Content-Type from a media type or a file extension. */
res.contentType = res.type = function contentType(type) {
  return this.set('Content-Type', type.indexOf('/') === -1 ? mime.lookup(type) : type);
};

function normalizedType(type) {
  return type.indexOf('/') === -1 ? mime.lookup(type) : type.split(/ *; */)[0];
}

/** Calls the handler of the type the client likes best. */
res.format = function (obj) {
  return format(this, obj, normalizedType);
};

/** Marks the body as a download. */
res.attachment = function attachment(filename) {
  if (filename) this.type(extname(filename));
  return this.set('Content-Disposition', attachment4(filename));
};

/** Sets one header field, or those of an object. */
res.set = res.header = createSet((type) => {
  const isWhole = CHARSET.test(type) || !mime.isTextual(type.split(';')[0]);
  return isWhole ? type : type + '; charset=utf-8';
});

/** Tells the client to forget a cookie. */
res.clearCookie = function clearCookie(name, options) {
  for (const option of ['maxAge', 'expires']) {
    if (!options || !options[option]) continue;
    deprecateExpress(`res.clearCookie: Passing "options.${option}" is deprecated. In v5.0.0 of Express, this option ` +
      'will be ignored, as res.clearCookie will automatically set cookies to expire immediately. Please update your ' +
      'code to omit this option.');
  }
  return this.cookie(name, '', { expires: new Date(1), path: '/', ...options });
};

/** Sets the Location header, encoded. */
res.location = function location(url) {
  let target = String(url);
  if (url === 'back') {
    deprecateExpress('res.location("back"): use res.location(req.get("Referrer") || "/") and refer to ' +
      'https://dub.sh/security-redirect for best practices');
    target = this.req.get('Referrer') || '/';
  }
  return this.set('Location', encodeUrl(target));
};

/** Redirects to a URL. */
res.redirect = function redirect(url) {
  let [status, target] = arguments.length === 2 ? arguments : [302, url];
  if (arguments.length === 2 && typeof status !== 'number') {
    deprecateExpress('res.redirect(url, status): Use res.redirect(status, url) instead');
    [target, status] = arguments;
  }
  const reason = messages[status];
  sendRedirect(this, target, reason, (address) => `<p>${reason}. Redirecting to ${link(address)}</p>`, () => {
    this.statusCode = status;
  });
};

/** Adds a field to Vary. */
res.vary = function (field) {
  if (!field || (Array.isArray(field) && !field.length)) {
    deprecateExpress('res.vary(): Provide a field name');
    return this;
  }
  return base.vary.call(this, field);
};

installFiles(res, attachment4, 4);

const quick = createQuick(res);
