'use strict';

// One entry of a router's or route's stack in Express 4. Instrumentation reaches for its names, so they stay.

const debug = require('../debug')('express:router:layer', 4);
const { paths } = require('../older');
const { decodeParam } = require('../routing/params');

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
  const how = options || {};
  const keys = [];
  const regexp = pathToRegexp(path, keys, how);
  const slash = path === '/' && how.end === false;
  regexp.fast_star = path === '*';
  regexp.fast_slash = slash;
  Object.assign(this, { handle: fn, name: fn.name || '<anonymous>', params: undefined, path: undefined, keys, regexp });
  Object.defineProperties(this, { slash: { value: slash }, _patterns: { value: compilePatterns(path, how, regexp) } });
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

/** Keeps what was found last; nothing is undefined. */
function keep(layer, path, params) {
  layer.params = params;
  layer.path = path;
  return params !== undefined;
}

/** Whether the path matches; leaves what it found in `params` and `path`. */
Layer.prototype.match = function match(path) {
  const { keys, regexp } = this;
  if (path == null) return keep(this);
  if (regexp.fast_slash) return keep(this, '', {});
  if (regexp.fast_star) return keep(this, path, { 0: decodeParam(path) });
  const found = regexp.exec(path);
  if (found === null) return keep(this);
  const params = {};
  keep(this, found[0], params);
  for (let i = 0; i < found.length - 1; i++) {
    if (i >= keys.length) throw new TypeError('Cannot read properties of undefined (reading \'name\')');
    const { name } = keys[i];
    const value = decodeParam(found[i + 1]);
    if (value !== undefined || !Object.hasOwn(params, name)) params[name] = value;
  }
  return true;
};

// Whoever puts something in its place, be it for all layers, expects every layer to be asked.
const nativeMatch = Layer.prototype.match;

module.exports = Layer;
Object.defineProperty(Layer, 'patternsOf', { value: patternsOf });
