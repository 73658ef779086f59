'use strict';

// The express module of a major version. `create(5)` is what `require('express')` answers.

const VERSIONS = { 4: '4.22.3', 5: '5.3.0' };

const modules = new Map();

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
  const request = require('./request');
  const response = require('./response');
  const Router = require('./router');
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
  express.query = require('./v4/builtin').query;
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

/**
 * The express module of a major version, always the same one.
 * @param {4|5} major
 */
function create(major) {
  if (!(major in VERSIONS)) {
    throw Object.assign(new Error(`express: major version must be 4 or 5 (got ${JSON.stringify(major)})`),
      { code: 'ERR_CORTADO_EXPRESS_MAJOR' });
  }
  let express = modules.get(major);
  if (express === undefined) {
    express = major === 4 ? load4() : load5();
    modules.set(major, express);
  }
  return express;
}

const utils = {};

const PARTS = {
  4: {
    'lib/application': './v4/application',
    'lib/middleware/init': './v4/builtin',
    'lib/request': './v4/request',
    'lib/response': './v4/response',
    'lib/router': './v4/router',
    'lib/router/index': './v4/router',
    'lib/router/layer': './v4/layer',
    'lib/router/route': './v4/route'
  },
  5: {
    'lib/application': './application',
    'lib/request': './request',
    'lib/response': './response'
  }
};

/**
 * How to load a file of npm's express that other packages reach into, such as `lib/router/layer`.
 * @param {4|5} major
 * @param {string} name the path inside the package
 * @returns {Function|undefined} undefined for a file that has no equal here
 */
function part(major, name) {
  const plain = name.replace(/\.js$/, '');
  if (plain === 'index' || plain === 'lib/express') return () => create(major);
  if (plain === 'package.json') return () => ({ name: 'express', version: VERSIONS[major], main: 'index.js' });
  if (plain === 'lib/view') return () => (major === 4 ? require('./view').View4 : require('./view').View);
  if (plain === 'lib/utils') return () => (utils[major] ??= require('./lib-utils')(major));
  if (major === 4 && plain === 'lib/middleware/query') return () => require('./v4/builtin').query;
  const file = PARTS[major][plain];
  return file === undefined ? undefined : () => require(file);
}

module.exports = create;
module.exports.part = part;
module.exports.versions = VERSIONS;
