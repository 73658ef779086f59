'use strict';

// Reads a request's body for the body parsers: inflates it, keeps it under its limit, decodes its charset.

const { AsyncResource } = require('node:async_hooks');
const { Buffer } = require('node:buffer');
const { createError } = require('../http/errors');
const { onFinished, isFinished } = require('../http/on-finished');
const { hasBody } = require('../http/type-is');
const charsets = require('./charsets');

/** Reads all of a stream; calls back with bytes, or text when an encoding is given. */
function collect(stream, length, options, encoding, isKnown, callback) {
  const { limit, readsAsBefore418 } = options;
  const resource = readsAsBefore418 ? null : new AsyncResource('cortado.express.body');
  let complete = false;
  let sync = true;

  function done(error, body) {
    complete = true;
    const finish = () => {
      cleanup();
      if (error) {
        if (typeof stream.unpipe === 'function') stream.unpipe();
        if (typeof stream.pause === 'function') stream.pause();
      }
      if (resource === null) callback(error, body);
      else resource.runInAsyncScope(callback, null, error, body);
    };
    if (sync) process.nextTick(finish);
    else finish();
  }

  if (limit !== null && length !== null && length > limit) {
    done(createError(413, 'request entity too large', { expected: length, length, limit, type: 'entity.too.large' }));
    return;
  }
  const state = stream._readableState;
  if (stream._decoder || (state && (state.encoding || state.decoder))) {
    done(createError(500, 'stream encoding should not be set', { type: 'stream.encoding.set' }));
    return;
  }
  if (typeof stream.readable !== 'undefined' && !stream.readable && !readsAsBefore418) {
    done(createError(500, 'stream is not readable', { type: 'stream.not.readable' }));
    return;
  }
  if (encoding !== null && !isKnown(encoding)) {
    done(createError(415, 'specified encoding unsupported', { encoding, type: 'encoding.unsupported' }));
    return;
  }

  let received = 0;
  const chunks = [];

  function onAborted() {
    if (complete) return;
    done(createError(400, 'request aborted', {
      code: 'ECONNABORTED', expected: length, length, received, type: 'request.aborted'
    }));
  }

  function onData(chunk) {
    if (complete) return;
    received += chunk.length;
    if (limit !== null && received > limit) {
      done(createError(413, 'request entity too large', { limit, received, type: 'entity.too.large' }));
    } else {
      chunks.push(chunk);
    }
  }

  function onEnd(error) {
    if (complete) return;
    if (error) {
      done(error);
    } else if (length !== null && received !== length) {
      done(createError(400, 'request size did not match content length', {
        expected: length, length, received, type: 'request.size.invalid'
      }));
    } else {
      const bytes = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
      done(null, encoding === null ? bytes : charsets.decode(bytes, encoding));
    }
  }

  function cleanup() {
    stream.removeListener('aborted', onAborted);
    stream.removeListener('data', onData);
    stream.removeListener('end', onEnd);
    stream.removeListener('error', onEnd);
    stream.removeListener('close', cleanup);
  }

  stream.on('aborted', onAborted);
  stream.on('close', cleanup);
  stream.on('data', onData);
  stream.on('end', onEnd);
  stream.on('error', onEnd);
  sync = false;
}

const DECOMPRESSORS = {
  __proto__: null,
  deflate: 'createInflate',
  gzip: 'createGunzip',
  br: 'createBrotliDecompress',
  zstd: 'createZstdDecompress'
};

function decompressor(encoding, allowed) {
  const name = DECOMPRESSORS[encoding];
  if (name !== undefined && (allowed === undefined || allowed.includes(encoding))) {
    const zlib = require('node:zlib');
    if (name in zlib) return zlib[name]();
  }
  throw createError(415, 'unsupported content encoding "' + encoding + '"', { encoding, type: 'encoding.unsupported' });
}

function unsupportedCharset(charset, reported) {
  return createError(415, 'unsupported charset "' + charset.toUpperCase() + '"', {
    charset: reported, type: 'charset.unsupported'
  });
}

function charsetOf(req) {
  return binding.charsetOf(req.headers['content-type'] || '', false);
}

/** Cortado's own: gives the text of a body that nobody else reads, see http's IncomingMessage. */
const COLLECT = Symbol.for('cortado.http.collect');

