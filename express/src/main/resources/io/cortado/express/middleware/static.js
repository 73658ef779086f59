'use strict';

// `express.static`: serves the files of a directory.

const { resolve } = require('node:path');
const { escapeHtml, htmlDocument } = require('../http/html');
const { encodeUrl, parseOriginalUrl, parseUrl } = require('../http/url');

function notFound() {
  this.error(404);
}

function redirect(res) {
  if (this.hasTrailingSlash()) {
    this.error(404);
    return;
  }
  const original = parseOriginalUrl(this.req);
  original.path = null;
  original.pathname = (original.pathname + '/').replace(/^\/{2,}/, '/');
  const location = encodeUrl(require('node:url').format(original));
  const document = htmlDocument('Redirecting', 'Redirecting to ' + escapeHtml(location));
  require('../http/send').sendDocument(res, 301, document, location);
}

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

    return function serveStatic(req, res, next) {
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
    };
  }

  // Express 4 lets applications define media types here.
  if (major === 4) serveStatic.mime = require('../v4/mime');
  return serveStatic;
};
