'use strict';

// Reads a request's body for the body parsers: inflates it, keeps it under its limit, decodes its charset.

const { AsyncResource } = require('node:async_hooks');
const { Buffer } = require('node:buffer');
const { createError } = require('../http/errors');
const { onFinished, isFinished } = require('../http/on-finished');
const { hasBody } = require('../http/type-is');
const charsets = require('./charsets');

/** Why a body cannot be read, as an error; null where it can. */
function refusalOf(stream, length, { limit, readsAsBefore418 }, encoding, isKnown) {
  if (limit !== null && length !== null && length > limit) return tooLarge({ expected: length, length, limit });
  const state = stream._readableState;
  if (stream._decoder || (state && (state.encoding || state.decoder))) {
    return createError(500, 'stream encoding should not be set', { type: 'stream.encoding.set' });
  }
  if (stream.readable !== undefined && !stream.readable && !readsAsBefore418) {
    return createError(500, 'stream is not readable', { type: 'stream.not.readable' });
  }
  if (encoding !== null && !isKnown(encoding)) {
    return createError(415, 'specified encoding unsupported', { encoding, type: 'encoding.unsupported' });
  }
  return null;
}

function tooLarge(facts) {
  return createError(413, 'request entity too large', { ...facts, type: 'entity.too.large' });
}

/** All of a stream on its way into one body, until `over(error, body)`. */
class Collector {
  constructor(stream, length, limit, encoding, over) {
    this.stream = stream;
    this.length = length;
    this.limit = limit;
    this.encoding = encoding;
    this.over = over;
    this.received = 0;
    this.chunks = [];
    const end = (error) => this.end(error);
    this.listeners = Object.entries({
      aborted: () => this.over(abortedError(this.length, this.received)),
      close: () => this.leave(),
      data: (chunk) => this.take(chunk),
      end,
      error: end
    });
    for (const [event, listener] of this.listeners) stream.on(event, listener);
  }

  leave() {
    for (const [event, listener] of this.listeners) this.stream.removeListener(event, listener);
  }

  take(chunk) {
    const { limit } = this;
    const received = this.received += chunk.length;
    if (limit !== null && received > limit) this.over(tooLarge({ limit, received }));
    else this.chunks.push(chunk);
  }

  end(error) {
    const { chunks, encoding, length, received } = this;
    if (error) {
      this.over(error);
    } else if (length !== null && received !== length) {
      this.over(createError(400, 'request size did not match content length', {
        expected: length, length, received, type: 'request.size.invalid'
      }));
    } else {
      const bytes = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
      this.over(null, encoding === null ? bytes : charsets.decode(bytes, encoding));
    }
  }
}

/** Reads all of a stream; calls back, never at once, with bytes, or text when an encoding is given. */
function collect(stream, length, options, encoding, isKnown, callback) {
  const { limit, readsAsBefore418 } = options;
  const resource = readsAsBefore418 ? null : new AsyncResource('cortado.express.body');
  let collector = null;
  let isOver = false;
  let early = true;

  function finish(error, body) {
    if (collector !== null) collector.leave();
    if (error && typeof stream.unpipe === 'function') stream.unpipe();
    if (error && typeof stream.pause === 'function') stream.pause();
    if (resource === null) callback(error, body);
    else resource.runInAsyncScope(callback, null, error, body);
  }

  function over(error, body) {
    if (isOver) return;
    isOver = true;
    if (early) process.nextTick(finish, error, body);
    else finish(error, body);
  }

  const refusal = refusalOf(stream, length, options, encoding, isKnown);
  if (refusal !== null) over(refusal);
  else collector = new Collector(stream, length, limit, encoding, over);
  early = false;
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
    if (text === null) next(createError(400, abortedError(parseInt(req.headers['content-length'], 10), received)));
    else accept(req, res, next, parse, false, text, 'utf-8');
  });
  if (given && !('body' in req)) req.body = undefined;
  return given;
}

function abortedError(length, received) {
  return createError(400, 'request aborted', {
    code: 'ECONNABORTED', expected: length, length, received, type: 'request.aborted'
  });
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
  let text = body;
  let step = 'verify';
  try {
    if (verify) verify(req, res, body, charset);
    step = 'parse';
    if (typeof body !== 'string' && charset !== null) text = charsets.decode(body, charset);
    req.body = parse(text, charset);
  } catch (error) {
    const status = step === 'verify' ? 403 : 400;
    next(createError(status, error, { body: text, type: error.type || `entity.${step}.failed` }));
    return;
  }
  next();
}

module.exports.readBody = readBody;
module.exports.collectWhole = collectWhole;
