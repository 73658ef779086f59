'use strict';

// What Express 5 adds to `http.ServerResponse`.

const http = require('node:http');
const { basename, extname } = require('node:path');
const { createUtf8, isCanonical } = require('./content-type');
const { deprecateExpress } = require('../deprecate');
const messages = () => require('./errors').messages;
const mime = require('./mime').createMime(5);
const older = () => require('../older');
const { escapeHtml } = require('./html');
const { sendJsonp, stringify } = require('./json');
const { installFiles } = require('./response-files');
const { createQuick } = require('./quick');
const sendBody = require('./send-body');
const { encodeUrl } = require('./url');

const withUtf8Charset = createUtf8(false);

const HTML = 'text/html; charset=utf-8';
const BYTES = 'application/octet-stream';
const JSON_TYPE = 'application/json; charset=utf-8';

const res = Object.create(http.ServerResponse.prototype);

module.exports = res;

/** Sets the status code. */
res.status = function status(code) {
  if ((code | 0) === code && code >= 100 && code <= 999) {
    this.statusCode = code;
    return this;
  }
  if (!Number.isInteger(code)) {
    throw new TypeError(`Invalid status code: ${JSON.stringify(code)}. Status code must be an integer.`);
  }
  if (code < 100 || code > 999) {
    throw new RangeError(`Invalid status code: ${JSON.stringify(code)}. ` +
      'Status code must be greater than 99 and less than 1000.');
  }
  this.statusCode = code;
  return this;
};

/** Adds to the Link header. */
res.links = function (links) {
  const present = this.get('Link') || '';
  const link = (url, rel) => `<${url}>; rel="${rel}"`;
  const added = Object.keys(links).map((rel) => (Array.isArray(links[rel])
    ? links[rel].map((url) => link(url, rel)).join(', ')
    : link(links[rel], rel)));
  return this.set('Link', (present && present + ', ') + added.join(', '));
};

function setTextType(message) {
  const type = message.get('Content-Type');
  if (typeof type !== 'string') {
    message.type('html');
    return;
  }
  // An empty type stays as it is here; `set` makes `false` of it, as it has no extension.
  const full = type === '' ? type : withUtf8Charset(type);
  if (full === type && type !== '' && isCanonical(message)) quick.keepType(type);
  message.set('Content-Type', full);
}

/** Sends text, bytes, or JSON. */
res.send = function send(body) {
  let chunk = body;
  let encoding;
  switch (typeof chunk) {
    case 'string':
      if (quick.sendText(this, chunk, HTML)) return this;
      encoding = 'utf8';
      setTextType(this);
      break;
    case 'boolean':
    case 'number':
    case 'object':
      if (chunk === null) {
        chunk = '';
      } else if (ArrayBuffer.isView(chunk)) {
        if (chunk instanceof Uint8Array && quick.sendText(this, chunk, BYTES)) return this;
        if (!this.get('Content-Type')) this.type('bin');
      } else {
        return this.json(chunk);
      }
      break;
  }

  return sendBody(this, chunk, encoding, chunk !== undefined && !this.get('Transfer-Encoding'));
};

/** Sends a value as JSON. */
res.json = function json(value) {
  const { settings } = this.app;
  const plain = !settings['json escape'] && !settings['json replacer'] && !settings['json spaces'];
  const body = plain ? JSON.stringify(value) : stringify(value, this.app);
  if (typeof body === 'string' && quick.sendText(this, body, JSON_TYPE)) return this;
  if (!this.get('Content-Type')) this.set('Content-Type', 'application/json');
  return this.send(body);
};

/** Sends a value as JSON, or as a call of the function that the query names. */
res.jsonp = function jsonp(value) {
  return sendJsonp(this, value);
};

/** Sends a status with its reason as the body. */
res.sendStatus = function sendStatus(statusCode) {
  const body = messages()[statusCode] || String(statusCode);
  this.status(statusCode);
  this.type('txt');
  return this.send(body);
};

const attachment = (name) => require('./content-disposition')[older().before53 ? 'attachment4' : 'attachment'](name);
installFiles(res, attachment, 5);

/** Sets the Content-Type from a media type or a file extension. */
res.contentType = res.type = function contentType(type) {
  const value = type.indexOf('/') === -1 ? mime.contentType(type) || 'application/octet-stream' : type;
  return this.set('Content-Type', value);
};

