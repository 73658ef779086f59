'use strict';

// The last steps of `res.send`, which both majors share: length, tag, freshness, and the end of the response.

const { ServerResponse } = require('node:http');
const etags = require('./etag');

const nativeEnd = ServerResponse.prototype[Symbol.for('cortado.http.end')];

/** Says that the text is sent as it is, but counts as the bytes it stands for: those have a head in ISO-8859-1. */
const AS_BYTES = Symbol('bytes');

/** A text up to this length is counted without being copied. */
const SHORT_MAX = 1000;

function dropBody(res) {
  res.removeHeader('Content-Type');
  res.removeHeader('Content-Length');
  res.removeHeader('Transfer-Encoding');
}

/** Sets the length and the tag of a body; answers the body as it is to be sent, or AS_BYTES. */
function describe(res, chunk, encoding, setLength) {
  const etagFn = res.app.get('etag fn');
  const generateETag = !res.get('ETag') && typeof etagFn === 'function';
  // Who replaced `end` expects tagged bodies as bytes; nobody else can tell.
  if (typeof chunk === 'string' && generateETag && res.end === nativeEnd && etags.takesText(etagFn)) {
    const tag = etags.textTag(chunk);
    if (tag !== '') {
      if (setLength) res.set('Content-Length', etags.lengthOf(tag));
      res.set('ETag', etagFn === etags.weak ? 'W/' + tag : tag);
      return AS_BYTES;
    }
  }
  const { Buffer } = require('node:buffer');
  const isBytes = Buffer.isBuffer(chunk);
  const isShort = !isBytes && !generateETag && chunk.length < SHORT_MAX;
  const body = isBytes || isShort ? chunk : Buffer.from(chunk, encoding);
  if (setLength) res.set('Content-Length', isShort ? Buffer.byteLength(chunk, encoding) : body.length);
  const tag = generateETag ? etagFn(body, undefined) : '';
  if (tag) res.set('ETag', tag);
  return body;
}

/**
 * Sends a body whose Content-Type is set.
 * @param {string|Buffer|ArrayBufferView|undefined} chunk
 * @param {string} [encoding] of text
 * @param {boolean} setLength whether to set Content-Length
 */
function sendBody(res, chunk, encoding, setLength) {
  const { req } = res;
  let body = chunk;
  let bodyEncoding = encoding;
  if (chunk !== undefined) body = describe(res, chunk, encoding, setLength);
  if (body === AS_BYTES) {
    body = chunk;
    bodyEncoding = 'utf-8';
  } else if (typeof body !== 'string') {
    bodyEncoding = undefined;
  }
  if (req.fresh) res.status(304);
  const status = res.statusCode;
  if (status === 204 || status === 304) {
    dropBody(res);
    body = '';
  } else if (status === 205) {
    res.set('Content-Length', '0');
    res.removeHeader('Transfer-Encoding');
    body = '';
  }
  if (req.method === 'HEAD') res.end();
  else res.end(body, typeof body === 'string' ? bodyEncoding : undefined);
  return res;
}

module.exports = sendBody;
