'use strict';

// One run of a request through a router's stack. The routers of both majors share it; what they do differently they
// override.

const { pathnameOf, protocolAndHost } = require('./location');
const { callParam, mergeParams, processParams } = require('./params');
const { MATCHED, noteError, tracing } = require('./tracing');

const MAX_SYNC = 100;
const lowered = new Map();

/** A method name in lower case. */
function lowerMethod(method) {
  if (typeof method !== 'string') return method;
  let lower = lowered.get(method);
  if (lower === undefined) {
    lower = method.toLowerCase();
    if (lowered.size < 100) lowered.set(method, lower);
  }
  return lower;
}

/** The name under which a route handles a method: HEAD is GET where it has no handlers of its own. */
function handledAs(methods, method) {
  const name = lowerMethod(method);
  return name === 'head' && !methods.head ? 'get' : name;
}

/**
 * The path is flat on purpose: it runs for every layer of every request, and calls are dear until they are compiled.
 */
class Dispatch {
  constructor(router, req, res, callback) {
    this.router = router;
    this.stack = router._layers;
    this.req = req;
    this.res = res;
    this.callback = callback;
    this.parentParams = req.params;
    this.parentBaseUrl = req.baseUrl;
    this.parentNext = req.next;
    this.parentRoute = tracing.active ? req[MATCHED] : undefined;
    this.protohost = protocolAndHost(req.url);
    this.allowed = req.method === 'OPTIONS' ? [] : null;
    this.called = null;
    this.position = 0;
    this.sync = 0;
    this.removed = '';
    this.slashAdded = false;
    /** Whether `next` was handed to the one handler of a route. */
    this.inRoute = false;

    this.url = null;
    this.path = null;
    this.index = null;
    this.candidates = null;
    this.cursor = 0;
    /** The name under which the route that matched last handles the method. */
    this.handled = '';

    this.next = (error) => this.advance(error);
    req.next = this.next;
    if (this.debug) this.debug('dispatching %s %s', req.method, req.url);
    req.baseUrl = this.parentBaseUrl || '';
    req.originalUrl = req.originalUrl || req.url;
  }

  finish(error) {
    const { req, allowed, callback } = this;
    req.baseUrl = this.parentBaseUrl;
    req.next = this.parentNext;
    req.params = this.parentParams;
    if (tracing.active) req[MATCHED] = this.parentRoute;
    if (error || allowed === null || allowed.length === 0) {
      callback(error);
      return;
    }
    try {
      this.sendOptions(this.res, allowed);
    } catch (thrown) {
      callback(thrown);
    }
  }

  leave() {
    const { req, protohost } = this;
    if (this.slashAdded) {
      this.removeSlash(req);
      this.slashAdded = false;
    }
    req.baseUrl = this.parentBaseUrl || '';
    req.url = protohost + this.removed + req.url.slice(protohost.length);
    this.removed = '';
  }

  advance(error) {
    let layerError = error;
    if (tracing.active) noteError(this.req, error);
    // A route makes `undefined` of 'route', the router `null`.
    if (error === 'route') layerError = this.inRoute ? undefined : null;
    if (this.removed.length !== 0) this.leave();
    const { stack, req } = this;
    const { layers } = stack;
    if (layerError === 'router' || this.position >= layers.length) {
      setImmediate(() => this.finish(layerError === 'router' ? null : layerError));
      return;
    }
    if (++this.sync > MAX_SYNC) {
      setImmediate(this.next, error);
      return;
    }
    const index = stack.isSettled() ? stack.current : stack.index();
    if (req.url !== this.url || index !== this.index) this.look(index);
    const { path } = this;
    if (path == null) {
      this.finish(layerError);
      return;
    }
    for (;;) {
      const { candidates } = this;
      let position = this.position;
      if (candidates !== null) {
        let { cursor } = this;
        while (cursor < candidates.length && candidates[cursor] < position) cursor++;
        position = cursor < candidates.length ? candidates[cursor] : layers.length;
        this.cursor = cursor + 1;
      }
      if (position >= layers.length) {
        this.position = position;
        this.finish(layerError);
        return;
      }
      this.position = position + 1;
      const layer = layers[position];
      let match;
      try {
        match = this.match(layer, path);
      } catch (thrown) {
        if (tracing.active) noteError(req, thrown);
        layerError = layerError || thrown;
        continue;
      }
      if (match === false) continue;
      const { route } = layer;
      if (!route) {
        this.enter(layer, route, match, layerError, path);
        return;
      }
      if (!layerError && this.accepts(route)) {
        req.route = route;
        this.enter(layer, route, match, layerError, path);
        return;
      }
    }
  }

  /** Looks the present URL up. */
  look(index) {
    const { req } = this;
    this.index = index;
    this.url = req.url;
    this.cursor = 0;
    this.candidates = index.known.get(req.url);
    if (this.candidates !== undefined) {
      this.path = req.url;
      return;
    }
    this.path = pathnameOf(req);
    this.candidates = this.path == null ? null : index.candidates(this.path);
  }

  /** Whether a route is for the request's method, or is run for it all the same. */
  accepts(route) {
    const { methods } = route;
    const { method } = this.req;
    let name = lowerMethod(method);
    if (name === 'head' && !methods.head) name = 'get';
    this.handled = name;
    if (methods._all || methods[name]) return true;
    if (method === 'OPTIONS' && this.allowed !== null) this.allow(this.allowed, route);
    return method === 'HEAD';
  }

  enter(layer, route, match, layerError, path) {
    const { req, router } = this;
    const { keys, path: prefix } = match;
    this.inRoute = false;
    if (tracing.active) req[MATCHED] = match.pattern ?? layer.rawPath;
    req.params = router.mergeParams ? mergeParams(match.params, this.parentParams) : match.params;
    if (this.hasCallbacks(router, keys)) {
      if (this.called === null) this.called = {};
      this.processParams(layer, keys, (paramError) => {
        if (paramError) this.advance(layerError || paramError);
        else this.run(layer, route, prefix, layerError, path);
        this.sync = 0;
      });
      return;
    }
    if (route || prefix.length !== 0 || layerError || this.debug) this.run(layer, route, prefix, layerError, path);
    else this.callRequest(layer);
    this.sync = 0;
  }

  hasCallbacks(router, keys) {
    const { params } = router;
    for (let i = 0; i < keys.length; i++) {
      if (params[keys[i]] !== undefined) return true;
    }
    return false;
  }

  processParams(layer, keys, done) {
    processParams(this.router.params, layer, keys, this.called, this.req, this.res, done, callParam);
  }

  run(layer, route, prefix, layerError, path) {
    if (route) {
      this.runRoute(layer, route);
      return;
    }
    const { req, protohost } = this;
    if (prefix.length !== 0) {
      const following = path[prefix.length];
      if (prefix !== path.substring(0, prefix.length) || (following && !this.mayFollow(following))) {
        this.advance(layerError);
        return;
      }
      if (this.debug) this.debug('trim prefix (%s) from url %s', prefix, req.url);
      this.removed = prefix;
      req.url = protohost + req.url.slice(protohost.length + prefix.length);
      if (!protohost && req.url[0] !== '/') {
        req.url = '/' + req.url;
        this.slashAdded = true;
      }
      req.baseUrl = (this.parentBaseUrl || '') + (prefix.endsWith('/') ? prefix.slice(0, -1) : prefix);
    }
    if (this.debug) this.debug('%s %s : %s', layer.name, prefix, req.originalUrl);
    if (layerError) this.callError(layer, layerError);
    else this.callRequest(layer);
  }
}

module.exports = { Dispatch, handledAs };
