'use strict';

// The two middlewares at the top of every Express 4 router.

const { adopt } = require('../routing/mounting');
const { queryOf } = require('../http/url');

/** Gives requests and responses the application's prototypes. */
function init(app) {
  return function expressInit(req, res, next) {
    if (app.settings['x-powered-by']) res.setHeader('X-Powered-By', 'Express');
    adopt(app, req, res);
    Object.assign(req, { res, next });
    Object.assign(res, { req, locals: res.locals || Object.create(null) });
    next();
  };
}

/** `express.query`: parses the query string into `req.query`, unless something did. */
function query(options) {
  const custom = typeof options === 'function' ? options : undefined;
  const opts = custom ? undefined : { ...require('../older').qs, ...options, countHoles: true };
  return function query(req, res, next) {
    if (!req.query) {
      const text = queryOf(req);
      req.query = custom ? custom(text, opts) : require('../http/qs').parse(text, opts);
    }
    next();
  };
}

module.exports = { init, query };
