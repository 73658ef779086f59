'use strict';

// Sends a file as the answer to a request: conditional requests, ranges, index files, extensions.

const { Buffer } = require('node:buffer');
const fs = require('node:fs');
const { extname, join, normalize, resolve, sep } = require('node:path');
const Stream = require('node:stream');
const { createError, messages } = require('./errors');
const { fileTag } = require('./etag');
const { isFresh, parseHttpDate, preconditionFails } = require('./fresh');
const { escapeHtml, htmlDocument, page } = require('./html');
const { onFinished } = require('./on-finished');
const parseRange = require('./range');
const { parseDuration } = require('./units');

const BYTES_RANGE = () => /^ *bytes=/;
const MAX_AGE = 365 * 24 * 60 * 60 * 1000;
const UP_PATH = () => /(?:^|[\\/])\.\.(?:[\\/]|$)/;

function flag(value, otherwise) {
  return value === undefined ? otherwise : Boolean(value);
}

function listOf(value, name) {
  const list = [].concat(value || []);
  if (list.some((item) => typeof item !== 'string')) throw new TypeError(name + ' must be array of strings or false');
  return list;
}

function maxAgeOf(options) {
  const value = options.maxAge || options.maxage;
  const age = typeof value === 'string' ? parseDuration(value) : Number(value);
  return isNaN(age) ? 0 : Math.min(Math.max(0, age), MAX_AGE);
}

function decode(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return -1;
  }
}

function hasDotFile(parts) {
  return parts.some((part) => part.length > 1 && part[0] === '.');
}

function contentRange(size, range) {
  return 'bytes ' + (range ? range.start + '-' + range.end : '*') + '/' + size;
}

function sendDocument(res, status, document, policy, location) {
  res.statusCode = status;
  res.setHeader('Content-Type', 'text/html; charset=UTF-8');
  res.setHeader('Content-Length', Buffer.byteLength(document));
  res.setHeader('Content-Security-Policy', policy);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  if (location !== undefined) res.setHeader('Location', location);
  res.end(document);
}

/** A file on its way to a response; emits `headers`, `file`, `directory`, `stream`, `end` and `error`. */
class SendStream extends Stream {
  constructor(req, path, options, dialect) {
    super();
    const opts = options || {};
    this.options = opts;
    this.path = path;
    this.req = req;
    this._dialect = dialect;
    this._acceptRanges = flag(opts.acceptRanges, true);
    this._cacheControl = flag(opts.cacheControl, true);
    this._etag = flag(opts.etag, true);
    this._dotfiles = opts.dotfiles === undefined ? 'ignore' : opts.dotfiles;
    if (this._dotfiles !== 'ignore' && this._dotfiles !== 'allow' && this._dotfiles !== 'deny') {
      throw new TypeError('dotfiles option must be "allow", "deny", or "ignore"');
    }
    this._extensions = opts.extensions === undefined ? [] : listOf(opts.extensions, 'extensions option');
    this._immutable = flag(opts.immutable, false);
    this._index = opts.index === undefined ? ['index.html'] : listOf(opts.index, 'index option');
    this._lastModified = flag(opts.lastModified, true);
    this._maxage = maxAgeOf(opts);
    this._root = opts.root ? resolve(opts.root) : null;
    dialect.construct(this, opts);
  }

  /** Reports a failure, or answers it when nobody listens. */
  error(status, cause) {
    if (this.listenerCount('error') > 0) {
      return this.emit('error', this._dialect.errorOf(status, cause));
    }
    const { res } = this;
    for (const name of res.getHeaderNames()) res.removeHeader(name);
    if (cause && cause.headers) {
      for (const name of Object.keys(cause.headers)) res.setHeader(name, cause.headers[name]);
    }
    sendDocument(res, status, htmlDocument('Error', escapeHtml(messages[status] || String(status))), this._dialect.page.policy);
  }

  hasTrailingSlash() {
    return this.path[this.path.length - 1] === '/';
  }

