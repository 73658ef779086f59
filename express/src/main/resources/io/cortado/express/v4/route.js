'use strict';

// The handlers of one path, by method, in Express 4.

const { METHODS } = require('node:http');
const debug = require('../debug')('express:router:route', 4);
const { handledAs } = require('../routing/dispatch');
const Layer = require('./layer');

const methods = METHODS.map((method) => method.toLowerCase());

/** @param {string|RegExp|Array} path */
function Route(path) {
  if (debug) debug('new %o', path);
  this.path = path;
  this.stack = [];
  this.methods = {};
}

Route.prototype._handles_method = function _handles_method(method) {
  return Boolean(this.methods._all || this.methods[handledAs(this.methods, method)]);
};

Route.prototype._options = function _options() {
  const names = Object.keys(this.methods);
  if (this.methods.get && !this.methods.head) names.push('head');
  return names.map((name) => name.toUpperCase());
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
    if (++sync > 100) return setImmediate(next, error);
    let layer;
    do {
      layer = stack[index++];
      if (!layer) return done(error);
    } while (layer.method && layer.method !== method);
    if (error) layer.handle_error(error, req, res, next);
    else layer.handle_request(req, res, next);
    sync = 0;
  }
};

function typeName(value) {
  return Object.prototype.toString.call(value);
}

function add(route, method, fn) {
  if (debug && method) debug('%s %o', method, route.path);
  const layer = new Layer('/', {}, fn);
  layer.method = method;
  route.methods[method === undefined ? '_all' : method] = true;
  route.stack.push(layer);
}

/** Adds handlers for every method. */
Route.prototype.all = function all(...handlers) {
  for (const fn of handlers.flat(Infinity)) {
    if (typeof fn !== 'function') {
      throw new TypeError('Route.all() requires a callback function but got a ' + typeName(fn));
    }
    add(this, undefined, fn);
  }
  return this;
};

for (const method of methods) {
  Route.prototype[method] = function (...handlers) {
    for (const fn of handlers.flat(Infinity)) {
      if (typeof fn !== 'function') {
        throw new Error('Route.' + method + '() requires a callback function but got a ' + typeName(fn));
      }
      add(this, method, fn);
    }
    return this;
  };
}

module.exports = Route;
