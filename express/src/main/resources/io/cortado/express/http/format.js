'use strict';

const { createError } = require('./errors');

/**
 * `res.format`: calls the handler of the type the client likes best.
 * @param {object} obj handlers by media type or extension
 * @param {Function} normalizedType makes a media type of a handler's name
 */
module.exports = function format(res, obj, normalizedType) {
  const { req } = res;
  const { next } = req;
  const keys = Object.keys(obj).filter((key) => key !== 'default');
  const key = keys.length > 0 ? req.accepts(keys) : false;
  res.vary('Accept');
  if (key) {
    res.set('Content-Type', normalizedType(key));
    obj[key](req, res, next);
  } else if (obj.default) {
    obj.default(req, res, next);
  } else {
    next(createError(406, { types: keys.map(normalizedType) }));
  }
  return res;
};
