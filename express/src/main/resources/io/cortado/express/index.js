'use strict';

// What `require('express')` answers, by major version; each is made once, by the files in npm/.

const { APPLICATION } = require('./routing/mounting');

function mixin(target, source) {
  for (const name of Object.getOwnPropertyNames(source)) {
    if (Object.hasOwn(target, name)) continue;
    Object.defineProperty(target, name, Object.getOwnPropertyDescriptor(source, name));
  }
}

function factory(application, request, response) {
  const { EventEmitter } = require('node:events');
  return function createApplication() {
    const app = function (req, res, next) {
      app.handle(req, res, next);
    };
    mixin(app, EventEmitter.prototype);
    mixin(app, application);
    app.request = Object.create(request, {
      app: { configurable: true, enumerable: true, writable: true, value: app }
    });
    app.response = Object.create(response, {
      app: { configurable: true, enumerable: true, writable: true, value: app }
    });
    for (const own of [app.request, app.response]) Object.defineProperty(own, APPLICATION, { value: app });
    app.init();
    return app;
  };
}

/** A body parser's factory, loaded when it is first called. */
function late(name, load) {
  return Object.defineProperty(function (options) {
    return load()(options);
  }, 'name', { value: name });
}

function load5() {
  const application = require('./application');
  const request = require('./http/request');
  const response = require('./http/response');
  const Router = require('./routing/router');
  const express = factory(application, request, response);
  express.application = application;
  express.request = request;
  express.response = response;
  express.Route = Router.Route;
  express.Router = Router;
  express.json = late('json', () => require('./middleware/json'));
  express.raw = late('raw', () => require('./middleware/raw'));
  express.static = require('./middleware/static')(5);
  express.text = late('text', () => require('./middleware/text'));
  express.urlencoded = late('urlencoded', () => require('./middleware/urlencoded'));
  return express;
}

const REMOVED = ['bodyParser', 'compress', 'cookieSession', 'session', 'logger', 'cookieParser', 'favicon',
  'responseTime', 'errorHandler', 'timeout', 'methodOverride', 'vhost', 'csrf', 'directory', 'limit', 'multipart',
  'staticCache'];

function load4() {
  const application = require('./v4/application');
  const request = require('./v4/request');
  const response = require('./v4/response');
  const middleware = require('./v4/middleware');
  const express = factory(application, request, response);
  express.application = application;
  express.request = request;
  express.response = response;
  express.Route = require('./v4/route');
  express.Router = require('./v4/router');
  express.json = middleware.json;
  express.query = require('./v4/init').query;
  express.raw = middleware.raw;
  express.static = require('./middleware/static')(4);
  express.text = middleware.text;
  express.urlencoded = middleware.urlencoded;
  for (const name of REMOVED) {
    Object.defineProperty(express, name, {
      configurable: true,
      get() {
        throw new Error('Most middleware (like ' + name + ') is no longer bundled with Express and must be installed ' +
          'separately. Please see https://github.com/senchalabs/connect#middleware.');
      }
    });
  }
  return express;
}

module.exports = { load4, load5 };
