'use strict';

// The application of Express 4, where it differs from 5.

const http = require('node:http');
const base = require('../application');
const debug = require('../debug')('express:application', 4);
const { deprecateExpress } = require('../deprecate');
const finalhandler = require('../http/finalhandler');
const older = require('../older');
const { createServer, renderView, useAll } = require('../routing/mounting');
const { compileETag, compileQueryParser4, compileTrust } = require('../settings');
const { View4 } = require('../view');
const { init, query } = require('./init');
const Router = require('./router');

const TRUST_DEFAULT = '@@symbol:trust_proxy_default';
const methods = http.METHODS.map((method) => method.toLowerCase());

const app = exports = module.exports = { ...base };

/** Sets the application up; called once by `express()`. */
app.init = function init() {
  this.cache = {};
  this.engines = {};
  this.settings = {};
  this.defaultConfiguration();
};

/** The settings every application starts with. */
app.defaultConfiguration = function defaultConfiguration() {
  base.defaultConfiguration.call(this);
  this.set('query parser', 'extended');
  this.set('view', View4);
  Object.defineProperty(this, 'router', {
    get() {
      throw new Error('\'app.router\' is deprecated!\nPlease see the 3.x to 4.x migration guide for details on how ' +
        'to update your app.');
    }
  });
};

/** Makes the router, which takes the routing settings as they are at this moment. */
app.lazyrouter = function lazyrouter() {
  if (this._router) return;
  this._router = new Router({
    caseSensitive: this.enabled('case sensitive routing'),
    strict: this.enabled('strict routing')
  });
  this._router.use(query(this.get('query parser fn')));
  this._router.use(init(this));
};

function routerOf(application) {
  application.lazyrouter();
  return application._router;
}

/** Runs a request through the application, then `callback`; without one, ends it. */
app.handle = function handle(req, res, callback) {
  const done = callback || ((error) => {
    finalhandler(req, res, this.get('env'), (failure) => {
      if (this.get('env') !== 'test') console.error(failure.stack || failure.toString());
    }, error, older.page);
  });
  if (this._router) {
    this._router.handle(req, res, done);
    return;
  }
  if (debug) debug('no routes defined on app');
  done();
};

/** Adds middleware or mounts applications. */
app.use = function use(fn) {
  return useAll(this, [...arguments], () => routerOf(this));
};

/** Adds a route and answers it. */
app.route = function route(path) {
  return routerOf(this).route(path);
};

/** Registers a callback for a route parameter, or for each of several. */
app.param = function param(name, fn) {
  const router = routerOf(this);
  if (Array.isArray(name)) {
    for (const item of name) this.param(item, fn);
    return this;
  }
  router.param(name, fn);
  return this;
};

/** Sets a setting; with one argument, answers it. */
app.set = function set(setting, value) {
  if (arguments.length === 1) {
    for (let holder = this.settings; holder && holder !== Object.prototype; holder = Object.getPrototypeOf(holder)) {
      if (Object.hasOwn(holder, setting)) return holder[setting];
    }
    return undefined;
  }
  if (debug) debug('set "%s" to %o', setting, value);
  this.settings[setting] = value;
  if (setting === 'etag') {
    this.set('etag fn', compileETag(value));
  } else if (setting === 'query parser') {
    this.set('query parser fn', compileQueryParser4(value));
  } else if (setting === 'trust proxy') {
    this.set('trust proxy fn', compileTrust(value));
    Object.defineProperty(this.settings, TRUST_DEFAULT, { configurable: true, value: false });
  }
  return this;
};

for (const method of methods) {
  app[method] = function (path, ...handlers) {
    if (method === 'get' && arguments.length === 1) return this.set(path);
    const route = routerOf(this).route(path);
    route[method](...handlers);
    return this;
  };
}

/** Adds handlers for every method of a path. */
app.all = function all(path, ...handlers) {
  const route = routerOf(this).route(path);
  for (const method of methods) route[method](...handlers);
  return this;
};

/** The old name of `app.delete`. */
app.del = function (path) {
  deprecateExpress('app.del: Use app.delete instead');
  return this.delete(...arguments);
};

/** Renders a view and passes the text to the callback. */
app.render = function render(name, options, callback) {
  const hasOptions = typeof options !== 'function';
  const done = hasOptions ? callback : options;
  const opts = hasOptions ? options : {};
  const renderOptions = { ...this.locals, ...opts._locals, ...opts };
  renderView(this, name, renderOptions, done);
};

/** Starts an HTTP server for the application; takes what `net.Server.listen` takes. */
app.listen = function listen(...args) {
  return createServer(this).listen(...args);
};
