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

/** Cortado's own, see http's ServerResponse: sends a file as a whole response. */
const FILE = Symbol.for('cortado.http.file');
const { ServerResponse } = require('node:http');
const { end: nativeEnd, getHeader: nativeGetHeader, setHeader: nativeSetHeader } = ServerResponse.prototype;
const CACHE_CONTROL = 'public, max-age=0';
const FOLDERS_MAX = 100;
const folders = new Map();

/** The folder that Java looks files up in; its paths begin with a slash. */
function folderAt(root) {
  let folder = folders.get(root);
  if (folder === undefined) {
    folder = binding.staticFolder(resolve(root), CACHE_CONTROL);
    if (folders.size < FOLDERS_MAX) folders.set(root, folder);
  }
  return folder;
}

/** Sends a file that is there, where nothing is to be decided; answers whether it did. */
function sendPlain(res, root, path, fileType, both) {
  if (res.end !== nativeEnd || res.setHeader !== nativeSetHeader || res.getHeader !== nativeGetHeader || res.req.method !== 'GET') return false;
  const folder = folderAt(root);
  if (folder.find(path[0] === '/' ? path : '/' + path) !== 1) return false;
  const file = folder.path();
  return res[FILE](file, folder.size(), folder.modified(), folder.lines(), fileType(file), folder.tag(), both);
}

/** Whether the options of `sendFile` say no more than where to look. */
function isPlain(options) {
  for (const name in options) {
    if (name !== 'root' || typeof options.root !== 'string' || options.root[0] !== '/') return false;
  }
  return true;
}

/** Whether Express 4 takes a path as absolute, on whatever system. */
function isAbsolute4(path) {
  return path[0] === '/' || (path[1] === ':' && (path[2] === '\\' || path[2] === '/'));
}

/** What `res.download` got after the path: the name, the options and the callback, each of which may be left out. */
function downloadArguments(first, second, third) {
  if (typeof first === 'function') return { name: null, options: null, done: first };
  const isLast = typeof second === 'function';
  const done = isLast ? second : third;
  if (typeof first === 'object' && (isLast || second === undefined)) return { name: null, options: first, done };
  return { name: first, options: isLast ? null : second || null, done };
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
    const { next } = this.req;
    if (!path) throw new TypeError('path argument is required to res.sendFile');
    if (typeof path !== 'string') throw new TypeError('path must be a string to res.sendFile');
    if (!opts.root && !(major === 4 ? isAbsolute4 : isAbsolute)(path)) {
      throw new TypeError('path must be absolute or specify root to res.sendFile');
    }
    const pathname = encodeURI(path);
    const isQuick = done === undefined && this[FILE] !== undefined && typeof binding === 'object' && isPlain(opts);
    if (isQuick && (major === 4 ? require('../older').files === undefined : this.app.enabled('etag'))) {
      sender ??= require('./send')(major);
      process.nextTick(() => {
        if (!sendPlain(this, opts.root || '/', path, sender.fileType, major === 4)) sendSlowly(this, pathname, opts, done, next);
      });
      return;
    }
    sendSlowly(this, pathname, opts, done, next);
  };

  function sendSlowly(res, pathname, opts, done, next) {
    if (major === 5) opts.etag = res.app.enabled('etag');
    transfer(res, send(res.req, pathname, opts), opts, reportTo(done, next));
  }

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
    const { name, options: given, done } = downloadArguments(filename, options, callback);
    const headers = { 'Content-Disposition': attachment(major === 4 ? name || path : basename(name || path)) };
    for (const [field, value] of Object.entries((given && given.headers) || {})) {
      if (field.toLowerCase() !== 'content-disposition') headers[field] = value;
    }
    const opts = Object.assign(Object.create(given), { headers });
    return this.sendFile(opts.root ? path : resolve(path), opts, done);
  };
}

module.exports = { installFiles, transfer };
