'use strict';

const mime = require('../http/mime').createMime(5);
const { typeIs } = require('../http/type-is');
const { parseBytes } = require('../http/units');

const DEFAULT_LIMIT = 102400;
/** Bodies of this type stay bytes. */
const RAW = 'application/octet-stream';

/** The options that all body parsers share, checked and with their defaults. */
module.exports = function normalizeOptions(options, defaultType) {
  const opts = options || {};
  const limit = opts.limit === undefined || opts.limit === null ? DEFAULT_LIMIT : parseBytes(opts.limit);
  const type = opts.type || defaultType;
  const verify = opts.verify || false;
  if (limit === null) throw new TypeError(`option limit "${String(opts.limit)}" is invalid`);
  if (verify !== false && typeof verify !== 'function') throw new TypeError('option verify must be function');
  const types = Array.isArray(type) ? type : [type];
  const defaultCharset = opts.defaultCharset || 'utf-8';
  return {
    /** The one media type that is parsed, where that and its text are all there is to look at; else null. */
    plainType: type === defaultType && !verify && defaultCharset === 'utf-8' && type !== RAW ? type : null,
    inflate: opts.inflate !== false,
    limit,
    verify,
    defaultCharset,
    shouldParse: typeof type === 'function' ? type : (req) => Boolean(typeIs(req, types, mime))
  };
};
