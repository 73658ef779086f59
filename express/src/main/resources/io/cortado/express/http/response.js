'use strict';

// What Express 5 adds to `http.ServerResponse`.

const http = require('node:http');
const { basename, extname } = require('node:path');
const { createSet, createUtf8, isCanonical } = require('./content-type');
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
  if ((code | 0) !== code || code < 100 || code > 999) throw refusedStatus(code);
  this.statusCode = code;
  return this;
};

function refusedStatus(code) {
  const given = `Invalid status code: ${JSON.stringify(code)}. Status code must be `;
  if (!Number.isInteger(code)) return new TypeError(given + 'an integer.');
  return new RangeError(given + 'greater than 99 and less than 1000.');
}

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
  const isText = typeof body === 'string';
  if (isText) {
    if (quick.sendText(this, body, HTML)) return this;
    setTextType(this);
  } else if (ArrayBuffer.isView(body)) {
    if (body instanceof Uint8Array && quick.sendText(this, body, BYTES)) return this;
    if (!this.get('Content-Type')) this.type('bin');
  } else if (body !== null && (typeof body === 'object' || typeof body === 'number' || typeof body === 'boolean')) {
    return this.json(body);
  }
  const chunk = body === null ? '' : body;
  return sendBody(this, chunk, isText ? 'utf8' : undefined, chunk !== undefined && !this.get('Transfer-Encoding'));
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
res.set = res.header = createSet(mime.contentType);

/** A header field of the response. */
res.get = function (field) {
  return this.getHeader(field);
};

/** Tells the client to forget a cookie. */
res.clearCookie = function clearCookie(name, options) {
  return this.cookie(name, '', require('./cookie').gone(options));
};

/** Sets a cookie; `maxAge` in milliseconds. */
res.cookie = function (name, value, options) {
  this.append('Set-Cookie', require('./cookie').fieldOf(name, value, options, this.req.secret));
  return this;
};

/** Sets the Location header, encoded. */
res.location = function location(url) {
  return this.set('Location', encodeUrl(url));
};

/** Redirects to a URL. */
res.redirect = function redirect(url) {
  const [status, target] = arguments.length === 2 ? arguments : [302, url];
  if (!target) deprecateExpress('Provide a url argument');
  if (typeof target !== 'string') deprecateExpress('Url must be a string');
  if (typeof status !== 'number') deprecateExpress('Status must be a number');
  const reason = messages()[status];
  require('./redirect')(this, target, reason, (address) => redirectPage(reason, address), () => this.status(status));
};

function redirectPage(reason, address) {
  const text = `<p>${reason}. Redirecting to ${escapeHtml(address)}</p>`;
  return older().before53 ? text : `<!DOCTYPE html><head><title>${reason}</title></head><body>${text}</body>`;
}

/** Adds a field to Vary. */
res.vary = function (field) {
  require('./vary')(this, field);
  return this;
};

/** The names that a view's data may have only if the client has not sent them; see view-options.js. */
const VIEW_OPTIONS = ['settings', 'cache', 'layout', 'basedir', 'partials', 'helpers', 'views', 'root'];

/** Renders a view and sends it, or passes it to the callback. */
res.render = function render(view, options, callback) {
  const bare = typeof options === 'function';
  let given = (!bare && options) || {};
  if (VIEW_OPTIONS.some((name) => name in given)) given = require('./view-options').withoutClients(this.req, given);
  given._locals = this.locals;
  this.req.app.render(view, given, (bare ? options : callback) || ((error, text) => {
    if (error) return this.req.next(error);
    this.send(text);
  }));
};

const quick = createQuick(res);