function normalizedType(type) {
  if (type.indexOf('/') === -1) return mime.lookup(type) || 'application/octet-stream';
  const semicolon = type.indexOf(';');
  return (semicolon === -1 ? type : type.slice(0, semicolon)).trim();
}

/** Calls the handler of the type the client likes best. */
res.format = function (obj) {
  return require('./format')(this, obj, normalizedType);
};

/** Marks the body as a download. */
res.attachment = function attachmentHeader(filename) {
  const name = filename !== undefined ? basename(filename) : undefined;
  if (name) this.type(extname(name));
  return this.set('Content-Disposition', attachment(name));
};
Object.defineProperty(res.attachment, 'name', { value: 'attachment' });

/** Adds a value to a header field. */
res.append = function append(field, value) {
  const previous = this.get(field);
  if (!previous) return this.set(field, value);
  return this.set(field, [].concat(previous, value));
};

/** Sets one header field, or those of an object. */
res.set = res.header = function header(field, value) {
  if (arguments.length !== 2) {
    for (const key in field) this.set(key, field[key]);
    return this;
  }
  let text = Array.isArray(value) ? value.map(String) : String(value);
  if (field.length === 12 && field.toLowerCase() === 'content-type') {
    if (Array.isArray(text)) throw new TypeError('Content-Type cannot be set to an Array');
    text = mime.contentType(text);
  }
  this.setHeader(field, text);
  return this;
};

/** A header field of the response. */
res.get = function (field) {
  return this.getHeader(field);
};

/** Tells the client to forget a cookie. */
res.clearCookie = function clearCookie(name, options) {
  const opts = { path: '/', ...options, expires: new Date(1) };
  delete opts.maxAge;
  return this.cookie(name, '', opts);
};

/** Sets a cookie; `maxAge` in milliseconds. */
res.cookie = function (name, value, options) {
  const cookies = require('./cookie');
  const opts = { ...options };
  const secret = this.req.secret;
  if (opts.signed && !secret) throw new Error('cookieParser("secret") required for signed cookies');
  let text = typeof value === 'object' ? 'j:' + JSON.stringify(value) : String(value);
  if (opts.signed) text = 's:' + cookies.sign(text, secret);
  if (opts.maxAge != null) {
    const maxAge = opts.maxAge - 0;
    if (!isNaN(maxAge)) {
      opts.expires = new Date(Date.now() + maxAge);
      opts.maxAge = Math.floor(maxAge / 1000);
    }
  }
  if (opts.path == null) opts.path = '/';
  this.append('Set-Cookie', cookies.serialize(name, String(text), opts));
  return this;
};

/** Sets the Location header, encoded. */
res.location = function location(url) {
  return this.set('Location', encodeUrl(url));
};

/** Redirects to a URL. */
res.redirect = function redirect(url) {
  let address = url;
  let status = 302;
  if (arguments.length === 2) {
    status = arguments[0];
    address = arguments[1];
  }
  if (!address) deprecateExpress('Provide a url argument');
  if (typeof address !== 'string') deprecateExpress('Url must be a string');
  if (typeof status !== 'number') deprecateExpress('Status must be a number');
  address = this.location(address).get('Location');
  let body;
  this.format({
    text() {
      body = messages()[status] + '. Redirecting to ' + address;
    },
    html() {
      const reason = messages()[status];
      const text = '<p>' + reason + '. Redirecting to ' + escapeHtml(address) + '</p>';
      body = older().before53 ? text : '<!DOCTYPE html><head><title>' + reason + '</title></head>' +
        '<body>' + text + '</body>';
    },
    default() {
      body = '';
    }
  });
  this.status(status);
  this.set('Content-Length', require('node:buffer').Buffer.byteLength(body));
  if (this.req.method === 'HEAD') this.end();
  else this.end(body);
};

/** Adds a field to Vary. */
res.vary = function (field) {
  require('./vary')(this, field);
  return this;
};

/** Renders a view and sends it, or passes it to the callback. */
res.render = function render(view, options, callback) {
  const hasOptions = typeof options !== 'function';
  const opts = (hasOptions && options) || {};
  const done = (hasOptions ? callback : options) || ((error, text) => {
    if (error) return this.req.next(error);
    this.send(text);
  });
  opts._locals = this.locals;
  this.req.app.render(view, opts, done);
};

const quick = createQuick(res);
