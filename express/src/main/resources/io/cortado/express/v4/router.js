'use strict';

// The router of Express 4.

const debug = require('../debug')('express:router', 4);
const { deprecateExpress } = require('../deprecate');
const { createDispatch } = require('../routing/dispatch');
const { processParams } = require('../routing/params');
const { useArguments } = require('../routing/mounting');
const { addMiddleware, addRoute, createRouter, routeMethods } = require('../routing/stacks');
const Layer = require('./layer');
const Route = require('./route');

const dispatchRoute = Route.prototype.dispatch;

/** @param {{caseSensitive?: boolean, mergeParams?: boolean, strict?: boolean}} [options] */
const proto = module.exports = function (options) {
  const { caseSensitive, mergeParams, strict } = options || {};
  return createRouter(proto, { params: {}, _params: [], caseSensitive, mergeParams, strict }, Layer.patternsOf);
};

/** Registers a callback for requests that have the parameter. */
proto.param = function param(name, fn) {
  if (typeof name === 'function') {
    deprecateExpress('router.param(fn): Refactor to use path params');
    this._params.push(name);
    return undefined;
  }
  const key = bareName(name);
  const callback = this._params.reduce((inner, wrap) => wrap(key, inner) || inner, fn);
  if (typeof callback !== 'function') throw new Error('invalid param() call for ' + key + ', got ' + callback);
  (this.params[key] ||= []).push(callback);
  return this;
};

/** The name of a parameter, which once was written as it stands in paths. */
function bareName(name) {
  if (name[0] !== ':') return name;
  const bare = name.slice(1);
  deprecateExpress(`router.param(${JSON.stringify(name)}, fn): Use router.param(${JSON.stringify(bare)}, fn) instead`);
  return bare;
}

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
  const { path, handlers } = useArguments([fn, ...rest]);
  if (handlers.length === 0) throw new TypeError('Router.use() requires a middleware function');
  return addMiddleware(this, Layer, path, handlers, refusal, debug);
};

function refusal(handler) {
  return 'Router.use() requires a middleware function but got a ' + typeName(handler);
}

/** Adds a route and answers it. */
proto.route = function route(path) {
  const route = new Route(path);
  return addRoute(this, Layer, route, route.dispatch.bind(route));
};

Object.assign(proto, routeMethods());
