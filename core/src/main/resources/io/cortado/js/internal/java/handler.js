'use strict';

// Handlers of Undertow as middlewares: `app.use('/reports', handler(require('java:reports')))`. What a request has is handed to Java
// as to a server behind this one, and its answer is the response's, so that middlewares before it see what they always see.

const http = internalBinding('http');
const bound = require('../errors/bound.js');
const { codes, define } = require('../errors/errors.js');

define('CORTADO_NO_HANDLER', 'handler: the argument must be an io.undertow.server.HttpHandler', TypeError);
define('CORTADO_BODY_TAKEN', 'The body was read before the Java handler: put it in front of the body parsers', Error);
define('CORTADO_HANDLER_FAILED', '%s', Error);

/** Of a connection, or of the framing that each hop makes itself; `date` is this server's. */
const HOP = new Set(['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'expect']);

/** Field lines of a request, as middlewares have left them. */
function linesOf(request) {
  const { validateHeaderName, validateHeaderValue } = require('../http/common.js');
  let lines = '';
  for (const [name, value] of Object.entries(request.headers)) {
    if (name.startsWith(':') || name === 'content-length' || HOP.has(name)) continue;
    validateHeaderName(name);
    for (const each of [].concat(value)) {
      validateHeaderValue(name, each);
      lines += `${name}: ${each}\r\n`;
    }
  }
  return lines;
}

/** How long the body is: -1 for one in chunks. */
function lengthOf(request) {
  if (request.headers['transfer-encoding'] !== undefined) return -1;
  const length = request.headers['content-length'];
  return length === undefined ? 0 : Number(length);
}

function begin(response, text) {
  const [status, reason, ...fields] = text.split('\n');
  const headers = new Map();
  for (let i = 0; i < fields.length; i += 2) {
    const name = fields[i].toLowerCase();
    if (HOP.has(name) || name === 'date') continue;
    headers.set(name, [fields[i], headers.has(name) ? [].concat(headers.get(name)[1], fields[i + 1]) : fields[i + 1]]);
  }
  for (const [name, value] of headers.values()) {
    if (name.toLowerCase() === 'set-cookie') response.appendHeader(name, value);
    else response.setHeader(name, value);
  }
  response.statusCode = Number(status);
  response.statusMessage = reason;
}

/** Sends a body on as it comes, no faster than the handler takes it. */
function send(request, call) {
  request.on('data', (chunk) => {
    if (call.write(chunk.buffer, chunk.byteOffset, chunk.byteLength) > 0) request.pause();
  });
  request.on('end', () => call.end());
}

function serve(handler, base, request, response, next) {
  const length = lengthOf(request);
  if (length !== 0 && (request.readableDidRead || request.readableEnded)) {
    next(new codes.CORTADO_BODY_TAKEN());
    return;
  }
  const call = handler.call(bound((name, value) => {
    switch (name) {
      case 'head':
        begin(response, value);
        break;
      case 'data':
        if (!response.write(Buffer.from(new ArrayBuffer(value)))) call.flow(false);
        break;
      case 'end':
        response.end();
        break;
      case 'drain':
        request.resume();
        break;
      default:
        if (response.headersSent) response.destroy();
        else next(new codes.CORTADO_HANDLER_FAILED(value));
    }
  }));
  response.on('drain', () => call.flow(true));
  response.on('close', () => {
    if (!response.writableFinished) call.cancel();
  });
  const target = request.originalUrl ?? request.url;
  const { method } = request;
  call.head(method, `${method} ${target} HTTP/1.1\r\n${linesOf(request)}`, length, request._exchange.connection(), base);
  if (length !== 0) send(request, call);
}

/** The original is a middleware of Express or Connect, (req, res, next). */
function middleware(object) {
  const native = object !== null && typeof object === 'object' ? http.handler(object) : null;
  if (native === null) throw new codes.CORTADO_NO_HANDLER();
  return function javaHandler(request, response, next) {
    serve(native, decodeURI(request.baseUrl ?? ''), request, response, next);
  };
}

/** Answers a request for which the program has mounted a handler. */
function mounted(request, response) {
  const path = http.mountPath(request.url);
  serve(http.mounted(path), path, request, response, (error) => {
    console.error(error);
    response.statusCode = 500;
    response.end();
  });
}

module.exports = { middleware, mounted };
