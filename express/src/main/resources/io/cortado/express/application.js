'use strict';

// The application: settings, engines, locals, and the router that handles its requests.

const { resolve } = require('node:path');
const debug = require('./debug')('express:application', 5);
const finalhandler = require('./http/finalhandler');
const {
  APPLICATION, addToAll, adopt, createServer, renderView, routerOptions, useAll, verbs
} = require('./routing/mounting');
const Router = require('./routing/router');
const { View } = require('./view');
const { inheritTrust, store, trustIsDefault } = require('./settings');

/** Where an application keeps its router once it has one. */
const ROUTER = Symbol('router');
/** What an application has of its own, but falls back to the parent it is mounted in. */
const INHERITED = ['request', 'response', 'engines', 'settings'];

/** The property of an application that makes its router when it is first asked for. */
function routerProperty() {
  let router;
  return {
    configurable: true,
    enumerable: true,
    get: function getrouter() {
      if (router === undefined) Object.defineProperty(this, ROUTER, { value: router = new Router(routerOptions(this)) });
      return router;
    }
  };
}

function onmount(parent) {
  inheritTrust(this.settings, parent);
  for (const name of INHERITED) Object.setPrototypeOf(this[name], parent[name]);
}

function logError(app, error) {
  if (app.get('env') !== 'test') console.error(require('./older').before53 ? error.stack || error.toString() : error);
}

/** A function that calls another at its first call, and answers the same ever after. */
function once(fn) {
  const answers = [];
  let called = false;
  return function (...values) {
    if (!called) {
      called = true;
      answers.push(fn.apply(this, values));
    }
    return answers[0];
  };
}

module.exports = {
  /** Sets the application up; called once by `express()`. */
  init() {
    for (const name of ['cache', 'engines', 'settings']) this[name] = Object.create(null);
    this.defaultConfiguration();
    Object.defineProperty(this, 'router', routerProperty());
  },

  /** The settings every application starts with. */
  defaultConfiguration() {
    const setAll = (values) => Object.keys(values).forEach((name) => this.set(name, values[name]));
    const env = process.env.NODE_ENV || 'development';
    setAll({
      'x-powered-by': true, 'etag': 'weak', env, 'query parser': 'simple', 'subdomain offset': 2, 'trust proxy': false
    });
    trustIsDefault(this.settings, true);
    if (debug) debug('booting in %s mode', env);
    this.on('mount', onmount);
    this.locals = Object.create(null);
    this.mountpath = '/';
    this.locals.settings = this.settings;
    setAll({ 'view': View, 'views': resolve('views'), 'jsonp callback name': 'callback' });
    if (env === 'production') this.set('view cache', true);
  },

  /** Runs a request through the application, then `callback`; without one, ends it. */
  handle(req, res, callback) {
    const done = callback || ((error) => {
      finalhandler(req, res, this.get('env'), (failure) => logError(this, failure), error);
    });
    if (this.settings['x-powered-by']) res.setHeader('X-Powered-By', 'Express');
    req.res = res;
    res.req = req;
    if (req[APPLICATION] !== this || res[APPLICATION] !== this) adopt(this, req, res);
    if (!res.locals) res.locals = { __proto__: null };
    (this[ROUTER] ?? this.router).handle(req, res, done);
  },

  /** Adds middleware or mounts applications. */
  use(fn) {
    return useAll(this, [...arguments], () => this.router);
  },

  /** Adds a route and answers it. */
  route(path) {
    return this.router.route(path);
  },

  /** Registers a template engine for a file extension. */
  engine(ext, fn) {
    if (typeof fn !== 'function') throw new Error('callback function required');
    this.engines[ext[0] === '.' ? ext : '.' + ext] = fn;
    return this;
  },

  /** Registers a callback for a route parameter, or for each of several. */
  param(name, fn) {
    if (Array.isArray(name)) name.forEach((item) => this.param(item, fn));
    else this.router.param(name, fn);
    return this;
  },

  /** Sets a setting; with one argument, answers it. */
  set(setting, value) {
    if (arguments.length === 1) return this.settings[setting];
    if (debug) debug('set "%s" to %o', setting, value);
    return store(this, setting, value);
  },

  /** The path from the outermost application to this one. */
  path() {
    return this.parent ? this.parent.path() + this.mountpath : '';
  },

  /** Whether a setting is truthy. */
  enabled(setting) {
    return Boolean(this.set(setting));
  },

  /** Whether a setting is falsy. */
  disabled(setting) {
    return !this.set(setting);
  },

  /** Sets a setting to true. */
  enable(setting) {
    return this.set(setting, true);
  },

  /** Sets a setting to false. */
  disable(setting) {
    return this.set(setting, false);
  },

  ...verbs((app, path) => app.route(path)),

  /** Adds handlers for every method of a path. */
  all(path, ...handlers) {
    addToAll(this.route(path), handlers);
    return this;
  },

  /** Renders a view and passes the text to the callback. */
  render(name, options, callback) {
    const bare = typeof options === 'function';
    renderView(this, name, (!bare && options) || {}, bare ? options : callback);
  },

  /** Starts an HTTP server for the application; takes what `net.Server.listen` takes. */
  listen(...args) {
    const server = createServer(this);
    const last = args.at(-1);
    if (typeof last === 'function') {
      const done = once(last);
      args.splice(-1, 1, done);
      server.once('error', done);
    }
    return server.listen(...args);
  }
};
