'use strict';

// The router of Express 4.

const { METHODS } = require('node:http');
const { deprecateExpress } = require('../deprecate');
const { firstIsPath, mergeParams, pathnameOf, protocolAndHost } = require('../routing');
const Layer = require('./layer');
const Route = require('./route');

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
  router.stack = [];
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

function matchLayer(layer, path) {
  try {
    return layer.match(path);
  } catch (error) {
    return error;
  }
}

/** Runs the stack for a request, then `out`. */
proto.handle = function handle(req, res, out) {
  const router = this;
  const stack = this.stack;
  const protohost = protocolAndHost(req.url);
  const parentParams = req.params;
  const parentBaseUrl = req.baseUrl;
  const parentNext = req.next;
  const parentUrl = parentBaseUrl || '';
  const options = req.method === 'OPTIONS' ? [] : null;
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
    if (error || options === null || options.length === 0) return out(error);
    try {
      const body = options.join(',');
      res.set('Allow', body);
      res.send(body);
    } catch (thrown) {
      out(thrown);
    }
  }

  function next(error) {
    let layerError = error === 'route' ? null : error;
    if (slashAdded) {
      req.url = req.url.slice(1);
      slashAdded = false;
    }
    if (removed.length !== 0) {
      req.baseUrl = parentUrl;
      req.url = protohost + removed + req.url.slice(protohost.length);
      removed = '';
    }
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
    while (match !== true && index < stack.length) {
      layer = stack[index++];
      match = matchLayer(layer, path);
      route = layer.route;
      if (typeof match !== 'boolean') layerError = layerError || match;
      if (match !== true || !route) continue;
      if (layerError) {
        match = false;
        continue;
      }
      const method = req.method;
      if (!route._handles_method(method)) {
        if (method === 'OPTIONS' && options !== null) {
          options.push(...route._options().filter((name) => !options.includes(name)));
        }
        if (method !== 'HEAD') match = false;
      }
    }
    if (match !== true) {
      done(layerError);
      return;
    }
    if (route) req.route = route;
    req.params = router.mergeParams ? mergeParams(layer.params, parentParams) : layer.params;
    const layerPath = layer.path;
    router.process_params(layer, called, req, res, (paramError) => {
      if (paramError) next(layerError || paramError);
      else if (route) layer.handle_request(req, res, next);
      else enter(layer, layerPath, layerError, path);
      sync = 0;
    });
  }

  function enter(layer, prefix, layerError, path) {
    if (prefix.length !== 0) {
      const following = path[prefix.length];
      if (prefix !== path.slice(0, prefix.length) || (following && following !== '/' && following !== '.')) {
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
    if (layerError) layer.handle_error(layerError, req, res, next);
    else layer.handle_request(req, res, next);
  }
};

/** Runs the callbacks of the parameters a layer matched, each once per request and value, then `done`. */
proto.process_params = function process_params(layer, called, req, res, done) {
  const params = this.params;
  const keys = layer.keys;
  if (!keys || keys.length === 0) return done();
  let keyIndex = 0;
  let callbackIndex = 0;
  let name;
  let value;
  let callbacks;
  let state;

  function nextKey(error) {
    if (error) return done(error);
    while (keyIndex < keys.length) {
      callbackIndex = 0;
      name = keys[keyIndex++].name;
      value = req.params[name];
      callbacks = params[name];
      state = called[name];
      if (value === undefined || !callbacks) continue;
      if (state && (state.match === value || (state.error && state.error !== 'route'))) {
        req.params[name] = state.value;
        if (state.error) return done(state.error);
        continue;
      }
      called[name] = state = { error: null, match: value, value };
      return nextCallback();
    }
    return done();
  }

  function nextCallback(error) {
    const fn = callbacks[callbackIndex++];
    state.value = req.params[name];
    if (error) {
      state.error = error;
      nextKey(error);
      return;
    }
    if (!fn) return nextKey();
    try {
      fn(req, res, nextCallback, value, name);
    } catch (thrown) {
      nextCallback(thrown);
    }
  }

  nextKey();
};

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
    const layer = new Layer(path, { sensitive: this.caseSensitive, strict: false, end: false }, callback);
    layer.route = undefined;
    this.stack.push(layer);
  }
  return this;
};

/** Adds a route and answers it. */
proto.route = function route(path) {
  const route = new Route(path);
  const options = { sensitive: this.caseSensitive, strict: this.strict, end: true };
  const layer = new Layer(path, options, route.dispatch.bind(route));
  layer.route = route;
  this.stack.push(layer);
  return route;
};

for (const method of [...methods, 'all']) {
  proto[method] = function (path, ...handlers) {
    const route = this.route(path);
    route[method](...handlers);
    return this;
  };
}
