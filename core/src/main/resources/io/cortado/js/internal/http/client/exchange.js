'use strict';

/** A request on its socket: sending it, reading the response, and what happens when either side goes away. */

const { IncomingMessage } = require('../incoming.js');
const { ResponseParser } = require('./parser.js');

const bound = require('../../errors/bound.js');
const channels = require('../../diagnostics/channels.js');

const MAX_HEADER = 16384;

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
  const parser = new ResponseParser({
    head: (message) => onHead(request, socket, message),
    body: (bytes) => onBody(request, socket, bytes),
    complete: (trailers) => onComplete(request, socket, trailers),
  }, request.maxHeaderSize || MAX_HEADER);
  request[bound.kContext] = bound.snapshot();
  request.socket = socket;
  request.parser = parser;
  socket.parser = parser;
  socket._httpMessage = request;
  socket._hadError = false;
  socket._incoming = null;
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
  try {
    bound.within(request[bound.kContext], () => parser.execute(bytes));
  } catch (error) {
    if (!error.code?.startsWith('HPE_')) throw error;
    error.rawPacket = bytes;
    detach(this);
    this.on('error', () => {});
    this._hadError = true;
    this.destroy();
    emitError(request, error);
    afterClose(this, request);
    return;
  }
  if (parser.upgraded !== null) switchProtocols(this, request, parser.upgraded);
}

/** What `onClose` would have done, for a socket it no longer listens to. */
function afterClose(socket, request) {
  socket.once('close', () => ended(socket, request));
}

function switchProtocols(socket, request, head) {
  const { res } = request;
  const event = request.method === 'CONNECT' ? 'connect' : 'upgrade';
  detach(socket);
  if (request.listenerCount(event) === 0) {
    socket.on('error', () => {});
    afterClose(socket, request);
    socket.destroy();
    return;
  }
  request.upgradeOrConnect = true;
  socket.emit('agentRemove');
  if (socket._readableState) socket._readableState.flowing = null;
  socket.readableFlowing = null;
  request.emit(event, res, socket, head);
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

/** A response has begun. Answers how the parser is to go on. */
function onHead(request, socket, message) {
  if (request.res) {
    // a second response to one request
    socket.destroy();
    return 1;
  }
  const res = makeResponse(request, socket, message);
  if (request.method === 'CONNECT') {
    res.upgrade = true;
    request.res = res;
    return 2;
  }
  const { status } = message;
  if (status === 101 && message.options.includes('upgrade') && hasField(message.fields, 'upgrade')) {
    res.upgrade = true;
    request.res = res;
    return 2;
  }
  if (status >= 100 && status < 200 && status !== 101) {
    socket._incoming = null;
    if (status === 100) request.emit('continue');
    request.emit('information', {
      statusCode: res.statusCode, statusMessage: res.statusMessage, httpVersion: res.httpVersion,
      httpVersionMajor: res.httpVersionMajor, httpVersionMinor: res.httpVersionMinor, headers: res.headers,
      rawHeaders: res.rawHeaders,
    });
    return 1;
  }
  if (request.shouldKeepAlive && !message.keepAlive && request.method !== 'HEAD') request.shouldKeepAlive = false;
  else if (request.method === 'HEAD' && message.options.includes('close')) request.shouldKeepAlive = false;
  request.res = res;
  socket._incoming = res;
  if (channels.clientFinish?.hasSubscribers) channels.clientFinish.publish({ request, response: res });
  res.on('end', onResponseEnd);
  request.on('finish', onRequestFinish);
  if (request.aborted || !request.emit('response', res)) res._dump();
  return request.method === 'HEAD' ? 1 : 0;
}

function hasField(fields, name) {
  for (let i = 0; i < fields.length; i += 2) if (fields[i].toLowerCase() === name) return true;
  return false;
}

function makeResponse(request, socket, message) {
  const res = new IncomingMessage(socket);
  res.httpVersionMajor = message.major;
  res.httpVersionMinor = message.minor;
  res.httpVersion = `${message.major}.${message.minor}`;
  res.statusCode = message.status;
  res.statusMessage = message.text;
  res._joinDuplicates = request.joinDuplicateHeaders;
  const max = request.maxHeadersCount;
  res.rawHeaders = max > 0 ? message.fields.slice(0, max * 2) : message.fields;
  res.req = request;
  Object.defineProperty(res, '_read', { value: () => socket.resume(), configurable: true, writable: true });
  return res;
}

function onBody(request, socket, bytes) {
  const res = socket._incoming;
  if (res === null || res._dumped || res.destroyed) return;
  if (!res.push(bytes)) socket.pause();
}

function onComplete(request, socket, trailers) {
  const res = socket._incoming;
  if (res === null) return;
  socket._incoming = null;
  if (trailers.length > 0) res.rawTrailers = trailers;
  res.complete = true;
  res.push(null);
  socket.resume();
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
    if (!socket.destroyed) socket.emit('free');
  });
}

module.exports = { assign, listenTimeout, setSocketTimeout };
