'use strict';

// One run of a request through a router's stack. The routers of both majors share it; what they do differently they
// override.

const processParams = require('./params');
const { mergeParams, pathnameOf, protocolAndHost } = require('./routing');

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
    this.parentUrl = this.parentBaseUrl || '';
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

    // What the layer that matched last found.
    this.params = null;
    this.prefix = '';
    this.keys = null;

    this.next = (error) => this.advance(error);
  }

  start() {
    const { req } = this;
    req.next = this.next;
    req.baseUrl = this.parentUrl;
    req.originalUrl = req.originalUrl || req.url;
    this.advance();
  }

  finish(error) {
    const { req, allowed, callback } = this;
    req.baseUrl = this.parentBaseUrl;
    req.next = this.parentNext;
    req.params = this.parentParams;
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
    req.baseUrl = this.parentUrl;
    req.url = protohost + this.removed + req.url.slice(protohost.length);
    this.removed = '';
  }

  advance(error) {
    let layerError = error;
    // A route makes `undefined` of 'route', the router `null`.
    if (error === 'route') layerError = this.inRoute ? undefined : null;
    if (this.removed.length !== 0) this.leave();
    if (layerError === 'router') {
      setImmediate(() => this.finish(null));
      return;
    }
    const { stack, req } = this;
    if (this.position >= stack.layers.length) {
      setImmediate(() => this.finish(layerError));
      return;
    }
    if (++this.sync > MAX_SYNC) {
      setImmediate(this.next, error);
      return;
    }
    const path = req.url === this.url ? this.path : this.readPath();
    if (path == null) {
      this.finish(layerError);
      return;
    }
    for (;;) {
      const layer = this.nextCandidate(path);
      if (layer === null) {
        this.finish(layerError);
        return;
      }
      let matched;
      try {
        matched = this.matches(layer, path);
      } catch (thrown) {
        layerError = layerError || thrown;
        matched = false;
      }
      if (!matched) continue;
      const { route } = layer;
      if (route && (layerError || !this.accepts(route))) continue;
      this.enter(layer, route, layerError, path);
      return;
    }
  }

  readPath() {
    this.url = this.req.url;
    this.path = pathnameOf(this.req);
    this.index = null;
    return this.path;
  }

  /** The next layer that may match, or null. */
  nextCandidate(path) {
    const { stack } = this;
    const index = stack.index();
    if (index !== this.index) {
      this.index = index;
      this.candidates = index.candidates(path);
      this.cursor = 0;
    }
    const { layers } = stack;
    const { candidates } = this;
    if (candidates === null) return this.position < layers.length ? layers[this.position++] : null;
    while (this.cursor < candidates.length && candidates[this.cursor] < this.position) this.cursor++;
    if (this.cursor >= candidates.length) {
      this.position = layers.length;
      return null;
    }
    const position = candidates[this.cursor++];
    this.position = position + 1;
    return layers[position];
  }

  accepts(route) {
    const { method } = this.req;
    if (this.handlesMethod(route, method)) return true;
    if (method === 'OPTIONS' && this.allowed !== null) this.allow(this.allowed, route);
    return method === 'HEAD';
  }

  enter(layer, route, layerError, path) {
    const { req, router, prefix, keys } = this;
    this.inRoute = false;
    if (route) req.route = route;
    req.params = router.mergeParams ? mergeParams(this.params, this.parentParams) : this.params;
    if (!this.hasCallbacks(router, keys)) {
      this.run(layer, route, prefix, layerError, path);
      this.sync = 0;
      return;
    }
    if (this.called === null) this.called = {};
    this.processParams(layer, keys, (paramError) => {
      if (paramError) this.advance(layerError || paramError);
      else this.run(layer, route, prefix, layerError, path);
      this.sync = 0;
    });
  }

  hasCallbacks(router, keys) {
    const { params } = router;
    for (let i = 0; i < keys.length; i++) {
      if (params[keys[i]] !== undefined) return true;
    }
    return false;
  }

  processParams(layer, keys, done) {
    processParams(this.router.params, keys, this.called, this.req, this.res, done);
  }

  run(layer, route, prefix, layerError, path) {
    const { req } = this;
    if (route) {
      this.runRoute(layer, route);
      return;
    }
    if (prefix.length !== 0) {
      const following = path[prefix.length];
      if (prefix !== path.substring(0, prefix.length) || (following && !this.mayFollow(following))) {
        this.advance(layerError);
        return;
      }
      const { protohost } = this;
      this.removed = prefix;
      req.url = protohost + req.url.slice(protohost.length + prefix.length);
      if (!protohost && req.url[0] !== '/') {
        req.url = '/' + req.url;
        this.slashAdded = true;
      }
      req.baseUrl = this.parentUrl + (prefix.endsWith('/') ? prefix.slice(0, -1) : prefix);
    }
    if (layerError) this.callError(layer, layerError);
    else this.callRequest(layer);
  }
}

module.exports = { Dispatch, lowerMethod };
