'use strict';

// Where a request wants to go.

const { isPlainUrl, parseUrl } = require('../http/url');

/** The path of `req.url`, or undefined when it cannot be parsed. */
function pathnameOf(req) {
  const { url } = req;
  if (isPlainUrl(url)) {
    const search = url.indexOf('?');
    return search === -1 ? url : url.substring(0, search);
  }
  try {
    return parseUrl(req).pathname;
  } catch {
    return undefined;
  }
}

/** The `http://host` of an absolute request URL, or ''. */
function protocolAndHost(url) {
  if (typeof url !== 'string' || url.length === 0 || url[0] === '/') return '';
  const search = url.indexOf('?');
  const scheme = url.substring(0, search === -1 ? url.length : search).indexOf('://');
  return scheme === -1 ? '' : url.substring(0, url.indexOf('/', 3 + scheme));
}

module.exports = { pathnameOf, protocolAndHost };
