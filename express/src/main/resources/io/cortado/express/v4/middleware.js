'use strict';

// The body parsers of Express 4: one option reader and one check for all, and a body that is always an object.

const mime = require('../http/mime').createMime(4);
const { createError } = require('../http/errors');
const { deprecate } = require('../deprecate');
const older = require('../older');
const charsets = require('../middleware/charsets');
const { createParser: createJsonParser } = require('../middleware/json');
const { countParameters } = require('../middleware/urlencoded');
const { collectWhole, readBody } = require('../middleware/read');
const { typeIs, hasBody } = require('../http/type-is');
const { parseBytes } = require('../http/units');

const DEFAULT_LIMIT = 102400;
/** Bodies of this type stay bytes. */
const RAW = 'application/octet-stream';
const newest = { takesAnyLimit: false, anyDepth: false, strictError: undefined, readsAsBefore418: false };
const { takesAnyLimit, anyDepth, strictError, readsAsBefore418 } = older.bodies || newest;

/** The charset of a request's Content-Type in lower case, or ''. */
function charsetOf(req) {
  return binding.charsetOf(req.headers['content-type'] || '', true);
}

function isKnownCharset(charset) {
  return !/^(?:utf|ucs)-?(?:32|4)/i.test(charset) && charsets.exists(charset);
}

/** Bytes; null for no limit, which only older releases make of what they cannot read. */
function limitOf(given) {
  if (takesAnyLimit) return typeof given === 'number' ? given : parseBytes(given || DEFAULT_LIMIT);
  const limit = given === undefined || given === null ? DEFAULT_LIMIT : parseBytes(given);
  if (limit === null) throw new TypeError('option limit "' + String(given) + '" is invalid');
  return limit;
}

function normalizeOptions(options, defaultType) {
  const limit = limitOf(options.limit);
  const type = options.type || defaultType;
  const verify = options.verify || false;
  if (verify !== false && typeof verify !== 'function') throw new TypeError('option verify must be function');
  const types = Array.isArray(type) ? type : [type];
  const isPlain = type === defaultType && !verify && type !== RAW && !readsAsBefore418 && limit !== null && limit >= 0;
  return {
    plainType: isPlain ? type : null,
    inflate: options.inflate !== false,
    limit,
    verify,
    encodings: ['deflate', 'gzip'],
    isKnownCharset,
    readsAsBefore418,
    shouldParse: typeof type === 'function' ? type : (req) => Boolean(typeIs(req, types, mime))
  };
}

/** Reads the body where this parser should; `charset` is null for bytes. */
function readWith(req, res, next, options, parse, charsetFor) {
  if (req._body) {
    next();
    return;
  }
  req.body = req.body || {};
  if (options.plainType !== null) {
    const given = collectWhole(req, res, next, parse, options);
    if (given === true) req._body = true;
    else if (given === false) next();
    if (given !== undefined) return;
  }
  if (!hasBody(req) || !options.shouldParse(req)) {
    next();
    return;
  }
  let charset;
  try {
    charset = charsetFor(req);
  } catch (error) {
    next(error);
    return;
  }
  req._body = true;
  readBody(req, res, next, parse, charset, options);
}

function charsetError(charset) {
  return createError(415, 'unsupported charset "' + charset.toUpperCase() + '"', {
    charset, type: 'charset.unsupported'
  });
}

/** `express.json` of Express 4. */
function json(options) {
  const opts = options || {};
  const readOptions = normalizeOptions(opts, 'application/json');
  const parse = createJsonParser(opts.strict !== false, opts.reviver, strictError);
  const charsetFor = (req) => {
    const charset = charsetOf(req) || 'utf-8';
    if (charset.slice(0, 4) !== 'utf-') throw charsetError(charset);
    return charset;
  };
  return function jsonParser(req, res, next) {
    readWith(req, res, next, readOptions, parse, charsetFor);
  };
}

/** `express.raw` of Express 4. */
function raw(options) {
  const readOptions = normalizeOptions(options || {}, 'application/octet-stream');
  return function rawParser(req, res, next) {
    readWith(req, res, next, readOptions, (body) => body, () => null);
  };
}

/** `express.text` of Express 4. */
function text(options) {
  const opts = options || {};
  const readOptions = normalizeOptions(opts, 'text/plain');
  const defaultCharset = opts.defaultCharset || 'utf-8';
  return function textParser(req, res, next) {
    readWith(req, res, next, readOptions, (body) => body, (message) => charsetOf(message) || defaultCharset);
  };
}

function tooMany() {
  return createError(413, 'too many parameters', { type: 'parameters.too.many' });
}

function extendedParser(depth, parameterLimit) {
  return function parse(body) {
    if (!body.length) return {};
    const count = countParameters(body, parameterLimit);
    if (count === undefined) throw tooMany();
    try {
      return require('../http/qs').parse(body, {
        ...older.qs, arrayLimit: Math.max(100, count), depth, strictDepth: true, parameterLimit, countHoles: true
      });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw createError(400, 'The input exceeded the depth', { type: 'querystring.parse.rangeError' });
    }
  };
}

function simpleParser(parameterLimit) {
  return function parse(body) {
    if (!body.length) return {};
    if (countParameters(body, parameterLimit) === undefined) throw tooMany();
    return require('node:querystring').parse(body, undefined, undefined, { maxKeys: parameterLimit });
  };
}

/** `express.urlencoded` of Express 4: extended unless told otherwise. */
function urlencoded(options) {
  const opts = options || {};
  if (opts.extended === undefined) deprecate('body-parser', 'undefined extended: provide extended option');
  const readOptions = normalizeOptions(opts, 'application/x-www-form-urlencoded');
  const extended = opts.extended !== false;
  let parameterLimit = opts.parameterLimit === undefined ? 1000 : opts.parameterLimit;
  const depth = anyDepth ? Infinity : opts.depth === undefined ? 32 : opts.depth;
  if (isNaN(parameterLimit) || parameterLimit < 1) {
    throw new TypeError('option parameterLimit must be a positive number');
  }
  if (extended && (isNaN(depth) || depth < 0)) {
    throw new TypeError('option depth must be a zero or a positive number');
  }
  if (isFinite(parameterLimit)) parameterLimit |= 0;
  const parse = extended ? extendedParser(depth, parameterLimit) : simpleParser(parameterLimit);
  const charsetFor = (req) => {
    const charset = charsetOf(req) || 'utf-8';
    if (charset !== 'utf-8') throw charsetError(charset);
    return charset;
  };
  return function urlencodedParser(req, res, next) {
    readWith(req, res, next, readOptions, parse, charsetFor);
  };
}

module.exports = { json, raw, text, urlencoded };
