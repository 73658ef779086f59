'use strict';

// Where a request wants to go.

const { isPlainUrl, parseUrl } = require('../http/url');

// A mark of a scheme after the question mark is none; the host ends with a slash.
const ORIGIN = () => /^(?!\/)([^?]*?:\/\/[^/]*)\//;

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
  return (typeof url === 'string' && ORIGIN().exec(url)?.[1]) || '';
}

module.exports = { pathnameOf, protocolAndHost };
