'use strict';

// The router of Express 5.

const debug = require('../debug')('router', 5);
const { createDispatch } = require('./dispatch');
const Layer = require('./layer');
const Route = require('./route');
const { useArguments } = require('./mounting');
const { addMiddleware, addRoute, createRouter, routeMethods } = require('./stacks');

const matchLayer = Layer.prototype.match;
const dispatchRoute = Route.prototype.dispatch;

/** @param {{caseSensitive?: boolean, mergeParams?: boolean, strict?: boolean}} [options] */
function Router(options) {
  if (!(this instanceof Router)) return new Router(options);
  const { caseSensitive, mergeParams, strict } = options || {};
  return createRouter(this, { caseSensitive, mergeParams, params: {}, strict }, Layer.patternsOf);
}

// A function, so that a router inherits what functions have.
Router.prototype = function () {};

/** Registers a callback for requests that have the parameter. */
Router.prototype.param = function param(name, fn) {
  demand('name', name, 'string');
  demand('fn', fn, 'function');
  (this.params[name] ||= []).push(fn);
  return this;
};

function demand(label, value, type) {
  if (value && typeof value === type) return;
  throw new TypeError(`argument ${label} ${value ? 'must be a ' + type : 'is required'}`);
}

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
  const { path, handlers } = useArguments([handler, ...rest]);
  if (handlers.length === 0) throw new TypeError('argument handler is required');
  return addMiddleware(this, Layer, path, handlers, () => 'argument handler must be a function', debug);
};

/** Adds a route and answers it. */
Router.prototype.route = function route(path) {
  const route = new Route(path);
  return addRoute(this, Layer, route, function handle(req, res, next) {
    route.dispatch(req, res, next);
  });
};

/** The paths of the stack with their methods or routers. */
Router.prototype.listRoutes = function listRoutes() {
  return this._layers.layers.flatMap(({ handle, rawPath, route }) => {
    const router = !route && Array.isArray(handle.stack) ? handle : undefined;
    if (!route && !router) return [];
    return [rawPath].flat().map((path) => ({ path, methods: route ? route._methods(true) : undefined, router }));
  });
};

Object.assign(Router.prototype, routeMethods());

module.exports = Router;
module.exports.Route = Route;