/**
 * Has the HTTP layer give the body of a request whose stream nobody has touched; answers whether it will, or undefined
 * where the stream has to be read.
 */
function collectWhole(req, res, next, parse, options) {
  if (req[COLLECT] === undefined) return undefined;
  const given = req[COLLECT](options.plainType, options.limit, (text, received) => {
    if (text === null) next(abortedError(req, received));
    else accept(req, res, next, parse, false, text, 'utf-8');
  });
  if (given && !('body' in req)) req.body = undefined;
  return given;
}

function abortedError(req, received) {
  const length = parseInt(req.headers['content-length'], 10);
  return createError(400, createError(400, 'request aborted', {
    code: 'ECONNABORTED', expected: length, length, received, type: 'request.aborted'
  }));
}

/**
 * Reads and parses the body into `req.body`, then `next`.
 * @param {Function} parse body text or bytes, charset → value
 * @param {object} options as `normalizeOptions` makes them, with `isValidCharset` and `skipCharset`
 */
module.exports = function read(req, res, next, parse, options) {
  if (options.plainType !== null) {
    const given = collectWhole(req, res, next, parse, options);
    if (given === true) return;
    if (given === false) {
      if (!('body' in req)) req.body = undefined;
      next();
      return;
    }
  }
  if (isFinished(req)) {
    next();
    return;
  }
  if (!('body' in req)) req.body = undefined;
  if (!hasBody(req) || !options.shouldParse(req)) {
    next();
    return;
  }
  let charset = null;
  if (!options.skipCharset) {
    charset = charsetOf(req) || options.defaultCharset;
    if (options.isValidCharset && !options.isValidCharset(charset)) {
      next(unsupportedCharset(charset, charset));
      return;
    }
  }
  readBody(req, res, next, parse, charset, options);
};

/**
 * Reads the body, checks and parses it into `req.body`, then `next`.
 * @param {string|null} charset null to leave the body as bytes
 */
function readBody(req, res, next, parse, charset, options) {
  const { verify, isKnownCharset = charsets.exists } = options;
  if (verify && charset !== null && !isKnownCharset(charset)) {
    next(unsupportedCharset(charset, charset.toLowerCase()));
    return;
  }
  let stream = req;
  let length = null;
  try {
    const contentEncoding = (req.headers['content-encoding'] || 'identity').toLowerCase();
    if (options.inflate === false && contentEncoding !== 'identity') {
      throw createError(415, 'content encoding unsupported', {
        encoding: contentEncoding, type: 'encoding.unsupported'
      });
    }
    if (contentEncoding === 'identity') {
      const header = req.headers['content-length'];
      length = header != null && !isNaN(header) ? parseInt(header, 10) : null;
    } else {
      stream = decompressor(contentEncoding, options.encodings);
      req.pipe(stream);
    }
  } catch (error) {
    next(error);
    return;
  }
  collect(stream, length, options, verify ? null : charset, isKnownCharset, (error, body) => {
    if (error) {
      fail(req, stream, error.type === 'encoding.unsupported'
        ? unsupportedCharset(charset, charset.toLowerCase())
        : createError(400, error), next, options);
      return;
    }
    if (stream !== req) {
      req.unpipe(stream);
      stream.on('error', () => {});
      stream.destroy();
      req.resume();
    }
    accept(req, res, next, parse, verify, body, charset);
  });
}

function fail(req, stream, error, next, { readsAsBefore418 }) {
  const finish = () => next(createError(400, error));
  if (readsAsBefore418) {
    stream.resume();
    onFinished(req, finish);
    return;
  }
  if (stream !== req) {
    req.unpipe();
    stream.destroy();
  }
  if (isFinished(req)) {
    finish();
    return;
  }
  onFinished(req, finish);
  req.resume();
}

function accept(req, res, next, parse, verify, body, charset) {
  if (verify) {
    try {
      verify(req, res, body, charset);
    } catch (error) {
      next(createError(403, error, { body, type: error.type || 'entity.verify.failed' }));
      return;
    }
  }
  let text = body;
  try {
    if (typeof body !== 'string' && charset !== null) text = charsets.decode(body, charset);
    req.body = parse(text, charset);
  } catch (error) {
    next(createError(400, error, { body: text, type: error.type || 'entity.parse.failed' }));
    return;
  }
  next();
}

module.exports.readBody = readBody;
module.exports.collectWhole = collectWhole;
