'use strict';

const normalizeOptions = require('./options');
const read = require('./read');

/** `express.text`: leaves bodies as text. */
module.exports = function text(options) {
  const readOptions = normalizeOptions(options, 'text/plain');
  return function textParser(req, res, next) {
    read(req, res, next, (body) => body, readOptions);
  };
};