  onStatError(error) {
    const missing = error.code === 'ENAMETOOLONG' || error.code === 'ENOENT' || error.code === 'ENOTDIR';
    this.error(missing ? 404 : 500, error);
  }

  redirect(path) {
    const { res } = this;
    if (this.listenerCount('directory') > 0) {
      this.emit('directory', res, path);
      return;
    }
    if (this.hasTrailingSlash()) {
      this.error(403);
      return;
    }
    this.sendRedirect(this._dialect.page.encodeUrl((this.path + '/').replace(/^\/{2,}/, '/')));
  }

  /** Sends the client to a location. */
  sendRedirect(location) {
    const { link, policy } = this._dialect.page;
    sendDocument(this.res, 301, htmlDocument('Redirecting', 'Redirecting to ' + link(location)), policy, location);
  }

  /** Finds the file and sends it to `res`. */
  pipe(res) {
    this.res = res;
    let path = decode(this.path);
    if (path === -1 || path.includes('\0')) {
      this.error(400);
      return res;
    }
    const root = this._root;
    if (root !== null && path) path = normalize('.' + sep + path);
    if (UP_PATH().test(path)) {
      this.error(403);
      return res;
    }
    let parts;
    if (root !== null) {
      parts = path.split(sep);
      path = normalize(join(root, path));
    } else {
      parts = normalize(path).split(sep);
      path = resolve(path);
    }
    if (hasDotFile(parts)) {
      const access = this._dialect.dotFileAccess(this, parts);
      if (access !== 'allow') {
        this.error(access === 'deny' ? 403 : 404);
        return res;
      }
    }
    if (this._index.length && this.hasTrailingSlash()) this.sendIndex(path);
    else this.sendFile(path);
    return res;
  }

  /** Whether a conditional request was answered. */
  answersConditional() {
    const { headers } = this.req;
    const { res } = this;
    const conditional = headers['if-match'] || headers['if-unmodified-since'] ||
      headers['if-none-match'] || headers['if-modified-since'];
    if (!conditional) return false;
    const etag = res.getHeader('ETag');
    const lastModified = res.getHeader('Last-Modified');
    if (preconditionFails(headers, etag, lastModified)) {
      this.error(412);
      return true;
    }
    const status = res.statusCode;
    if ((status < 200 || status >= 300) && status !== 304) return false;
    if (!isFresh(headers, etag, lastModified, this._dialect.older)) return false;
    for (const name of this._dialect.contentFields(res)) res.removeHeader(name);
    res.statusCode = 304;
    res.end();
    return true;
  }

  rangeIsFresh() {
    const ifRange = this.req.headers['if-range'];
    if (!ifRange) return true;
    if (ifRange.includes('"')) {
      const etag = this.res.getHeader('ETag');
      return Boolean(etag && ifRange.includes(etag));
    }
    return parseHttpDate(this.res.getHeader('Last-Modified')) <= parseHttpDate(ifRange);
  }

  send(path, stat) {
    const { options, req, res } = this;
    if (res.headersSent) {
      this.error(500, new Error('Can\'t set headers after they are sent.'));
      return;
    }
    this.setHeader(path, stat);
    this.type(path);
    if (this.answersConditional()) return;

    let offset = options.start || 0;
    let length = Math.max(0, stat.size - offset);
    if (options.end !== undefined) length = Math.min(length, options.end - offset + 1);
    if (this._acceptRanges && BYTES_RANGE().test(req.headers.range)) {
      let ranges = parseRange(length, req.headers.range, { combine: true }, this._dialect.older);
      if (!this.rangeIsFresh()) ranges = -2;
      if (ranges === -1) {
        const value = contentRange(length);
        res.setHeader('Content-Range', value);
        this.error(416, { headers: { 'Content-Range': value } });
        return;
      }
      if (ranges !== -2 && ranges.length === 1) {
        res.statusCode = 206;
        res.setHeader('Content-Range', contentRange(length, ranges[0]));
        offset += ranges[0].start;
        length = ranges[0].end - ranges[0].start + 1;
      }
    }
    res.setHeader('Content-Length', length);
    if (req.method === 'HEAD') {
      res.end();
      return;
    }
    const streamOptions = {};
    for (const name in options) streamOptions[name] = options[name];
    streamOptions.start = offset;
    streamOptions.end = Math.max(offset, offset + length - 1);
    this.stream(path, streamOptions);
  }

