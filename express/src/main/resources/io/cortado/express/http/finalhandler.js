'use strict';

// The answer to a request nothing handled, and to an error nothing handled.

const debug = require('../debug')('finalhandler', 5);
const messages = () => require('./errors').messages;
const { escapeHtml, htmlDocument, page: newest } = require('./html');
const { isPlainUrl, parseOriginalUrl } = require('./url');

/** Cortado's own, see http's IncomingMessage. */
const COLLECT = Symbol.for('cortado.http.collect');
const LINE = () => /\n/g;
const TWO_SPACES = () => / {2}/g;

function errorStatus(error) {
  for (const status of [error.status, error.statusCode]) {
    if (typeof status === 'number' && status >= 400 && status < 600) return status;
  }
  return undefined;
}

function responseStatus(res) {
  const status = res.statusCode;
  return typeof status !== 'number' || status < 400 || status > 599 ? 500 : status;
}

function errorMessage(error, status, env, page) {
  let message;
  if (env !== 'production') {
    message = error.stack;
    if (!message && typeof error.toString === 'function') message = error.toString();
  }
  return message || (page.reasons || messages())[status];
}

function resourceName(req) {
  const { originalUrl } = req;
  if (isPlainUrl(originalUrl)) {
    const search = originalUrl.indexOf('?');
    return search === -1 ? originalUrl : originalUrl.substring(0, search);
  }
  try {
    return parseOriginalUrl(req).pathname;
  } catch {
    return 'resource';
  }
}

/** Who works on the app is shown more, by `--watch` alone. */
function developersPage(req, status, error) {
  if (!binding.develops() || status < 500 || error === null || typeof error !== 'object') return undefined;
  return require('./developers-page').of(req, status, error);
}

function send(req, res, status, headers, message, page, shown) {
  const body = shown?.body ??
    htmlDocument('Error', escapeHtml(message).replace(LINE(), '<br>').replace(TWO_SPACES(), ' &nbsp;'));
  res.statusCode = status;
  if (req.httpVersionMajor < 2) res.statusMessage = (page.reasons || messages())[status];
  if (!page.keepsContent) {
    res.removeHeader('Content-Encoding');
    res.removeHeader('Content-Language');
    res.removeHeader('Content-Range');
  }
  for (const name of Object.keys(headers)) res.setHeader(name, headers[name]);
  res.setHeader('Content-Security-Policy', shown?.policy ?? page.policy);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Type', shown?.type ?? 'text/html; charset=utf-8');
  res.setHeader('Content-Length', require('node:buffer').Buffer.byteLength(body, 'utf8'));
  if (req.method === 'HEAD') res.end();
  else res.end(body, 'utf8');
}

/**
 * Ends a request: 404 without an error, otherwise the error's page.
 * @param {string} env value of the `env` setting
 * @param {Function} [onerror] told of the error
 * @param {object} [page] what the page looks like
 */
function finalhandler(req, res, env, onerror, error, page = newest) {
  if (!error && res.headersSent) {
    if (debug) debug('cannot 404 after headers sent');
    return;
  }
  let headers = {};
  let status = 404;
  let message;
  let shown;
  if (error) {
    status = errorStatus(error);
    if (status === undefined) status = responseStatus(res);
    else if (error.headers && typeof error.headers === 'object') headers = { ...error.headers };
    const mode = env || process.env.NODE_ENV || 'development';
    message = errorMessage(error, status, mode, page);
    if (mode !== 'production') shown = developersPage(req, status, error);
    if (onerror) setImmediate(onerror, error, req, res);
  } else {
    message = 'Cannot ' + req.method + ' ' + page.encodeUrl(resourceName(req));
  }
  if (debug) debug('default %s', status);
  if (res.headersSent) {
    if (debug) debug('cannot %s after headers sent', status);
    if (req.socket) req.socket.destroy();
    return;
  }
  // Nobody has looked for a body, and there is none: then there is nothing to read.
  if (req[COLLECT] !== undefined && req[COLLECT](null, 0, () => send(req, res, status, headers, message, page, shown))) return;
  const { onFinished, isFinished } = require('./on-finished');
  if (isFinished(req)) {
    send(req, res, status, headers, message, page, shown);
    return;
  }
  // The request is read to its end first, so that the connection can be used again.
  req.unpipe();
  onFinished(req, () => send(req, res, status, headers, message, page, shown));
  req.resume();
}

module.exports = finalhandler;
