'use strict';

// How a response ends: finish, close, and the turn of the next one on its connection; or a connection that is gone.

const EventEmitter = require('../../events/events.js');
const { state, later } = require('../../task/tick.js');
const channels = require('../../diagnostics/channels.js');
const { codes } = require('../common.js');
const { collectorAborted, connectionReset } = require('../incoming.js');

const { emit } = EventEmitter.prototype;

/** Whether anybody can tell that a message emits: a listener, or who put something in the place of `emit`. */
function isHeard(message) {
  return message._events !== undefined || message.emit !== emit;
}

/** It is this response's turn to write. */
function takeTurn(response) {
  const queue = response._queue;
  response._queue = null;
  if (response._closed || response._exchange === null) return;
  if (response._events !== undefined) response.emit('socket', response.socket);
  response.outputData = [];
  response.outputSize = 0;
  for (const [send, chunk, encoding, callback] of queue) send.call(response, chunk, encoding, callback);
  if (queue.length > 0 && response._needDrain && !response.finished && response._exchange.pendingBytes() === 0) {
    response._needDrain = false;
    response.emit('drain');
  }
}

/** What happens when the kernel has taken all is the affair of who wrote last. */
function remember(response) {
  const context = state.asyncContext;
  if (context !== null) response._snapshot = context.capture();
}

function ended(response, flushed) {
  if (isHeard(response)) response.emit('prefinish');
  if (flushed) later(finishNow, response);
  else remember(response);
}

/** Everything is with the kernel: the next response's turn, finish, then close one tick later, as in Node. */
function finishNow(response) {
  if (response._flushed || response._closed) return;
  response._flushed = true;
  const waiting = response._waiting;
  if (waiting !== null) {
    response._waiting = null;
    for (const callback of waiting) callback();
  }
  const request = response.req;
  if (channels.serverFinish?.hasSubscribers) {
    const { socket } = request;
    channels.serverFinish.publish({ request, response, socket, server: socket.server });
  }
  request._responded = true;
  // As isHeard says, without a call: this runs for every response.
  if (request._streaming || request._events !== undefined || request.emit !== emit) endRequest(request);
  response._detached = true;
  const heard = response._events !== undefined || response.emit !== emit;
  const socket = response._socket ?? request._socket ?? (response._last ? response._exchange.connection().socket() : null);
  const next = response._next;
  if (!heard && next === null && !socket && state.head === state.tail) {
    // Nobody is told of finish and close, and nothing runs between the two.
    response._closed = true;
    response.destroyed = true;
    if (channels.serverOver !== null) channels.serverOver(response);
    return;
  }
  later(closeNow, response);
  if (socket) leaveSocket(response, socket);
  if (next !== null) {
    response._next = null;
    takeTurn(next);
  }
  if (isHeard(response)) response.emit('finish');
}

function leaveSocket(response, socket) {
  response._socket = null;
  if (socket._httpMessage === response) socket._httpMessage = null;
  if (socket.timeout > 0) socket.setTimeout?.(socket.server?.timeout || 0);
  if (response._last) socket.destroySoon?.();
}

function endRequest(request) {
  // Who has just begun to listen gets it all the same.
  if (!request._consuming && !(request._streaming && request._readableState.flowing)) request._dump();
  if (request.readableEnded) request.destroy();
  else request.on('end', destroyRequest);
}

function destroyRequest() {
  if (!this.destroyed) this.destroy();
}

function closeNow(response) {
  if (response._closed) return;
  response._closed = true;
  response.destroyed = true;
  if (channels.serverOver !== null) channels.serverOver(response);
  if (isHeard(response)) response.emit('close');
}

/** The kernel has taken what was waiting. */
function drained(response) {
  const waiting = response._waiting;
  if (waiting !== null) {
    response._waiting = null;
    for (const callback of waiting) callback();
  }
  if (response._needDrain) {
    response._needDrain = false;
    response.emit('drain');
  }
}

/** The connection is gone before the request or its response was over. */
function abortIncoming(request) {
  if (!request._streaming && request._events === undefined && request.emit === emit && request._collector === null
    && request._exchange !== null && !Object.hasOwn(request, 'destroy')) {
    // Nobody is told: whoever looks finds it as it would be after that.
    request.aborted = true;
    request._cut = true;
    return;
  }
  const received = request._collector === null || request._exchange === null ? 0 : request._exchange.waiting();
  if (!request.destroyed) request.destroy(connectionReset());
  if (request._collector !== null) collectorAborted(request, received);
}

/** Whatever was under way on a connection has failed. */
function abandonAll(connection) {
  const responses = Array.from(connection.takeResponses());
  for (const response of responses) abortIncoming(response.req);
  if (responses.length > 0) closeResponse(responses[0]);
}

function closeResponse(response) {
  if (response._closed) return;
  response._detached = true;
  response.destroyed = true;
  response._closed = true;
  if (channels.serverOver !== null) channels.serverOver(response);
  const waiting = response._waiting;
  response._waiting = null;
  if (waiting !== null) for (const callback of waiting) callback(new (codes().ERR_STREAM_DESTROYED)('write'));
  if (isHeard(response)) response.emit('close');
}

module.exports = { abandonAll, remember, ended, finishNow, drained, abortIncoming, closeResponse };
