'use strict';

// `res.sendFile` and `res.download`.

const { basename, isAbsolute, resolve } = require('node:path');
const { deprecateExpress } = require('../deprecate');

function codedError(message, code) {
  const error = new Error(message);
  error.code = code;
  return error;
}

/** Pipes a file stream into the response and reports its one outcome. */
function transfer(res, file, options, callback) {
  let done = false;
  let streaming;

  function finish(error) {
    if (done) return;
    done = true;
    if (error) callback(error);
    else callback();
  }

  function aborted() {
    if (!done) finish(codedError('Request aborted', 'ECONNABORTED'));
  }

  function onResponseFinished(error) {
    // Which of the two it is depends on how far the client had read, and on the order in which the system tells.
    if (error && (error.code === 'ECONNRESET' || error.code === 'EPIPE')) {
      aborted();
      return;
    }
    if (error) {
      finish(error);
      return;
    }
    if (done) return;
    setImmediate(() => {
      if (streaming !== false && !done) aborted();
      else finish();
    });
  }

  file.on('directory', () => {
    if (!done) finish(codedError('EISDIR, read', 'EISDIR'));
  });
  file.on('end', () => finish());
  file.on('error', (error) => finish(error));
  file.on('file', () => {
    streaming = false;
  });
  file.on('stream', () => {
    streaming = true;
  });
  require('./on-finished').onFinished(res, onResponseFinished);
  if (options.headers) {
    file.on('headers', (target) => {
      const { headers } = options;
      for (const name of Object.keys(headers)) target.setHeader(name, headers[name]);
    });
  }
  file.pipe(res);
}

function reportTo(done, next) {
  return (error) => {
    if (done) return done(error);
    if (error && error.code === 'EISDIR') return next();
    if (error && error.code !== 'ECONNABORTED' && error.syscall !== 'write') next(error);
  };
}

/** Whether Express 4 takes a path as absolute, on whatever system. */
function isAbsolute4(path) {
  return path[0] === '/' || (path[1] === ':' && (path[2] === '\\' || path[2] === '/'));
}

/** Adds the methods to a response prototype. */
function installFiles(res, attachment, major) {
  // The first file loads what sends it.
  let sender;
  const send = (...args) => (sender ??= require('./send')(major))(...args);

  /** Sends the file at a path; the callback is told when it is over. */
  res.sendFile = function sendFile(path, options, callback) {
    const hasOptions = typeof options !== 'function';
    const done = hasOptions ? callback : options;
    const opts = (hasOptions && options) || {};
    const req = this.req;
    const next = req.next;
    if (!path) throw new TypeError('path argument is required to res.sendFile');
    if (typeof path !== 'string') throw new TypeError('path must be a string to res.sendFile');
    if (!opts.root && !(major === 4 ? isAbsolute4 : isAbsolute)(path)) {
      throw new TypeError('path must be absolute or specify root to res.sendFile');
    }
    const pathname = encodeURI(path);
    if (major === 5) opts.etag = this.app.enabled('etag');
    transfer(this, send(req, pathname, opts), opts, reportTo(done, next));
  };

  if (major === 4) {
    /** The old `res.sendFile`: the path is already encoded and may be relative. */
    res.sendfile = function (path, options, callback) {
      deprecateExpress('res.sendfile: Use res.sendFile instead');
      const hasOptions = typeof options !== 'function';
      const opts = (hasOptions && options) || {};
      transfer(this, send(this.req, path, opts), opts, reportTo(hasOptions ? callback : options, this.req.next));
    };
  }

  /** Sends the file at a path as a download. */
  res.download = function download(path, filename, options, callback) {
    let done = callback;
    let name = filename;
    let opts = options || null;
    if (typeof filename === 'function') {
      done = filename;
      name = null;
      opts = null;
    } else if (typeof options === 'function') {
      done = options;
      opts = null;
    }
    if (typeof filename === 'object' && (typeof options === 'function' || options === undefined)) {
      name = null;
      opts = filename;
    }
    const headers = { 'Content-Disposition': attachment(major === 4 ? name || path : basename(name || path)) };
    if (opts && opts.headers) {
      for (const key of Object.keys(opts.headers)) {
        if (key.toLowerCase() !== 'content-disposition') headers[key] = opts.headers[key];
      }
    }
    opts = Object.create(opts);
    opts.headers = headers;
    return this.sendFile(opts.root ? path : resolve(path), opts, done);
  };
}

module.exports = { installFiles, transfer };
