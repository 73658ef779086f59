'use strict';

// What Java calls with a request: its objects are made, and the server is told. This runs for every request, so it
// makes few calls; everything that most requests do not need has its own function.

const tick = require('../../task/tick.js');
const channels = require('../../diagnostics/channels.js');
const { serverSide, IncomingMessage, init: initIncoming, dispatching } = require('../incoming.js');
const { ServerResponse, suitRequest } = require('./response.js');
const { abortIncoming, closeResponse } = require('./finishing.js');
const { state } = tick;
// Gives responses their quick way.
require('./reply.js');

serverSide.socketOf = (connection) => require('./socket.js').socketOf(connection);

const PROTOTYPES = Symbol.for('cortado.http.prototypes');

// What Java says of a head beside its first line.
const HTTP_1_0 = 1;
const EXPECTS_CONTINUE = 2;
const EXPECTS_OTHER = 4;
const UPGRADE = 8;
const MORE = 16;
const HTTP_2 = 64;
/** A program's own handler answers it; the app does not see it. */
const MOUNTED = 128;
/** Of a request beyond maxRequestsPerSocket. */
const DROPPED = 32;

// A constructor whose instances have the app's own prototypes from the start: changing them later costs far more.
function makersFor(server) {
  const wanted = server[PROTOTYPES];
  const known = server._makers;
  if (known !== null && known.wanted === wanted) return known;
  const custom = server._IncomingMessage !== IncomingMessage || server._ServerResponse !== ServerResponse;
  // The fields that every request reads or writes; the others have their first values in the prototypes.
  function Request(exchange, method, url, minor) {
    this._exchange = exchange;
    this._events = undefined;
    this._streaming = false;
    this._outgoing = null;
    this._server = server;
    this.httpVersionMajor = 1;
    this.httpVersionMinor = minor;
    this.httpVersion = minor === 1 ? '1.1' : '1.0';
    this.aborted = false;
    this.upgrade = false;
    this.url = url;
    this.method = method;
    this.statusCode = null;
    this.statusMessage = null;
  }
  function Response(request, exchange) {
    this._exchange = exchange;
    this._events = undefined;
    this._head = null;
    this._queue = null;
    this._keepAliveTimeout = server.keepAliveTimeout;
    this.req = request;
    this.finished = false;
    this.destroyed = false;
  }
  const prototypes = wanted || server._prototypes;
  Request.prototype = prototypes ? prototypes.request : IncomingMessage.prototype;
  Response.prototype = prototypes ? prototypes.response : ServerResponse.prototype;
  server._makers = { wanted, custom, Request, Response };
  return server._makers;
}

function makeCustom(server, exchange, method, url, minor) {
  const request = new server._IncomingMessage(undefined);
  initIncoming(request, exchange, method, url, minor);
  request.upgrade = false;
  request._server = server;
  return request;
}

function makeCustomResponse(server, request, exchange) {
  const response = new server._ServerResponse(request, server._options);
  response._exchange = exchange;
  response._keepAliveTimeout = server.keepAliveTimeout;
  return response;
}

function onRequest(server, exchange, method, url, flags, previous) {
  if (state.depth++ === 0 && state.asyncContext !== null) state.asyncContext.clear();
  let makers = server._makers;
  if (makers === null || makers.wanted !== server[PROTOTYPES]) makers = makersFor(server);
  let request;
  let response;
  if (makers.custom) {
    request = makeCustom(server, exchange, method, url, flags & HTTP_1_0 ? 0 : 1);
    response = makeCustomResponse(server, request, exchange);
  } else {
    request = new makers.Request(exchange, method, url, flags & HTTP_1_0 ? 0 : 1);
    response = new makers.Response(request, exchange);
  }
  request._outgoing = response;
  let odd = flags & ~MORE;
  if (odd !== 0 || previous !== null || method === 'HEAD' || server._special || server.maxHeadersCount > 0 || server.maxRequestsPerSocket > 0) {
    odd = prepare(server, exchange, request, response, odd, previous);
  }
  const outer = dispatching.request;
  dispatching.request = request;
  try {
    const context = state.asyncContext;
    if (context !== null) context.run(odd & UPGRADE ? undefined : server._snapshot, () => dispatchInContext(server, request, response, odd));
    else if (odd !== 0 || server.timeout > 0 || channels.serverStart?.hasSubscribers) dispatch(server, request, response, odd);
    else server.emit('request', request, response);
  } catch (error) {
    tick.uncaught(error);
  }
  dispatching.request = outer;
  if (flags & MORE) exchange.goOn(response);
  if (state.depth === 1 && state.head < state.tail) tick.drainTicks();
  if (--state.depth === 0 && state.asyncContext !== null) state.asyncContext.clear();
  return response;
}

