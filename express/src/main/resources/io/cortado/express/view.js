'use strict';

// A template file and the engine that renders it.

const { basename, extname, join, parse, resolve } = require('node:path');
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
  const { defaultEngine, engines, root } = options || {};
  const ext = extname(name);
  Object.assign(this, { defaultEngine, ext, name, root });
  if (!ext) {
    if (!defaultEngine) throw new Error('No default engine was specified and no extension was provided.');
    this.ext = defaultEngine[0] === '.' ? defaultEngine : '.' + defaultEngine;
  }
  this.engine = engines[this.ext] ||= engineOf(this.ext.slice(1));
  this.path = this.lookup(ext ? name : name + this.ext);
}

function engineOf(id) {
  if (debug) debug('require "%s"', id);
  const render = requireEngine(id).__express;
  if (typeof render !== 'function') throw new Error('Module "' + id + '" does not provide a view engine.');
  return render;
}

/** The file of a template name in the view directories, or undefined. */
View.prototype.lookup = function lookup(name) {
  if (debug) debug('lookup "%s"', name);
  for (const root of [].concat(this.root)) {
    const { base, dir } = parse(resolve(root, name));
    const path = this.resolve(dir, base);
    if (path) return path;
  }
  return undefined;
};

/** Renders the template; the callback is never called before this returns. */
View.prototype.render = function render(options, callback) {
  if (debug) debug('render "%s"', this.path);
  let early = true;
  this.engine(this.path, options, function onRender(...args) {
    const call = () => callback.apply(this, args);
    return early ? process.nextTick(call) : call();
  });
  early = false;
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
