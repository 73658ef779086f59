'use strict';

// The router of Express 4.

const { METHODS } = require('node:http');
const debug = require('../debug')('express:router', 4);
const { deprecateExpress } = require('../deprecate');
const { createDispatch } = require('../routing/dispatch');
const { processParams } = require('../routing/params');
const { firstIsPath } = require('../routing/mounting');
const { installStack } = require('../routing/stacks');
const Layer = require('./layer');
const Route = require('./route');

const dispatchRoute = Route.prototype.dispatch;
const methods = METHODS.map((method) => method.toLowerCase());

/** @param {{caseSensitive?: boolean, mergeParams?: boolean, strict?: boolean}} [options] */
const proto = module.exports = function (options) {
  const opts = options || {};
  function router(req, res, next) {
    router.handle(req, res, next);
  }
  Object.setPrototypeOf(router, proto);
  router.params = {};
  router._params = [];
  router.caseSensitive = opts.caseSensitive;
  router.mergeParams = opts.mergeParams;
  router.strict = opts.strict;
  installStack(router, Layer.patternsOf);
  return router;
};

/** Registers a callback for requests that have the parameter. */
proto.param = function param(name, fn) {
  if (typeof name === 'function') {
    deprecateExpress('router.param(fn): Refactor to use path params');
    this._params.push(name);
    return undefined;
  }
  let key = name;
  if (key[0] === ':') {
    deprecateExpress('router.param(' + JSON.stringify(key) + ', fn): Use router.param(' +
      JSON.stringify(key.slice(1)) + ', fn) instead');
    key = key.slice(1);
  }
  let callback = fn;
  for (const wrap of this._params) {
    const wrapped = wrap(key, callback);
    if (wrapped) callback = wrapped;
  }
  if (typeof callback !== 'function') throw new Error('invalid param() call for ' + key + ', got ' + callback);
  (this.params[key] = this.params[key] || []).push(callback);
  return this;
};

const Dispatch4 = createDispatch({
  /** A layer of Express 4 is its own match: it keeps what it found last. */
  match(layer, path) {
    return layer.match(path) === true && layer;
  },

  allow(allowed, route) {
    allowed.push(...route._options().filter((name) => !allowed.includes(name)));
  },

  sendOptions(res, allowed) {
    const body = allowed.join(',');
    res.set('Allow', body);
    res.send(body);
  },

  removeSlash(req) {
    req.url = req.url.slice(1);
  },

  mayFollow(char) {
    return char === '/' || char === '.';
  },

  hasCallbacks(router, keys) {
    return keys.length !== 0 || router.process_params !== proto.process_params;
  },

  processParams(layer, keys, done) {
    this.router.process_params(layer, this.called, this.req, this.res, done);
  },

  runRoute(layer, route) {
    const { stack } = route;
    // A route with one handler needs no dispatch of its own, unless something took its place.
    if (stack.length === 1 && layer.handle === layer._dispatch && layer.handle_request === this.nativeCall
      && Route.prototype.dispatch === dispatchRoute) {
      const only = stack[0];
      if (!only.method || only.method === this.handled) {
        this.inRoute = true;
        only.handle_request(this.req, this.res, this.next);
        return;
      }
    }
    layer.handle_request(this.req, this.res, this.next);
  },

  callError(layer, error) {
    layer.handle_error(error, this.req, this.res, this.next);
  },

  callRequest(layer) {
    layer.handle_request(this.req, this.res, this.next);
  }
});

/** Writes what is done where DEBUG asks for it; otherwise null. */
Dispatch4.prototype.debug = debug;

// What a run may do by itself where nothing has been put in the place of these.
Dispatch4.prototype.older = true;
Dispatch4.prototype.nativeMatch = Layer.prototype.match;
Dispatch4.prototype.nativeCall = Layer.prototype.handle_request;
Dispatch4.prototype.nativeDispatch = dispatchRoute;
Dispatch4.prototype.settle = null;

/** Runs the stack for a request, then `out`. */
proto.handle = function handle(req, res, out) {
  new Dispatch4(this, req, res, out).next();
};
Dispatch4.prototype.nativeHandle = proto.handle;

function callParam(fn, req, res, next, value, name) {
  try {
    fn(req, res, next, value, name);
  } catch (error) {
    next(error);
  }
}

/** Runs the callbacks of the parameters a layer matched, each once per request and value, then `done`. */
proto.process_params = function process_params(layer, called, req, res, done) {
  const { keys } = layer;
  if (!keys || keys.length === 0) return done();
  processParams(this.params, layer, keys.map((key) => key.name), called, req, res, done, callParam);
};

Dispatch4.prototype.nativeParams = proto.process_params;

function typeName(value) {
  return typeof value === 'object' ? Object.prototype.toString.call(value).slice(8, -1) : typeof value;
}

/** Adds middleware, at a path where one is given. */
proto.use = function use(fn, ...rest) {
  const hasPath = firstIsPath(fn);
  const path = hasPath ? fn : '/';
  const callbacks = (hasPath ? rest : [fn, ...rest]).flat(Infinity);
  if (callbacks.length === 0) throw new TypeError('Router.use() requires a middleware function');
  for (const callback of callbacks) {
    if (typeof callback !== 'function') {
      throw new TypeError('Router.use() requires a middleware function but got a ' + typeName(callback));
    }
    if (debug) debug('use %o %s', path, callback.name || '<anonymous>');
    const layer = new Layer(path, { sensitive: this.caseSensitive, strict: false, end: false }, callback);
    layer.route = undefined;
    this._layers.push(layer);
  }
  return this;
};

/** Adds a route and answers it. */
proto.route = function route(path) {
  const route = new Route(path);
  const options = { sensitive: this.caseSensitive, strict: this.strict, end: true };
  const dispatch = route.dispatch.bind(route);
  const layer = new Layer(path, options, dispatch);
  layer.route = route;
  Object.defineProperty(layer, '_dispatch', { value: dispatch });
  this._layers.push(layer);
  return route;
};

for (const method of [...methods, 'all']) {
  proto[method] = function (path, ...handlers) {
    const route = this.route(path);
    route[method](...handlers);
    return this;
  };
}
