'use strict';

// The response before 4.21, by the release that changed a method.

const { resolve } = require('node:path');
const { deprecateExpress } = require('../../deprecate');
const { attachment4 } = require('../../http/content-disposition');
const { sendJsonp, stringify } = require('../../http/json');
const { encodeUrl } = require('../../http/url');
const mime = require('../mime');
const encodeUrlBefore420 = require('./encode-url');
const { needMethod } = require('./missing');

const HOST = /^(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?\/\/[^\\/?]+/;

/** 4.19.0 and 4.19.1 leave a URL alone whose host would be another when encoded. */
function encodeUnlessHostChanges(target) {
  const lower = target.toLowerCase();
  const encoded = encodeUrlBefore420(target);
  if (!lower.startsWith('https://') && !lower.startsWith('http://')) return encoded;
  const { parse } = require('node:url');
  try {
    return parse(target).host === parse(encoded).host ? encoded : target;
  } catch {
    return target;
  }
}

function encodeAfterHost(target) {
  const text = String(target);
  const host = HOST.exec(text);
  const from = host ? host[0].length + 1 : 0;
  return text.slice(0, from) + encodeUrlBefore420(text.slice(from));
}

function encoderOf(before) {
  if (before('4.19.0')) return encodeUrlBefore420;
  if (before('4.19.1')) {
    return (target) => {
      needMethod(target, 'loc', 'toLowerCase');
      return encodeUnlessHostChanges(target);
    };
  }
  if (before('4.19.2')) return (target) => encodeUnlessHostChanges(String(target));
  return before('4.20.0') ? encodeAfterHost : encodeUrl;
}

function amendLocation(res, before) {
  const encode = encoderOf(before);

  /** Sets the Location header, encoded. */
  res.location = function location(url) {
    return this.set('Location', encode(url === 'back' ? this.req.get('Referrer') || '/' : url));
  };
}

function normalizedType(type) {
  return type.indexOf('/') === -1 ? mime.lookup(type) : type.split(/ *; */)[0];
}

function notAcceptable(types) {
  return Object.assign(new Error('Not Acceptable'), { status: 406, statusCode: 406, types });
}

function amendBefore418(res) {
  /** Sets the status code. */
  res.status = function status(code) {
    this.statusCode = code;
    return this;
  };

  /** Calls the handler of the type the client likes best; takes the default from the handlers. */
  res.format = function (obj) {
    const { req } = this;
    const { next } = req;
    const otherwise = obj.default;
    if (otherwise) delete obj.default;
    const keys = Object.keys(obj);
    const key = keys.length > 0 ? req.accepts(keys) : false;
    this.vary('Accept');
    if (key) {
      this.set('Content-Type', normalizedType(key));
      obj[key](req, this, next);
    } else if (otherwise) {
      otherwise();
    } else {
      next(notAcceptable(keys.map(normalizedType)));
    }
    return this;
  };

  /** Sends the file at a path as a download; the options come third. */
  res.download = function download(path, filename, options, callback) {
    let done = callback;
    let name = filename;
    let opts = options || null;
    if (typeof filename === 'function') {
      [done, name, opts] = [filename, null, null];
    } else if (typeof options === 'function') {
      [done, opts] = [options, null];
    }
    const headers = { 'Content-Disposition': attachment4(name || path) };
    for (const key of Object.keys((opts && opts.headers) || {})) {
      if (key.toLowerCase() !== 'content-disposition') headers[key] = opts.headers[key];
    }
    opts = Object.create(opts);
    opts.headers = headers;
    return this.sendFile(resolve(path), opts, done);
  };
}

function amendJson(res) {
  const { json } = res;

  /** Sends a value as JSON. */
  res.json = function (value) {
    const data = arguments.length === 2 && typeof arguments[1] !== 'number' ? arguments[1] : value;
    if (this.app.get('json escape')) needMethod(stringify(data, this.app), 'json', 'replace');
    return json.apply(this, arguments);
  };
  Object.defineProperty(res.json, 'name', { value: 'json' });

  /** Sends a value as JSON, or as a call of the function that the query names. */
  res.jsonp = function jsonp(value) {
    let data = value;
    if (arguments.length === 2) {
      const statusLast = typeof arguments[1] === 'number';
      deprecateExpress(statusLast ? 'res.jsonp(obj, status): Use res.status(status).json(obj) instead'
        : 'res.jsonp(status, obj): Use res.status(status).jsonp(obj) instead');
      this.statusCode = arguments[statusLast ? 1 : 0];
      data = arguments[statusLast ? 0 : 1];
    }
    const text = stringify(data, this.app);
    if (this.app.get('json escape')) needMethod(text, 'json', 'replace');
    const given = this.req.query[this.app.get('jsonp callback name')];
    const callback = Array.isArray(given) ? given[0] : given;
    if (text === undefined && typeof callback === 'string' && callback.length !== 0) {
      this.set('X-Content-Type-Options', 'nosniff');
      this.set('Content-Type', 'text/javascript');
      needMethod(text, 'body', 'replace');
    }
    return sendJsonp(this, data);
  };
}

function amendSendFile(res) {
  const base = res.sendFile;

  /** Sends the file at a path; the callback is told when it is over. */
  res.sendFile = function sendFile(path, options, callback) {
    const root = options && typeof options !== 'function' && options.root;
    // What is no string fails where a drive's letter is looked for, or is taken for one.
    if (path && typeof path !== 'string') {
      if (!root && path[0] !== '/') needMethod(path, 'path', 'substring');
      return base.call(this, String(path), options, callback);
    }
    return base.call(this, path, options, callback);
  };
}

/** Changes the prototype of responses. */
module.exports = function amend(res, before) {
  amendLocation(res, before);
  if (before('4.18.0')) amendBefore418(res);
  if (before('4.17.2')) amendJson(res);
  if (before('4.17.0')) amendSendFile(res);
};
