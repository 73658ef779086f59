'use strict';

// The router of Express 5.

const { Buffer } = require('node:buffer');
const { METHODS } = require('node:http');
const Layer = require('./layer');
const Route = require('./route');
const processParams = require('./params');
const { firstIsPath, mergeParams, pathnameOf, protocolAndHost } = require('./routing');

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
  router.stack = [];
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

function sendOptions(res, allowed) {
  const allow = [...new Set(allowed)].sort().join(', ');
  res.setHeader('Allow', allow);
  res.setHeader('Content-Length', Buffer.byteLength(allow));
  res.setHeader('Content-Type', 'text/plain');
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.end(allow);
}

/** Runs the stack for a request, then `callback`. */
Router.prototype.handle = function handle(req, res, callback) {
  if (!callback) throw new TypeError('argument callback is required');
  const router = this;
  const stack = this.stack;
  const protohost = protocolAndHost(req.url);
  const parentParams = req.params;
  const parentBaseUrl = req.baseUrl;
  const parentNext = req.next;
  const parentUrl = parentBaseUrl || '';
  const allowed = req.method === 'OPTIONS' ? [] : null;
  const called = {};
  let index = 0;
  let sync = 0;
  let removed = '';
  let slashAdded = false;

  req.next = next;
  req.baseUrl = parentUrl;
  req.originalUrl = req.originalUrl || req.url;
  next();

  function done(error) {
    req.baseUrl = parentBaseUrl;
    req.next = parentNext;
    req.params = parentParams;
    if (error || allowed === null || allowed.length === 0) return callback(error);
    try {
      sendOptions(res, allowed);
    } catch (thrown) {
      callback(thrown);
    }
  }

  function restoreUrl() {
    if (slashAdded) {
      const isRoot = req.url === '/' || req.url.startsWith('/?');
      if (isRoot || (removed.endsWith('/') && req.url[0] === '/')) req.url = req.url.slice(1);
      slashAdded = false;
    }
    req.baseUrl = parentUrl;
    req.url = protohost + removed + req.url.slice(protohost.length);
    removed = '';
  }

  function next(error) {
    let layerError = error === 'route' ? null : error;
    if (removed.length !== 0) restoreUrl();
    if (layerError === 'router') {
      setImmediate(done, null);
      return;
    }
    if (index >= stack.length) {
      setImmediate(done, layerError);
      return;
    }
    if (++sync > 100) {
      setImmediate(next, error);
      return;
    }
    const path = pathnameOf(req);
    if (path == null) {
      done(layerError);
      return;
    }
    let layer;
    let route;
    let match = false;
    while (!match && index < stack.length) {
      layer = stack[index++];
      route = layer.route;
      try {
        match = layer.match(path);
      } catch (thrown) {
        layerError = layerError || thrown;
      }
      if (!match || !route) continue;
      if (layerError) {
        match = false;
        continue;
      }
      const method = req.method;
      if (!route._handlesMethod(method)) {
        if (method === 'OPTIONS' && allowed !== null) allowed.push(...route._methods());
        if (method !== 'HEAD') match = false;
      }
    }
    if (!match) {
      done(layerError);
      return;
    }
    if (route) req.route = route;
    req.params = router.mergeParams ? mergeParams(match.params, parentParams) : match.params;
    if (match.keys.length === 0) {
      run(layer, route, match, layerError, path);
      sync = 0;
      return;
    }
    processParams(router.params, match.keys, called, req, res, (paramError) => {
      if (paramError) next(layerError || paramError);
      else run(layer, route, match, layerError, path);
      sync = 0;
    });
  }

  function run(layer, route, match, layerError, path) {
    if (route) {
      layer.handleRequest(req, res, next);
      return;
    }
    const prefix = match.path;
    if (prefix.length !== 0) {
      const following = path[prefix.length];
      if (prefix !== path.substring(0, prefix.length) || (following && following !== '/')) {
        next(layerError);
        return;
      }
      removed = prefix;
      req.url = protohost + req.url.slice(protohost.length + prefix.length);
      if (!protohost && req.url[0] !== '/') {
        req.url = '/' + req.url;
        slashAdded = true;
      }
      req.baseUrl = parentUrl + (prefix.endsWith('/') ? prefix.slice(0, -1) : prefix);
    }
    if (layerError) layer.handleError(layerError, req, res, next);
    else layer.handleRequest(req, res, next);
  }
};

/** Adds middleware, at a path where one is given. */
Router.prototype.use = function use(handler, ...rest) {
  const hasPath = firstIsPath(handler);
  const path = hasPath ? handler : '/';
  const callbacks = (hasPath ? rest : [handler, ...rest]).flat(Infinity);
  if (callbacks.length === 0) throw new TypeError('argument handler is required');
  for (const fn of callbacks) {
    if (typeof fn !== 'function') throw new TypeError('argument handler must be a function');
    const layer = new Layer(path, { sensitive: this.caseSensitive, strict: false, end: false }, fn);
    layer.route = undefined;
    this.stack.push(layer);
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
  this.stack.push(layer);
  return route;
};

/** The paths of the stack with their methods or routers. */
Router.prototype.listRoutes = function listRoutes() {
  const routes = [];
  for (const layer of this.stack) {
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
