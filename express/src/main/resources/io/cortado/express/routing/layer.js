'use strict';

// One entry of a router's or route's stack in Express 5: a path and the function to call when it matches.

const debug = require('../debug')('router:layer', 5);
const { match: compilePath } = require('./path');
const { decodeParam, settle } = require('./params');
const { traceError, traceRequest, tracing } = require('./tracing');

const COMPILED_MAX = 1000;
const GROUP = () => /\((?:\?<(.*?)>)?(?!\?)/g;

const compiled = new Map();

function regexpMatcher(regexp) {
  const names = [];
  let position = 0;
  for (const group of regexp.source.matchAll(GROUP())) names.push(group[1] || position++);
  return function matchRegexp(path) {
    const found = regexp.exec(path);
    if (!found) return false;
    const params = {};
    for (let i = 1; i < found.length; i++) {
      const value = decodeParam(found[i]);
      if (value !== undefined) params[names[i - 1]] = value;
    }
    return { params, path: found[0] };
  };
}

function loosen(path) {
  if (path === '/') return path;
  const text = String(path);
  let end = text.length;
  while (end > 0 && text[end - 1] === '/') end--;
  return text.slice(0, end);
}

function createMatcher(path, options) {
  if (path instanceof RegExp) return regexpMatcher(path);
  if (typeof path !== 'string') return compile(path, options);
  // Many layers of an application have the same path, above all '/'.
  const key = (options.sensitive ? 1 : 0) + (options.strict ? 2 : 0) + (options.end === false ? 4 : 0) + path;
  let matcher = compiled.get(key);
  if (matcher === undefined) {
    matcher = compile(path, options);
    if (compiled.size < COMPILED_MAX) compiled.set(key, matcher);
  }
  return matcher;
}

function compile(path, options) {
  return compilePath(options.strict ? path : loosen(path), {
    sensitive: options.sensitive,
    end: options.end === undefined ? true : options.end,
    trailing: !options.strict,
    decode: decodeParam
  });
}

/**
 * @param {string|RegExp|Array} path
 * @param {{end?: boolean, sensitive?: boolean, strict?: boolean}} options
 * @param {Function} fn
 */
function Layer(path, options, fn) {
  if (!(this instanceof Layer)) return new Layer(path, options, fn);
  if (debug) debug('new %o', path);
  const isList = Array.isArray(path);
  const paths = isList ? path.flat(Infinity) : [path];
  const how = options || {};
  this.handle = fn;
  this.name = fn.name || '<anonymous>';
  this.rawPath = isList ? paths : path;
  this.slash = path === '/' && how.end === false;
  this.matchers = paths.map((one) => createMatcher(one, how));
}

/** Calls the layer's error handler; passes the error on when it has none. */
Layer.prototype.handleError = function handleError(error, req, res, next) {
  const { handle } = this;
  if (handle.length !== 4) {
    next(error);
  } else if (tracing.active) {
    traceError(this, error, req, res, next);
  } else {
    try {
      const promise = handle(error, req, res, next);
      if (promise) settle(promise, next);
    } catch (thrown) {
      next(thrown);
    }
  }
};

/** Calls the layer's handler; skips it when it is an error handler. */
Layer.prototype.handleRequest = function handleRequest(req, res, next) {
  const { handle } = this;
  if (handle.length > 3) {
    next();
  } else if (tracing.active && !this.route) {
    traceRequest(this, req, res, next);
  } else {
    try {
      const promise = handle(req, res, next);
      if (promise) settle(promise, next);
    } catch (thrown) {
      next(thrown);
    }
  }
};

/**
 * Matches a path against the layer.
 * @returns {{params: object, path: string, keys: string[], pattern}|false}
 */
Layer.prototype.match = function match(path) {
  const { matchers, rawPath } = this;
  if (path == null) return false;
  if (this.slash) return { params: {}, path: '', keys: [], pattern: rawPath };
  for (let i = 0; i < matchers.length; i++) {
    const { params, path: matched, keys } = matchers[i](path);
    if (params) {
      const pattern = Array.isArray(rawPath) ? rawPath[i] : rawPath;
      return { params, path: matched, keys: keys || Object.keys(params), pattern };
    }
  }
  return false;
};

// Whoever puts something in its place, be it for all layers, expects every layer to be asked.
const nativeMatch = Layer.prototype.match;

/** The paths of a layer for the index over a stack; null when it has to be asked. */
function patternsOf(layer) {
  if (layer.slash || layer.match !== nativeMatch) return null;
  const { matchers } = layer;
  return matchers.every((matcher) => matcher.segments) ? matchers : null;
}

module.exports = Layer;
Object.defineProperty(Layer, 'patternsOf', { value: patternsOf });
Object.defineProperty(Layer, 'settle', { value: settle });
