'use strict';

// One entry of a router's or route's stack in Express 4. Instrumentation reaches for its names, so they stay.

const debug = require('../debug')('express:router:layer', 4);
const { paths } = require('../older');

const pathToRegexp = typeof paths === 'function' ? paths : require('./path');

const SIMPLE = /^(?:\/(?::\w+|[\w\-.~!@,;=&'% ]*))+$/;

/**
 * @param {string|RegExp|Array} path
 * @param {{end?: boolean, sensitive?: boolean, strict?: boolean}} options
 * @param {Function} fn
 */
function Layer(path, options, fn) {
  if (!(this instanceof Layer)) return new Layer(path, options, fn);
  if (debug) debug('new %o', path);
  const opts = options || {};
  this.handle = fn;
  this.name = fn.name || '<anonymous>';
  this.params = undefined;
  this.path = undefined;
  this.regexp = pathToRegexp(path, this.keys = [], opts);
  this.regexp.fast_star = path === '*';
  this.regexp.fast_slash = path === '/' && opts.end === false;
  Object.defineProperty(this, 'slash', { value: this.regexp.fast_slash });
  Object.defineProperty(this, '_patterns', { value: compilePatterns(path, opts, this.regexp) });
}

/** What the index over a stack needs to know of a path; null unless it is made of plain and `:name` segments. */
function compilePatterns(path, options, regexp) {
  if (typeof path !== 'string' || !SIMPLE.test(path) || regexp.fast_slash) return null;
  const names = path.split('/').slice(1);
  if (names[names.length - 1] === '') {
    // Without strict routing a slash at the end may be missing from the path.
    if (options.strict && names.length > 1) return null;
    names.pop();
  }
  if (names.includes('')) return null;
  const segments = names
    .map((name) => (name[0] === ':' ? { text: '', name: name.slice(1) } : { text: name, name: null }));
  return [{ segments, end: options.end !== false, exact: false, regexp }];
}

/** The paths of a layer for the index over a stack; null when it has to be asked. */
function patternsOf(layer) {
  const patterns = layer._patterns;
  if (patterns === null || layer.match !== nativeMatch) return null;
  return layer.regexp === patterns[0].regexp ? patterns : null;
}

/** Calls the layer's error handler; passes the error on when it has none. */
Layer.prototype.handle_error = function handle_error(error, req, res, next) {
  const fn = this.handle;
  if (fn.length !== 4) return next(error);
  try {
    fn(error, req, res, next);
  } catch (thrown) {
    next(thrown);
  }
};

/** Calls the layer's handler; skips it when it is an error handler. */
Layer.prototype.handle_request = function handle(req, res, next) {
  const fn = this.handle;
  if (fn.length > 3) return next();
  try {
    fn(req, res, next);
  } catch (thrown) {
    next(thrown);
  }
};

function decodeParam(value) {
  if (typeof value !== 'string' || value.length === 0) return value;
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) {
      error.message = 'Failed to decode param \'' + value + '\'';
      error.status = error.statusCode = 400;
    }
    throw error;
  }
}

/** Whether the path matches; leaves what it found in `params` and `path`. */
Layer.prototype.match = function match(path) {
  let found = null;
  if (path != null) {
    if (this.regexp.fast_slash) {
      this.params = {};
      this.path = '';
      return true;
    }
    if (this.regexp.fast_star) {
      this.params = { 0: decodeParam(path) };
      this.path = path;
      return true;
    }
    found = this.regexp.exec(path);
  }
  if (!found) {
    this.params = undefined;
    this.path = undefined;
    return false;
  }
  const params = this.params = {};
  this.path = found[0];
  const keys = this.keys;
  for (let i = 1; i < found.length; i++) {
    const key = keys[i - 1];
    if (key === undefined) throw new TypeError('Cannot read properties of undefined (reading \'name\')');
    const { name } = key;
    const value = decodeParam(found[i]);
    if (value !== undefined || !Object.prototype.hasOwnProperty.call(params, name)) params[name] = value;
  }
  return true;
};

// Whoever puts something in its place, be it for all layers, expects every layer to be asked.
const nativeMatch = Layer.prototype.match;

module.exports = Layer;
Object.defineProperty(Layer, 'patternsOf', { value: patternsOf });
