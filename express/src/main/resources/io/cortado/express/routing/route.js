'use strict';

// The handlers of one path, by method, in Express 5.

const { METHODS } = require('node:http');
const debug = require('../debug')('router:route', 5);
const { handledAs } = require('./dispatch');
const Layer = require('./layer');
const { tracing } = require('./tracing');

const { handleRequest } = Layer.prototype;
const { settle } = Layer;
const methods = METHODS.map((method) => method.toLowerCase());

/** @param {string|RegExp|Array} path */
function Route(path) {
  if (debug) debug('new %o', path);
  this.path = path;
  this.stack = [];
  this.methods = Object.create(null);
}

Route.prototype._handlesMethod = function _handlesMethod(method) {
  return Boolean(this.methods._all || this.methods[handledAs(this.methods, method)]);
};

Route.prototype._methods = function _methods(includeAll) {
  const names = [];
  for (const method of Object.keys(this.methods)) {
    if (method !== '_all') names.push(method.toUpperCase());
    else if (includeAll) names.push('*');
  }
  if (this.methods.get && !this.methods.head) names.push('HEAD');
  return names;
};

/** Runs the handlers for the request's method, then `done`. */
Route.prototype.dispatch = function dispatch(req, res, done) {
  const stack = this.stack;
  if (stack.length === 0) return done();
  const method = handledAs(this.methods, req.method);
  let index = 0;
  let sync = 0;
  req.route = this;
  next();

  function next(error) {
    if (error === 'route') return done();
    if (error === 'router') return done(error);
    if (index >= stack.length) return done(error);
    if (++sync > 100) return setImmediate(next, error);
    let layer;
    do {
      layer = stack[index++];
      if (!layer.method || layer.method === method) break;
      layer = undefined;
    } while (index < stack.length);
    if (layer === undefined) return done(error);
    if (error) {
      layer.handleError(error, req, res, next);
    } else if (layer.handleRequest !== handleRequest || layer.handle.length > 3 || tracing.active) {
      layer.handleRequest(req, res, next);
    } else {
      // As handleRequest does it.
      const fn = layer.handle;
      try {
        const result = fn(req, res, next);
        if (typeof result === 'object' ? result !== null && result !== res : typeof result === 'function') settle(result, next);
      } catch (thrown) {
        next(thrown);
      }
    }
    sync = 0;
  }
};

function add(route, method, handlers) {
  const callbacks = handlers.flat(Infinity);
  if (callbacks.length === 0) throw new TypeError('argument handler is required');
  for (const fn of callbacks) {
    if (typeof fn !== 'function') throw new TypeError('argument handler must be a function');
    if (debug && method) debug('%s %s', method, route.path);
    const layer = new Layer('/', {}, fn);
    layer.method = method;
    route.methods[method === undefined ? '_all' : method] = true;
    route.stack.push(layer);
  }
  return route;
}

/** Adds handlers for every method. */
Route.prototype.all = function all(handler) {
  return add(this, undefined, [...arguments]);
};

for (const method of methods) {
  Route.prototype[method] = function (handler) {
    return add(this, method, [...arguments]);
  };
}

module.exports = Route;
