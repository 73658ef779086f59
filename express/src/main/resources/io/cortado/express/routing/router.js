'use strict';

// The router of Express 5.

const { METHODS } = require('node:http');
const debug = require('../debug')('router', 5);
const { createDispatch } = require('./dispatch');
const Layer = require('./layer');
const Route = require('./route');
const { firstIsPath } = require('./mounting');
const { installStack } = require('./stacks');

const matchLayer = Layer.prototype.match;
const dispatchRoute = Route.prototype.dispatch;
const methods = METHODS.map((method) => method.toLowerCase());

/** @param {{caseSensitive?: boolean, mergeParams?: boolean, strict?: boolean}} [options] */
function Router(options) {
  if (!(this instanceof Router)) return new Router(options);
  const opts = options || {};
  function router(req, res, next) {
    router.handle(req, res, next);
  }
  Object.setPrototypeOf(router, this);
  router.caseSensitive = opts.caseSensitive;
  router.mergeParams = opts.mergeParams;
  router.params = {};
  router.strict = opts.strict;
  installStack(router, Layer.patternsOf);
  return router;
}

// A function, so that a router inherits what functions have.
Router.prototype = function () {};

/** Registers a callback for requests that have the parameter. */
Router.prototype.param = function param(name, fn) {
  if (!name) throw new TypeError('argument name is required');
  if (typeof name !== 'string') throw new TypeError('argument name must be a string');
  if (!fn) throw new TypeError('argument fn is required');
  if (typeof fn !== 'function') throw new TypeError('argument fn must be a function');
  const callbacks = this.params[name];
  if (callbacks) callbacks.push(fn);
  else this.params[name] = [fn];
  return this;
};

const Dispatch5 = createDispatch({
  match(layer, path) {
    return layer.match(path);
  },

  allow(allowed, route) {
    allowed.push(...route._methods());
  },

  sendOptions(res, allowed) {
    const allow = [...new Set(allowed)].sort().join(', ');
    res.setHeader('Allow', allow);
    res.setHeader('Content-Length', require('node:buffer').Buffer.byteLength(allow));
    res.setHeader('Content-Type', 'text/plain');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.end(allow);
  },

  removeSlash(req) {
    const isRoot = req.url === '/' || req.url.startsWith('/?');
    if (isRoot || (this.removed.endsWith('/') && req.url[0] === '/')) req.url = req.url.slice(1);
  },

  mayFollow(char) {
    return char === '/';
  },

  runRoute(layer) {
    layer.handleRequest(this.req, this.res, this.next);
  },

  callError(layer, error) {
    layer.handleError(error, this.req, this.res, this.next);
  },

  callRequest(layer) {
    layer.handleRequest(this.req, this.res, this.next);
  }
});

/** Writes what is done where DEBUG asks for it; otherwise null. */
Dispatch5.prototype.debug = debug;

/** Runs the stack for a request, then `callback`. */
Router.prototype.handle = function handle(req, res, callback) {
  if (!callback) throw new TypeError('argument callback is required');
  new Dispatch5(this, req, res, callback).next();
};

// What a run may do by itself where nothing has been put in the place of these.
Dispatch5.prototype.older = false;
Dispatch5.prototype.nativeMatch = matchLayer;
Dispatch5.prototype.nativeCall = Layer.prototype.handleRequest;
Dispatch5.prototype.nativeDispatch = dispatchRoute;
Dispatch5.prototype.nativeHandle = Router.prototype.handle;
Dispatch5.prototype.settle = Layer.settle;

/** Adds middleware, at a path where one is given. */
Router.prototype.use = function use(handler, ...rest) {
  const hasPath = firstIsPath(handler);
  const path = hasPath ? handler : '/';
  const callbacks = (hasPath ? rest : [handler, ...rest]).flat(Infinity);
  if (callbacks.length === 0) throw new TypeError('argument handler is required');
  for (const fn of callbacks) {
    if (typeof fn !== 'function') throw new TypeError('argument handler must be a function');
    if (debug) debug('use %o %s', path, fn.name || '<anonymous>');
    const layer = new Layer(path, { sensitive: this.caseSensitive, strict: false, end: false }, fn);
    layer.route = undefined;
    this._layers.push(layer);
  }
  return this;
};

/** Adds a route and answers it. */
Router.prototype.route = function route(path) {
  const route = new Route(path);
  function handle(req, res, next) {
    route.dispatch(req, res, next);
  }
  const layer = new Layer(path, { sensitive: this.caseSensitive, strict: this.strict, end: true }, handle);
  layer.route = route;
  Object.defineProperty(layer, '_dispatch', { value: handle });
  this._layers.push(layer);
  return route;
};

/** The paths of the stack with their methods or routers. */
Router.prototype.listRoutes = function listRoutes() {
  const routes = [];
  for (const layer of this._layers.layers) {
    const { route } = layer;
    const router = !route && Array.isArray(layer.handle.stack) ? layer.handle : undefined;
    if (!route && !router) continue;
    const names = route ? route._methods(true) : undefined;
    if (Array.isArray(layer.rawPath)) {
      for (const path of layer.rawPath) routes.push({ path, methods: names && names.slice(), router });
    } else {
      routes.push({ path: layer.rawPath, methods: names, router });
    }
  }
  return routes;
};

for (const method of [...methods, 'all']) {
  Router.prototype[method] = function (path, ...handlers) {
    const route = this.route(path);
    route[method](...handlers);
    return this;
  };
}

module.exports = Router;
module.exports.Route = Route;
