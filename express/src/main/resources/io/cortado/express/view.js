'use strict';

// A template file and the engine that renders it.

const { basename, dirname, extname, join, resolve } = require('node:path');
const debug = require('./debug')('express:view', 5);

/** Loads an engine from where the application is, whether it was started itself or by something like mocha. */
function requireEngine(name) {
  const main = process.mainModule;
  const places = [require('node:module').createRequire(resolve('package.json'))];
  if (main && typeof main.require === 'function') places.unshift((id) => main.require(id));
  let missing;
  for (const load of places) {
    try {
      return load(name);
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND') throw error;
      missing ??= error;
    }
  }
  throw missing;
}

function isFile(path) {
  if (debug) debug('stat "%s"', path);
  try {
    return require('node:fs').statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * @param {string} name of the template, with or without extension
 * @param {{defaultEngine?: string, root: string|string[], engines: object}} options
 */
function View(name, options) {
  const opts = options || {};
  this.defaultEngine = opts.defaultEngine;
  this.ext = extname(name);
  this.name = name;
  this.root = opts.root;
  if (!this.ext && !this.defaultEngine) {
    throw new Error('No default engine was specified and no extension was provided.');
  }
  let fileName = name;
  if (!this.ext) {
    this.ext = this.defaultEngine[0] === '.' ? this.defaultEngine : '.' + this.defaultEngine;
    fileName += this.ext;
  }
  if (!opts.engines[this.ext]) {
    const id = this.ext.slice(1);
    if (debug) debug('require "%s"', id);
    const render = requireEngine(id).__express;
    if (typeof render !== 'function') throw new Error('Module "' + id + '" does not provide a view engine.');
    opts.engines[this.ext] = render;
  }
  this.engine = opts.engines[this.ext];
  this.path = this.lookup(fileName);
}

/** The file of a template name in the view directories, or undefined. */
View.prototype.lookup = function lookup(name) {
  if (debug) debug('lookup "%s"', name);
  for (const root of [].concat(this.root)) {
    const location = resolve(root, name);
    const path = this.resolve(dirname(location), basename(location));
    if (path) return path;
  }
  return undefined;
};

/** Renders the template; the callback is never called before this returns. */
View.prototype.render = function render(options, callback) {
  if (debug) debug('render "%s"', this.path);
  let sync = true;
  this.engine(this.path, options, function onRender(...args) {
    if (!sync) return callback.apply(this, args);
    process.nextTick(() => callback.apply(this, args));
  });
  sync = false;
};

/** The file in `directory`, or the index file of a directory of that name. */
View.prototype.resolve = function resolve(directory, file) {
  const path = join(directory, file);
  if (isFile(path)) return path;
  const index = join(directory, basename(file, this.ext), 'index' + this.ext);
  return isFile(index) ? index : undefined;
};

/** The view of Express 4, whose callback may be called at once. */
function View4(name, options) {
  View.call(this, name, options);
}
View4.prototype = Object.create(View.prototype, {
  constructor: { value: View4, writable: true, configurable: true }
});
Object.defineProperty(View4, 'name', { value: 'View' });

View4.prototype.render = function render(options, callback) {
  if (debug) debug('render "%s"', this.path);
  this.engine(this.path, options, callback);
};

module.exports = { View, View4 };
