'use strict';

// The application: settings, engines, locals, and the router that handles its requests.

const http = require('node:http');
const { resolve } = require('node:path');
const debug = require('./debug')('express:application', 5);
const finalhandler = require('./http/finalhandler');
const { APPLICATION, adopt, createServer, renderView, useAll } = require('./routing/mounting');
const Router = require('./routing/router');
const { View } = require('./view');
const { compileETag, compileQueryParser, compileTrust } = require('./settings');

/** Where an application keeps its router once it has one. */
const ROUTER = Symbol('router');
const TRUST_DEFAULT = '@@symbol:trust_proxy_default';
const methods = http.METHODS.map((method) => method.toLowerCase());

const app = exports = module.exports = {};

/** Sets the application up; called once by `express()`. */
app.init = function init() {
  let router = null;
  this.cache = Object.create(null);
  this.engines = Object.create(null);
  this.settings = Object.create(null);
  this.defaultConfiguration();
  Object.defineProperty(this, 'router', {
    configurable: true,
    enumerable: true,
    get: function getrouter() {
      if (router === null) {
        router = new Router({
          caseSensitive: this.enabled('case sensitive routing'),
          strict: this.enabled('strict routing')
        });
        Object.defineProperty(this, ROUTER, { value: router });
      }
      return router;
    }
  });
};

/** The settings every application starts with. */
app.defaultConfiguration = function defaultConfiguration() {
  const env = process.env.NODE_ENV || 'development';
  this.enable('x-powered-by');
  this.set('etag', 'weak');
  this.set('env', env);
  this.set('query parser', 'simple');
  this.set('subdomain offset', 2);
  this.set('trust proxy', false);
  Object.defineProperty(this.settings, TRUST_DEFAULT, { configurable: true, value: true });
  if (debug) debug('booting in %s mode', env);
  this.on('mount', function onmount(parent) {
    if (this.settings[TRUST_DEFAULT] === true && typeof parent.settings['trust proxy fn'] === 'function') {
      delete this.settings['trust proxy'];
      delete this.settings['trust proxy fn'];
    }
    Object.setPrototypeOf(this.request, parent.request);
    Object.setPrototypeOf(this.response, parent.response);
    Object.setPrototypeOf(this.engines, parent.engines);
    Object.setPrototypeOf(this.settings, parent.settings);
  });
  this.locals = Object.create(null);
  this.mountpath = '/';
  this.locals.settings = this.settings;
  this.set('view', View);
  this.set('views', resolve('views'));
  this.set('jsonp callback name', 'callback');
  if (env === 'production') this.enable('view cache');
};

function logError(application, error) {
  if (application.get('env') !== 'test') console.error(require('./older').before53 ? error.stack || error.toString() : error);
}

/** Runs a request through the application, then `callback`; without one, ends it. */
app.handle = function handle(req, res, callback) {
  const done = callback || ((error) => {
    finalhandler(req, res, this.get('env'), (failure) => logError(this, failure), error);
  });
  if (this.settings['x-powered-by']) res.setHeader('X-Powered-By', 'Express');
  req.res = res;
  res.req = req;
  if (req[APPLICATION] !== this || res[APPLICATION] !== this) adopt(this, req, res);
  if (!res.locals) res.locals = { __proto__: null };
  (this[ROUTER] ?? this.router).handle(req, res, done);
};

/** Adds middleware or mounts applications. */
app.use = function use(fn) {
  return useAll(this, [...arguments], () => this.router);
};

/** Adds a route and answers it. */
app.route = function route(path) {
  return this.router.route(path);
};

/** Registers a template engine for a file extension. */
app.engine = function engine(ext, fn) {
  if (typeof fn !== 'function') throw new Error('callback function required');
  this.engines[ext[0] === '.' ? ext : '.' + ext] = fn;
  return this;
};

/** Registers a callback for a route parameter, or for each of several. */
app.param = function param(name, fn) {
  if (Array.isArray(name)) {
    for (const item of name) this.param(item, fn);
    return this;
  }
  this.router.param(name, fn);
  return this;
};

/** Sets a setting; with one argument, answers it. */
app.set = function set(setting, value) {
  if (arguments.length === 1) return this.settings[setting];
  if (debug) debug('set "%s" to %o', setting, value);
  this.settings[setting] = value;
  if (setting === 'etag') {
    this.set('etag fn', compileETag(value));
  } else if (setting === 'query parser') {
    this.set('query parser fn', compileQueryParser(value));
  } else if (setting === 'trust proxy') {
    this.set('trust proxy fn', compileTrust(value));
    Object.defineProperty(this.settings, TRUST_DEFAULT, { configurable: true, value: false });
  }
  return this;
};

/** The path from the outermost application to this one. */
app.path = function path() {
  return this.parent ? this.parent.path() + this.mountpath : '';
};

/** Whether a setting is truthy. */
app.enabled = function enabled(setting) {
  return Boolean(this.set(setting));
};

/** Whether a setting is falsy. */
app.disabled = function disabled(setting) {
  return !this.set(setting);
};

/** Sets a setting to true. */
app.enable = function enable(setting) {
  return this.set(setting, true);
};

/** Sets a setting to false. */
app.disable = function disable(setting) {
  return this.set(setting, false);
};

for (const method of methods) {
  app[method] = function (path, ...handlers) {
    if (method === 'get' && arguments.length === 1) return this.set(path);
    const route = this.route(path);
    route[method](...handlers);
    return this;
  };
}

/** Adds handlers for every method of a path. */
app.all = function all(path, ...handlers) {
  const route = this.route(path);
  for (const method of methods) route[method](...handlers);
  return this;
};

/** Renders a view and passes the text to the callback. */
app.render = function render(name, options, callback) {
  const hasOptions = typeof options !== 'function';
  const done = hasOptions ? callback : options;
  const opts = (hasOptions && options) || {};
  const renderOptions = { ...this.locals, ...opts._locals, ...opts };
  renderView(this, name, renderOptions, done);
};

/** Starts an HTTP server for the application; takes what `net.Server.listen` takes. */
app.listen = function listen(...args) {
  const server = createServer(this);
  const last = args.length - 1;
  if (typeof args[last] === 'function') {
    const callback = args[last];
    let called = false;
    let result;
    const done = args[last] = function (...values) {
      if (called) return result;
      called = true;
      result = callback.apply(this, values);
      return result;
    };
    server.once('error', done);
  }
  return server.listen(...args);
};
