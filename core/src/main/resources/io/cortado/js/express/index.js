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

function load5() {
  const { EventEmitter } = require('node:events');
  const application = require('./application');
  const request = require('./request');
  const response = require('./response');
  const Router = require('./router');

  function createApplication() {
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
  }

  createApplication.application = application;
  createApplication.request = request;
  createApplication.response = response;
  createApplication.Route = Router.Route;
  createApplication.Router = Router;
  createApplication.json = require('./middleware/json');
  createApplication.raw = require('./middleware/raw');
  createApplication.static = require('./middleware/static')(5);
  createApplication.text = require('./middleware/text');
  createApplication.urlencoded = require('./middleware/urlencoded');
  return createApplication;
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
    express = load5();
    modules.set(major, express);
  }
  return express;
}

module.exports = create;
module.exports.versions = VERSIONS;
