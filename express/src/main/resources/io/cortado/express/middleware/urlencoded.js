'use strict';

const { createError } = require('../http/errors');
const normalizeOptions = require('./options');
const read = require('./read');

/** How many parameters a body has, or undefined when more than the limit. */
function countParameters(body, limit) {
  let count = 0;
  let index = -1;
  do {
    if (++count > limit) return undefined;
    index = body.indexOf('&', index + 1);
  } while (index !== -1);
  return count;
}

function createParser(options) {
  const extended = Boolean(options.extended);
  let parameterLimit = options.parameterLimit === undefined ? 1000 : options.parameterLimit;
  const depth = extended ? (options.depth === undefined ? 32 : options.depth) : 0;
  const { charsetSentinel, interpretNumericEntities } = options;
  if (isNaN(parameterLimit) || parameterLimit < 1) {
    throw new TypeError('option parameterLimit must be a positive number');
  }
  if (isNaN(depth) || depth < 0) throw new TypeError('option depth must be a zero or a positive number');
  if (isFinite(parameterLimit)) parameterLimit |= 0;

  return function parse(body, charset) {
    if (!body.length) return {};
    const count = countParameters(body, parameterLimit);
    if (count === undefined) throw createError(413, 'too many parameters', { type: 'parameters.too.many' });
    try {
      return require('../http/qs').parse(body, {
        arrayLimit: extended ? Math.max(100, count) : count,
        depth,
        charsetSentinel,
        interpretNumericEntities,
        charset,
        parameterLimit,
        strictDepth: true
      });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw createError(400, 'The input exceeded the depth', { type: 'querystring.parse.rangeError' });
    }
  };
}

/** `express.urlencoded`: parses form bodies. */
module.exports = function urlencoded(options) {
  const opts = options || {};
  const readOptions = normalizeOptions(opts, 'application/x-www-form-urlencoded');
  if (readOptions.defaultCharset !== 'utf-8' && readOptions.defaultCharset !== 'iso-8859-1') {
    throw new TypeError('option defaultCharset must be either utf-8 or iso-8859-1');
  }
  const parse = createParser(opts);
  readOptions.isValidCharset = (charset) => charset === 'utf-8' || charset === 'iso-8859-1';
  return function urlencodedParser(req, res, next) {
    read(req, res, next, parse, readOptions);
  };
};
module.exports.countParameters = countParameters;