  sendFile(path) {
    fs.stat(path, (error, stat) => {
      const endsWithSep = path[path.length - 1] === sep;
      if (error && error.code === 'ENOENT' && !extname(path) && !endsWithSep) {
        this.trySuffixes(this._extensions.map((extension) => path + '.' + extension), error);
      } else if (error) {
        this.onStatError(error);
      } else if (stat.isDirectory()) {
        this.redirect(path);
      } else if (endsWithSep && this._dialect.refusesSlash) {
        this.error(404);
      } else {
        this.emit('file', path, stat);
        this.send(path, stat);
      }
    });
  }

  sendIndex(path) {
    this.trySuffixes(this._index.map((name) => join(path, name)));
  }

  /** Sends the first of the paths that is a file. */
  trySuffixes(paths, lastError) {
    if (paths.length === 0) {
      if (lastError) this.onStatError(lastError);
      else this.error(404);
      return;
    }
    const [path, ...rest] = paths;
    fs.stat(path, (error, stat) => {
      if (error || stat.isDirectory()) {
        this.trySuffixes(rest, error);
        return;
      }
      this.emit('file', path, stat);
      this.send(path, stat);
    });
  }

  stream(path, options) {
    const { res } = this;
    const stream = fs.createReadStream(path, options);
    this.emit('stream', stream);
    stream.pipe(res);
    onFinished(res, () => stream.destroy());
    stream.on('error', (error) => {
      stream.destroy();
      this.onStatError(error);
    });
    stream.on('end', () => this.emit('end'));
  }

  type(path) {
    const { res } = this;
    if (res.getHeader('Content-Type')) return;
    res.setHeader('Content-Type', this._dialect.fileType(path));
  }

  setHeader(path, stat) {
    const { res } = this;
    this.emit('headers', res, path, stat);
    if (this._acceptRanges && !res.getHeader('Accept-Ranges')) res.setHeader('Accept-Ranges', 'bytes');
    if (this._cacheControl && !res.getHeader('Cache-Control')) {
      const age = 'public, max-age=' + Math.floor(this._maxage / 1000);
      res.setHeader('Cache-Control', this._immutable ? age + ', immutable' : age);
    }
    if (this._lastModified && !res.getHeader('Last-Modified')) {
      res.setHeader('Last-Modified', stat.mtime.toUTCString());
    }
    if (this._etag && !res.getHeader('ETag')) res.setHeader('ETag', fileTag(stat));
  }
}

const CONTENT_FIELDS = ['Content-Encoding', 'Content-Language', 'Content-Length', 'Content-Range', 'Content-Type'];

function errorOf(status, cause) {
  return cause instanceof Error ? createError(status, cause, { expose: false }) : createError(status, cause);
}

/** What the senders of both majors do unless a release does otherwise. */
const common = { page, errorOf, contentFields: () => CONTENT_FIELDS };

function dialectOf(major) {
  if (major === 4) return { ...common, ...require('../v4/send') };
  const mime = require('./mime').createMime(5);
  return {
    ...common,
    older: false,
    refusesSlash: true,
    construct() {},
    dotFileAccess: (stream) => stream._dotfiles,
    fileType: (path) => mime.contentType(extname(path)) || 'application/octet-stream'
  };
}

/**
 * The file sender of an Express major.
 * @returns {(req, path: string, options?: object) => SendStream}
 */
module.exports = function createSend(major) {
  const dialect = dialectOf(major);
  function send(req, path, options) {
    return new SendStream(req, path, options, dialect);
  }
  send.fileType = dialect.fileType;
  send.maxAgeOf = maxAgeOf;
  return send;
};
