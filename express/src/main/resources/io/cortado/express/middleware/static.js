'use strict';

// `express.static`: serves the files of a directory.

const { resolve } = require('node:path');
const { parseOriginalUrl, parseUrl } = require('../http/url');

function notFound() {
  this.error(404);
}

function redirect() {
  if (this.hasTrailingSlash()) {
    this.error(404);
    return;
  }
  const original = parseOriginalUrl(this.req);
  original.path = null;
  original.pathname = (original.pathname + '/').replace(/^\/{2,}/, '/');
  this.sendRedirect(this._dialect.page.encodeUrl(require('node:url').format(original)));
}

/** Cortado's own, see http's ServerResponse: sends a file as a whole response. */
const FILE = Symbol.for('cortado.http.file');
const { end: nativeEnd, getHeader: nativeGetHeader, setHeader: nativeSetHeader } = require('node:http').ServerResponse.prototype;

/** The Cache-Control of files where the options leave nothing to decide for each of them, else null. */
function plainCacheControl(opts, age) {
  const on = (name) => opts[name] === undefined || opts[name] === true;
  const plain = ['acceptRanges', 'cacheControl', 'etag', 'lastModified'].every(on) && opts.index === undefined && !opts.extensions
    && !opts.setHeaders && (opts.dotfiles === undefined || opts.dotfiles === 'ignore') && opts.hidden === undefined
    && opts.from === undefined && opts.start === undefined && opts.end === undefined;
  return plain ? 'public, max-age=' + Math.floor(age / 1000) + (opts.immutable ? ', immutable' : '') : null;
}

/** Sends the file of a plain path, where there is one; answers whether nothing is left to do but to go on without it. */
function sendPlain(folder, req, res, both, typeOf) {
  if (res[FILE] === undefined || res.end !== nativeEnd || res.setHeader !== nativeSetHeader || res.getHeader !== nativeGetHeader) return ODD;
  const found = folder.find(req.url);
  if (found <= 0) return found;
  const path = folder.path();
  return res[FILE](path, folder.size(), folder.modified(), folder.lines(), typeOf(path, folder.extension()), folder.tag(), both)
    ? SENT
    : ODD;
}

const SENT = 1;
const MISSING = 0;
const ODD = -1;

/** The middleware factory of an Express major. */
module.exports = function createStatic(major) {

  function serveStatic(root, options) {
    const send = require('../http/send')(major);
    if (!root) throw new TypeError('root path required');
    if (typeof root !== 'string') throw new TypeError('root path must be a string');
    const opts = Object.create(options || null);
    const fallthrough = opts.fallthrough !== false;
    const onDirectory = opts.redirect === false ? notFound : redirect;
    const setHeaders = opts.setHeaders;
    if (setHeaders && typeof setHeaders !== 'function') throw new TypeError('option setHeaders must be function');
    opts.maxage = opts.maxage || opts.maxAge || 0;
    opts.root = resolve(root);

    const isQuick = fallthrough && (major === 5 || require('../older').files === undefined);
    const cacheControl = isQuick ? plainCacheControl(opts, send.maxAgeOf(opts)) : null;
    const folder = cacheControl === null || typeof binding !== 'object' ? null : binding.staticFolder(opts.root, cacheControl);
    const types = { __proto__: null };

    function typeOf(path, extension) {
      // Express 4 lets applications define types at any time.
      return major === 4 ? send.fileType(path) : (types[extension] ??= send.fileType(path));
    }

    return function serveStatic(req, res, next) {
      const { url } = req;
      const isPlain = folder !== null && req.method === 'GET' && typeof url === 'string';
      // A mount path without its slash is the long way's.
      if (isPlain && (url === req.originalUrl || (url !== '/' && !url.startsWith('/?')))) {
        process.nextTick(() => {
          const outcome = sendPlain(folder, req, res, major === 4, typeOf);
          if (outcome === MISSING) next();
          else if (outcome === ODD) serveSlowly(req, res, next);
        });
        return;
      }
      serveSlowly(req, res, next);
    };

    function serveSlowly(req, res, next) {
      if (req.method !== 'GET' && req.method !== 'HEAD') {
        if (fallthrough) return next();
        res.statusCode = 405;
        res.setHeader('Allow', 'GET, HEAD');
        res.setHeader('Content-Length', '0');
        res.end();
        return;
      }
      let forwardError = !fallthrough;
      let path = parseUrl(req).pathname;
      // A mount path without its slash must be redirected, not served.
      if (path === '/' && !parseOriginalUrl(req).pathname.endsWith('/')) path = '';
      const stream = send(req, path, opts);
      stream.on('directory', onDirectory);
      if (setHeaders) stream.on('headers', setHeaders);
      if (fallthrough) {
        stream.on('file', () => {
          forwardError = true;
        });
      }
      stream.on('error', (error) => {
        if (forwardError || !(error.statusCode < 500)) next(error);
        else next();
      });
      stream.pipe(res);
    }
  }

  // Express 4 lets applications define media types here.
  if (major === 4) serveStatic.mime = require('../v4/mime');
  return serveStatic;
};
