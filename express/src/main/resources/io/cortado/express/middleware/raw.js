'use strict';

const normalizeOptions = require('./options');
const read = require('./read');

/** `express.raw`: leaves bodies as bytes. */
module.exports = function raw(options) {
  const readOptions = normalizeOptions(options, 'application/octet-stream');
  readOptions.skipCharset = true;
  return function rawParser(req, res, next) {
    read(req, res, next, (body) => body, readOptions);
  };
};
