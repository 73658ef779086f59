'use strict';

// What the applications of both majors share.

const http = require('node:http');
const debug = require('../debug')('express:application', 5);

/** On the prototypes of an application's requests and responses: the application. */
const APPLICATION = Symbol('application');
const METHODS = http.METHODS.map((method) => method.toLowerCase());
const PROTOTYPES = Symbol.for('cortado.http.prototypes');

/**
 * Adds the middleware among the arguments of `app.use` to the router and mounts the applications among them.
 * @param {Function} routerOf answers the router, once it is known to be needed
 */
function useAll(app, args, routerOf) {
  const { path, handlers: fns } = useArguments(args);
  if (fns.length === 0) throw new TypeError('app.use() requires a middleware function');
  const router = routerOf();
  for (const fn of fns) {
    if (!fn || !fn.handle || !fn.set) {
      router.use(path, fn);
      continue;
    }
    if (debug) debug('.use app under %s', path);
    fn.mountpath = path;
    fn.parent = app;
    router.use(path, function mounted_app(req, res, next) {
      const outer = req.app;
      fn.handle(req, res, (error) => {
        Object.setPrototypeOf(req, outer.request);
        Object.setPrototypeOf(res, outer.response);
        next(error);
      });
    });
    fn.emit('mount', app);
  }
  return app;
}

/**
 * The methods that add a route for each method of HTTP; `get` with a name alone answers a setting.
 * @param {Function} routeAt makes an application's route for a path
 */
function verbs(routeAt) {
  const verb = (method) => function (path, ...handlers) {
    if (method === 'get' && arguments.length === 1) return this.set(path);
    routeAt(this, path)[method](...handlers);
    return this;
  };
  return Object.fromEntries(METHODS.map((method) => [method, verb(method)]));
}

/** Adds handlers for every method to a route. */
function addToAll(route, handlers) {
  for (const method of METHODS) route[method](...handlers);
}

/** The options of an application's router, as its settings are at this moment. */
function routerOptions(app) {
  return { caseSensitive: app.enabled('case sensitive routing'), strict: app.enabled('strict routing') };
}

/** Says where a view was looked for in vain. */
function lookupError(name, view) {
  const { root } = view;
  const places = Array.isArray(root) && root.length > 1
    ? 'directories "' + root.slice(0, -1).join('", "') + '" or "' + root[root.length - 1] + '"'
    : 'directory "' + root + '"';
  const error = new Error('Failed to lookup view "' + name + '" in views ' + places);
  error.view = view;
  return error;
}

/**
 * Finds a view, in the cache where it is on, and renders it.
 * @param {object} given options, before which those of the response and of the application stand back
 */
function renderView(app, name, given, done) {
  const options = { ...app.locals, ...given._locals, ...given };
  if (options.cache == null) options.cache = app.enabled('view cache');
  let view = options.cache ? app.cache[name] : undefined;
  if (!view) {
    const ViewClass = app.get('view');
    view = new ViewClass(name, {
      defaultEngine: app.get('view engine'),
      root: app.get('views'),
      engines: app.engines
    });
    if (!view.path) {
      done(lookupError(name, view));
      return;
    }
    if (options.cache) app.cache[name] = view;
  }
  try {
    view.render(options, done);
  } catch (error) {
    done(error);
  }
}

/** An HTTP server for the application, which makes requests and responses with its prototypes where it can. */
function createServer(app) {
  const server = http.createServer(app);
  if (PROTOTYPES in server) server[PROTOTYPES] = { request: app.request, response: app.response };
  return server;
}

/** Gives a request and its response the application's prototypes. */
function adopt(app, req, res) {
  const isForeign = Object.getPrototypeOf(req) !== app.request;
  if (isForeign) Object.setPrototypeOf(req, app.request);
  if (Object.getPrototypeOf(res) !== app.response) Object.setPrototypeOf(res, app.response);
  if (isForeign && req._server) serveOnly(app, req._server);
}

/** Has a server that serves nothing but the application make the next requests with its prototypes. */
function serveOnly(app, server) {
  if (!(PROTOTYPES in server) || server[PROTOTYPES] !== undefined) return;
  const listeners = server.listeners('request');
  if (listeners.length === 1 && listeners[0] === app) {
    server[PROTOTYPES] = { request: app.request, response: app.response };
  }
}

/** The path, which may be left out, and the handlers among the arguments of `use`. */
function useArguments(args) {
  const [path, handlers] = firstIsPath(args[0]) ? [args[0], args.slice(1)] : ['/', args];
  return { path, handlers: handlers.flat(Infinity) };
}

/** Whether the first argument of `use` is a path rather than a handler or a list of handlers. */
function firstIsPath(argument) {
  let first = argument;
  while (Array.isArray(first) && first.length !== 0) first = first[0];
  return typeof first !== 'function';
}

module.exports = { APPLICATION, addToAll, adopt, createServer, renderView, routerOptions, useAll, useArguments, verbs };