/** What only some requests, or the requests of some servers, need; answers what is still odd about the request. */
function prepare(server, exchange, request, response, flags, previous) {
  let odd = flags & ~(HTTP_1_0 | HTTP_2);
  if (flags & HTTP_2) {
    require('../../http2/compat.js').suit(request);
    if (server.listenerCount('stream') > 0) odd |= HTTP_2;
  }
  if (server.maxHeadersCount > 0) request._maxHeaders = server.maxHeadersCount;
  if (server._options.joinDuplicateHeaders) request._joinDuplicates = true;
  suitRequest(response, request);
  if (flags & HTTP_1_0) response.shouldKeepAlive = exchange.keepAlive();
  if (server._options.rejectNonStandardBodyWrites) response._rejectBody = true;
  if (server._unique !== null) response._unique = server._unique;
  if (server._highWaterMark) response._highWaterMark = server._highWaterMark;
  if (previous !== null && !previous._flushed) {
    previous._next = response;
    response._queue = [];
    response.outputData = [];
  }
  if (server.maxRequestsPerSocket > 0 && limitRequests(server, exchange, response)) odd |= DROPPED;
  return odd;
}

function limitRequests(server, exchange, response) {
  const count = exchange.connection().requests();
  response._maxRequestsPerSocket = server.maxRequestsPerSocket;
  response.maxRequestsOnConnectionReached = count >= server.maxRequestsPerSocket;
  return count > server.maxRequestsPerSocket;
}

function dispatchInContext(server, request, response, odd) {
  if (state.handling === null) dispatch(server, request, response, odd);
  else state.handling.run(request, dispatch, server, request, response, odd);
}

function dispatch(server, request, response, odd) {
  if (odd & MOUNTED) {
    require('../../java/handler.js').mounted(request, response);
    return;
  }
  if (odd & HTTP_2) require('../../http2/compat.js').announce(server, request, response);
  if (odd & UPGRADE) {
    const event = request.method === 'CONNECT' ? 'connect' : 'upgrade';
    if (server.listenerCount(event) > 0) {
      request.upgrade = true;
      const [socket, head] = require('./socket.js').rawSocketOf(request._exchange.connection());
      request._socket = socket;
      server.emit(event, request, socket, head);
      return;
    }
    if (event === 'connect') {
      request.socket.destroy();
      return;
    }
  }
  if (channels.serverStart?.hasSubscribers) {
    channels.serverStart.publish({ request, response, socket: request.socket, server });
  }
  if (odd & DROPPED) {
    server.emit('dropRequest', request, request.socket);
    response.writeHead(503);
    response.end();
    return;
  }
  if (server.timeout > 0 && request.socket.timeout !== server.timeout) request.socket.setTimeout(server.timeout);
  if (odd & EXPECTS_CONTINUE) {
    response._expect_continue = true;
    if (server.listenerCount('checkContinue') > 0) {
      server.emit('checkContinue', request, response);
      return;
    }
    response.writeContinue();
  } else if (odd & EXPECTS_OTHER) {
    if (server.listenerCount('checkExpectation') > 0) {
      server.emit('checkExpectation', request, response);
    } else {
      response.writeHead(417);
      response.end();
    }
    return;
  }
  server.emit('request', request, response);
}

/** A handler was ended from outside: nobody is going to answer its request. */
function onInterrupted() {
  const request = state.handling?.get() ?? dispatching.request;
  dispatching.request = null;
  const response = request?._outgoing;
  if (!response || response.finished || response._closed) return;
  request._exchange.abandon();
  abortIncoming(request);
  closeResponse(response);
}

tick.setInterruptedHandler(onInterrupted);

module.exports = { PROTOTYPES, onRequest };
