'use strict';

// The application of Express 4, where it differs from 5.

const base = require('../application');
const debug = require('../debug')('express:application', 4);
const { deprecateExpress } = require('../deprecate');
const finalhandler = require('../http/finalhandler');
const older = require('../older');
const { addToAll, createServer, renderView, routerOptions, useAll, verbs } = require('../routing/mounting');
const { COMPILERS_4, store } = require('../settings');
const { View4 } = require('../view');
const { init, query } = require('./init');
const Router = require('./router');

/** The property that Express 3 had. */
const REFUSED_ROUTER = {
  get() {
    throw new Error('\'app.router\' is deprecated!\nPlease see the 3.x to 4.x migration guide for details on how ' +
      'to update your app.');
  }
};

function routerOf(app) {
  app.lazyrouter();
  return app._router;
}

function logError(app, error) {
  if (app.get('env') !== 'test') console.error(error.stack || error.toString());
}

/** The old name of `app.delete`; it has no name itself. */
function createDel() {
  return function (path) {
    deprecateExpress('app.del: Use app.delete instead');
    return this.delete(...arguments);
  };
}

module.exports = {
  ...base,

  /** Sets the application up; called once by `express()`. */
  init() {
    for (const name of ['cache', 'engines', 'settings']) this[name] = {};
    this.defaultConfiguration();
  },

  /** The settings every application starts with. */
  defaultConfiguration() {
    base.defaultConfiguration.call(this);
    this.set('query parser', 'extended');
    this.set('view', View4);
    Object.defineProperty(this, 'router', REFUSED_ROUTER);
  },

  /** Makes the router, which takes the routing settings as they are at this moment. */
  lazyrouter() {
    if (this._router) return;
    const router = this._router = new Router(routerOptions(this));
    for (const middleware of [query(this.get('query parser fn')), init(this)]) router.use(middleware);
  },

  /** Runs a request through the application, then `callback`; without one, ends it. */
  handle(req, res, callback) {
    const done = callback || ((error) => {
      finalhandler(req, res, this.get('env'), (failure) => logError(this, failure), error, older.page);
    });
    if (this._router) {
      this._router.handle(req, res, done);
    } else {
      if (debug) debug('no routes defined on app');
      done();
    }
  },

  /** Adds middleware or mounts applications. */
  use(fn) {
    return useAll(this, [...arguments], () => routerOf(this));
  },

  /** Adds a route and answers it. */
  route(path) {
    return routerOf(this).route(path);
  },

  /** Registers a callback for a route parameter, or for each of several. */
  param(name, fn) {
    const router = routerOf(this);
    if (Array.isArray(name)) name.forEach((item) => this.param(item, fn));
    else router.param(name, fn);
    return this;
  },

  /** Sets a setting; with one argument, answers it. */
  set(setting, value) {
    if (arguments.length === 1) return settingOf(this, setting);
    if (debug) debug('set "%s" to %o', setting, value);
    return store(this, setting, value, COMPILERS_4);
  },

  ...verbs((app, path) => routerOf(app).route(path)),

  /** Adds handlers for every method of a path. */
  all(path, ...handlers) {
    addToAll(routerOf(this).route(path), handlers);
    return this;
  },

  del: createDel(),

  /** Renders a view and passes the text to the callback. */
  render(name, options, callback) {
    const bare = typeof options === 'function';
    renderView(this, name, bare ? {} : options, bare ? options : callback);
  },

  /** Starts an HTTP server for the application; takes what `net.Server.listen` takes. */
  listen(...args) {
    return createServer(this).listen(...args);
  }
};

/** A setting of the application or of one it is mounted in; what all objects have is none. */
function settingOf(app, name) {
  for (let holder = app.settings; holder && holder !== Object.prototype; holder = Object.getPrototypeOf(holder)) {
    if (Object.hasOwn(holder, name)) return holder[name];
  }
  return undefined;
}
