'use strict';

// What the routers of both majors share.

const { isPlainUrl, parseUrl } = require('./utils');

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

/** A router's own parameters over those of its parent; numbered ones follow the parent's. */
function mergeParams(params, parent) {
  if (typeof parent !== 'object' || !parent) return params;
  const merged = Object.assign({}, parent);
  if (!(0 in params) || !(0 in parent)) return Object.assign(merged, params);
  let own = 0;
  let inherited = 0;
  while (own in params) own++;
  while (inherited in parent) inherited++;
  for (own--; own >= 0; own--) {
    params[own + inherited] = params[own];
    if (own < inherited) delete params[own];
  }
  return Object.assign(merged, params);
}

/** Whether the first argument of `use` is a path rather than a handler or a list of handlers. */
function firstIsPath(argument) {
  let first = argument;
  while (Array.isArray(first) && first.length !== 0) first = first[0];
  return typeof first !== 'function';
}

module.exports = { firstIsPath, mergeParams, pathnameOf, protocolAndHost };
