'use strict';

// One run of a request through a router's stack. The routers of both majors share it; what they do differently they
// override.

const { callParam, mergeParams, processParams } = require('./params');
const { pathnameOf, protocolAndHost } = require('./location');
const { MATCHED, noteError, tracing } = require('./tracing');

const MAX_SYNC = 100;
const SLASH = 0x2f;
const NO_VALUES = [];
const lowered = { __proto__: null };
let loweredCount = 0;

/** A method name in lower case. */
function lowerMethod(method) {
  if (typeof method !== 'string') return method;
  let lower = lowered[method];
  if (lower === undefined) {
    lower = method.toLowerCase();
    if (loweredCount++ < 100) lowered[method] = lower;
  }
  return lower;
}

/** The name under which a route handles a method: HEAD is GET where it has no handlers of its own. */
function handledAs(methods, method) {
  const name = lowerMethod(method);
  return name === 'head' && !methods.head ? 'get' : name;
}

/**
 * The runs of a major's routers, with what it does in `own`. The path is flat on purpose: it runs for every layer of every
 * request, and calls are dear until they are compiled.
 */
const createDispatch = (own) => {
  class Dispatch {
    constructor(router, req, res, callback) {
      const { url } = req;
      this.router = router;
      this.stack = router._layers;
      this.req = req;
      this.res = res;
      this.callback = callback;
      this.parentParams = req.params;
      this.parentBaseUrl = req.baseUrl;
      this.parentNext = req.next;
      this.parentRoute = tracing.active ? req[MATCHED] : undefined;
      this.protohost = typeof url === 'string' && url.charCodeAt(0) === SLASH ? '' : protocolAndHost(url);
      this.allowed = req.method === 'OPTIONS' ? [] : null;
      this.called = null;
      this.position = 0;
      this.sync = 0;
      this.removed = '';
      this.slashAdded = false;
      /** Whether `next` was handed to the one handler of a route. */
      this.inRoute = false;

      this.url = null;
      this.index = null;
      this.steps = null;
      this.cursor = 0;
      /** What the plan's steps found in the path: the texts of segments, and prefixes. */
      this.values = NO_VALUES;
      this.prefixes = NO_VALUES;
      /** The path of the URL, once it is asked for. */
      this.path = null;
      /** The name under which the route that matched last handles the method. */
      this.handled = '';

      const self = this;
      this.next = function next(error) {
        let layerError = error;
        if (error) {
          if (tracing.active) noteError(req, error);
          // A route makes `undefined` of 'route', the router `null`.
          if (error === 'route') layerError = self.inRoute ? undefined : null;
        }
        if (self.removed.length !== 0) self.leave();
        const { stack } = self;
        if (layerError === 'router' || self.position >= stack.layers.length) {
          setImmediate(() => self.finish(layerError === 'router' ? null : layerError));
          return;
        }
        if (++self.sync > MAX_SYNC) {
          setImmediate(next, error);
          return;
        }
        const index = stack.current !== null && !stack.touched ? stack.current : stack.index();
        if (req.url !== self.url || index !== self.index) {
          self.look(index);
          if (self.steps === null) {
            self.finish(layerError);
            return;
          }
        }
        const { steps } = self;
        for (;;) {
          const step = steps[self.cursor++];
          if (step === undefined) {
            self.position = index.layers.length;
            self.finish(layerError);
            return;
          }
          if (step.position < self.position) continue;
          self.position = step.position + 1;
          const { layer } = step;
          const { route } = layer;
          let target = layer;
          let prefix = '';
          if (step.certain || (layer.slash && layer.match === self.nativeMatch)) {
            if (route) {
              if (layerError) continue;
              const { methods } = route;
              const { method } = req;
              let name = lowered[method];
              if (name === undefined) name = lowerMethod(method);
              if (name === 'head' && !methods.head) name = 'get';
              self.handled = name;
              if (!methods._all && !methods[name]) {
                if (method === 'OPTIONS' && self.allowed !== null) self.allow(self.allowed, route);
                if (method !== 'HEAD') continue;
              }
              req.route = route;
            }
            const { keys, slots } = step;
            const params = step.certain ? { __proto__: null } : {};
            let callbacks = false;
            for (let i = 0; i < keys.length; i++) {
              params[keys[i]] = self.values[slots[i]];
              if (router.params[keys[i]] !== undefined) callbacks = true;
            }
            if (step.prefix !== -1) prefix = self.prefixes[step.prefix];
            if (self.older) {
              // A layer of Express 4 keeps what it found last.
              layer.params = params;
              layer.path = '';
              callbacks = router.process_params !== self.nativeParams;
            }
            if (callbacks || tracing.active) {
              self.enter(layer, route, { params, path: prefix, keys, pattern: layer.rawPath }, layerError);
              return;
            }
            req.params = router.mergeParams ? mergeParams(params, self.parentParams) : params;
            if (layerError || self.debug) {
              self.inRoute = false;
              self.run(layer, route, prefix, layerError);
              self.sync = 0;
              return;
            }
          } else {
            let match;
            try {
              match = self.match(layer, self.pathname());
            } catch (thrown) {
              if (tracing.active) noteError(req, thrown);
              layerError = layerError || thrown;
              continue;
            }
            if (match === false) continue;
            if (route) {
              if (layerError || !self.accepts(route)) continue;
              req.route = route;
            }
            self.enter(layer, route, match, layerError);
            return;
          }
          self.inRoute = false;
          if (route) {
            const native = layer.handle === layer._dispatch && route.dispatch === self.nativeDispatch
              && (self.older ? layer.handle_request : layer.handleRequest) === self.nativeCall;
            const handlers = route.stack;
            if (!native || handlers.length !== 1 || (handlers[0].method && handlers[0].method !== self.handled)) {
              if (native && !self.older) self.dispatchRoute(route);
              else self.runRoute(layer, route);
              self.sync = 0;
              return;
            }
            // A route with one handler needs no dispatch of its own, unless something took its place.
            self.inRoute = true;
            target = handlers[0];
          } else if (prefix !== '') {
            self.strip(prefix);
          }
          if ((self.older ? target.handle_request : target.handleRequest) !== self.nativeCall) {
            self.callRequest(target);
            self.sync = 0;
            return;
          }
          const fn = target.handle;
          if (fn.length > 3) {
            if (self.removed.length !== 0) self.leave();
            continue;
          }
          try {
            if (fn._layers !== undefined && fn.handle === self.nativeHandle) {
              new self.constructor(fn, req, res, next).next();
            } else {
              const result = fn(req, res, next);
              const isObject = typeof result === 'object' ? result !== null && result !== res : typeof result === 'function';
              if (isObject && self.settle !== null) self.settle(result, next);
            }
          } catch (thrown) {
            next(thrown);
          }
          self.sync = 0;
          return;
        }
      };
      req.next = this.next;
      if (this.debug) this.debug('dispatching %s %s', req.method, url);
      req.baseUrl = this.parentBaseUrl || '';
      req.originalUrl = req.originalUrl || url;
    }

    /** Runs the handlers of a route, as its layer would. */
    dispatchRoute(route) {
      try {
        route.dispatch(this.req, this.res, this.next);
      } catch (thrown) {
        this.next(thrown);
      }
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

    /** Looks the present URL up. */
    look(index) {
      const { url } = this.req;
      const { table, plans } = index;
      const number = typeof url === 'string' ? table.find(url) : -1;
      let plan = number < 0 ? index.askAll() : plans[number];
      if (plan === undefined) plan = index.plan(number);
      this.index = index;
      this.url = url;
      this.path = null;
      this.cursor = 0;
      this.steps = plan.steps;
      if (plan.hasValues) this.take(index, plan);
      if (number < 0 && this.pathname() == null) this.steps = null;
    }

    /** Takes from the table what a plan's steps have found. */
    take(index, plan) {
      const { table } = index;
      const { segments, prefixes } = plan;
      const values = [];
      for (let i = 0; i < segments.length; i++) {
        const value = table.segment(segments[i]);
        if (value === null) {
          // The layer itself has the words for what cannot be decoded.
          this.steps = index.askAll().steps;
          return;
        }
        values[i] = value;
      }
      this.values = values;
      if (prefixes.length === 0) return;
      this.prefixes = [];
      for (let i = 0; i < prefixes.length; i++) this.prefixes[i] = table.prefix(prefixes[i]);
    }

    pathname() {
      return (this.path ??= pathnameOf(this.req));
    }

    /** Whether a route is for the request's method, or is run for it all the same. */
    accepts(route) {
      const { methods } = route;
      const { method } = this.req;
      const name = handledAs(methods, method);
      this.handled = name;
      if (methods._all || methods[name]) return true;
      if (method === 'OPTIONS' && this.allowed !== null) this.allow(this.allowed, route);
      return method === 'HEAD';
    }

    enter(layer, route, match, layerError) {
      const { req, router } = this;
      const { keys, path: prefix } = match;
      this.inRoute = false;
      if (tracing.active) req[MATCHED] = match.pattern ?? layer.rawPath;
      req.params = router.mergeParams ? mergeParams(match.params, this.parentParams) : match.params;
      if (this.hasCallbacks(router, keys)) {
        if (this.called === null) this.called = {};
        this.processParams(layer, keys, (paramError) => {
          if (paramError) this.next(layerError || paramError);
          else this.run(layer, route, prefix, layerError);
          this.sync = 0;
        });
        return;
      }
      this.run(layer, route, prefix, layerError);
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

    run(layer, route, prefix, layerError) {
      if (route) {
        this.runRoute(layer, route);
        return;
      }
      const { req } = this;
      if (prefix.length !== 0) {
        const path = this.pathname();
        const following = path[prefix.length];
        if (prefix !== path.substring(0, prefix.length) || (following && !this.mayFollow(following))) {
          this.next(layerError);
          return;
        }
        if (this.debug) this.debug('trim prefix (%s) from url %s', prefix, req.url);
        this.strip(prefix);
      }
      if (this.debug) this.debug('%s %s : %s', layer.name, prefix, req.originalUrl);
      if (layerError) this.callError(layer, layerError);
      else this.callRequest(layer);
    }

    /** Takes the part of the path off that a layer is mounted at. */
    strip(prefix) {
      const { req, protohost } = this;
      this.removed = prefix;
      let url = protohost + req.url.slice(protohost.length + prefix.length);
      if (!protohost && url.charCodeAt(0) !== SLASH) {
        url = '/' + url;
        this.slashAdded = true;
      }
      req.url = url;
      req.baseUrl = (this.parentBaseUrl || '') + (prefix.charCodeAt(prefix.length - 1) === SLASH ? prefix.slice(0, -1) : prefix);
    }
  }
  return Object.assign(Dispatch.prototype, own) && Dispatch;
};

module.exports = { createDispatch, handledAs };
