'use strict';

const mime = require('../http/mime').createMime(5);
const { typeIs } = require('../http/type-is');
const { parseBytes } = require('../http/units');

const DEFAULT_LIMIT = 102400;

/** The options that all body parsers share, checked and with their defaults. */
module.exports = function normalizeOptions(options, defaultType) {
  const opts = options || {};
  const limit = opts.limit === undefined || opts.limit === null ? DEFAULT_LIMIT : parseBytes(opts.limit);
  const type = opts.type || defaultType;
  const verify = opts.verify || false;
  if (limit === null) throw new TypeError(`option limit "${String(opts.limit)}" is invalid`);
  if (verify !== false && typeof verify !== 'function') throw new TypeError('option verify must be function');
  const types = Array.isArray(type) ? type : [type];
  return {
    inflate: opts.inflate !== false,
    limit,
    verify,
    defaultCharset: opts.defaultCharset || 'utf-8',
    shouldParse: typeof type === 'function' ? type : (req) => Boolean(typeIs(req, types, mime))
  };
};
