'use strict';

/** A request on its socket: sending it, reading the response, and what happens when either side goes away. */

const { ResponseParser } = require('./response.js');
const bound = require('../../errors/bound.js');
const channels = require('../../diagnostics/channels.js');

function resetError(message) {
  return Object.assign(new Error(message), { code: 'ECONNRESET' });
}

/** Gives a request the socket it waited for, or ends one that was destroyed meanwhile. */
function assign(request, socket, error) {
  if (request.destroyed || error) {
    const reason = request._error ?? error;
    if (socket) giveBack(request, socket, reason);
    // Nothing was on its way yet: to abort it is no error.
    if (reason || !request.aborted) emitError(request, reason ?? resetError('socket hang up'));
    request.destroyed = true;
    request._closed = true;
    request.emit('close');
    return;
  }
  attach(request, socket);
  request._flush();
}

function emitError(request, error) {
  if (channels.clientError?.hasSubscribers) channels.clientError.publish({ request, error });
  request.emit('error', error);
}

/** An unused socket may serve the next request. */
function giveBack(request, socket, error) {
  if (!error && request.agent && !socket.destroyed) {
    socket.emit('free');
  } else {
    // The request tells of the error.
    socket.on('error', () => {});
    socket.destroy(error ?? undefined);
  }
}

function attach(request, socket) {
  const parser = new ResponseParser(request, socket, onResponse);
  request[bound.kContext] = bound.snapshot();
  request.socket = socket;
  request.parser = parser;
  socket.parser = parser;
  socket._httpMessage = request;
  socket._hadError = false;
  socket.on('error', onError);
  socket.on('data', onData);
  socket.on('end', onEnd);
  socket.on('close', onClose);
  socket.on('drain', onDrain);
  if (request.timeout !== undefined || request.agent?.options?.timeout) listenTimeout(request);
  if (request.timeout !== undefined) setSocketTimeout(socket, request.timeout);
  request.emit('socket', socket);
}

/** The socket belongs to someone else from here on. */
function detach(socket) {
  socket.removeListener('error', onError);
  socket.removeListener('data', onData);
  socket.removeListener('end', onEnd);
  socket.removeListener('close', onClose);
  socket.removeListener('drain', onDrain);
  const request = socket._httpMessage;
  if (request?.timeoutCb) socket.removeListener('timeout', request.timeoutCb);
  socket.parser = null;
  if (request) request.parser = null;
}

function setSocketTimeout(socket, msecs) {
  if (socket.connecting) socket.once('connect', () => socket.setTimeout(msecs));
  else socket.setTimeout(msecs);
}

function listenTimeout(request) {
  if (request.timeoutCb) return;
  request.timeoutCb = () => request.emit('timeout');
  if (request.socket) request.socket.on('timeout', request.timeoutCb);
  else request.on('socket', (socket) => socket.on('timeout', request.timeoutCb));
}

function onDrain() {
  const request = this._httpMessage;
  if (request && !request.finished && request._needDrain) {
    request._needDrain = false;
    request.emit('drain');
  }
}

function onData(bytes) {
  const { parser } = this;
  const request = this._httpMessage;
  const result = bound.within(request[bound.kContext], () => parser.execute(bytes));
  if (result instanceof Error) {
    leave(this, request);
    this.destroy();
    this._hadError = true;
    emitError(request, result);
  } else if (result !== undefined) {
    switchProtocols(this, request, result);
  }
}

/** Nothing more is read for the request. */
function leave(socket, request) {
  socket.parser = null;
  request.parser = null;
  socket.removeListener('data', onData);
  socket.removeListener('end', onEnd);
}

function switchProtocols(socket, request, head) {
  const event = request.method === 'CONNECT' ? 'connect' : 'upgrade';
  if (request.listenerCount(event) === 0) {
    leave(socket, request);
    request.destroy();
    return;
  }
  detach(socket);
  socket._httpMessage = null;
  request.upgradeOrConnect = true;
  socket.emit('agentRemove');
  if (socket._readableState) socket._readableState.flowing = null;
  socket.readableFlowing = null;
  request.emit(event, request.res, socket, head);
  request.destroyed = true;
  request._closed = true;
  request.emit('close');
}

function onError(error) {
  const request = this._httpMessage;
  if (request) {
    this._hadError = true;
    request._errored = error;
    emitError(request, error);
  }
  this.removeListener('data', onData);
  this.removeListener('end', onEnd);
  this.destroy();
}

function onEnd() {
  const request = this._httpMessage;
  if (!request.res && !this._hadError) {
    this._hadError = true;
    emitError(request, resetError('socket hang up'));
  }
  this.parser?.finish();
  this.destroy();
}

function onClose() {
  const request = this._httpMessage;
  this.parser?.finish();
  detach(this);
  ended(this, request);
}

function ended(socket, request) {
  const { res } = request;
  request.destroyed = true;
  if (res) {
    if (!res.complete) res.destroy(resetError('aborted'));
    request._closed = true;
    request.emit('close');
    if (!res.aborted && res.readable) res.push(null);
  } else {
    if (!socket._hadError) {
      socket._hadError = true;
      emitError(request, resetError('socket hang up'));
    }
    request._closed = true;
    request.emit('close');
  }
  request.outputData.length = 0;
}

function onResponse(res) {
  res.on('end', onResponseEnd);
  res.req.on('finish', onRequestFinish);
}

function onResponseEnd() {
  const request = this.req;
  const { socket } = request;
  request._ended = true;
  if (!request.shouldKeepAlive) {
    if (socket.writable) socket.destroySoon();
  } else if (request.writableFinished && !this.aborted) {
    keepAlive(request);
  }
}

function onRequestFinish() {
  if (this.shouldKeepAlive && this._ended) keepAlive(this);
}

/** Both directions are done with: the socket goes back to the agent. */
function keepAlive(request) {
  const { socket } = request;
  if (request._kept) return;
  request._kept = true;
  detach(socket);
  request.destroyed = true;
  process.nextTick(() => {
    request._closed = true;
    request.emit('close');
    socket.emit('free');
  });
}

module.exports = { assign, listenTimeout, setSocketTimeout };
