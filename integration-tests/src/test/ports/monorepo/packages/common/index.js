const _ = require('lodash');
const self = require('@mono/common/text');

exports.express = require('express');
exports.HttpError = class HttpError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
};
exports.router = (express) => {
  const router = express.Router();
  router.get('/groups', (req, res) => res.json(_.groupBy(['a', 'bb', 'cc'], 'length')));
  router.get('/self', (req, res) => res.send(self('s', 'elf')));
  router.get('/fail', (req, res, next) => next(new exports.HttpError(409, 'conflict')));
  return router;
};
