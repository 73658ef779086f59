'use strict';

// Tells when a request or response is over: ended, or its socket gone. Keeps one listener set per message in
// `msg.__onFinished`, the name other middleware shares.

// Loaded when first needed: most apps never do, and every file counts at a start.
let asyncHooks;

/**
 * Whether a message is over.
 * @returns {boolean|undefined} undefined when it cannot be known
 */
function isFinished(msg) {
  const { socket } = msg;
  const isSent = typeof msg.writableEnded === 'boolean' ? msg.writableEnded : msg.finished;
  if (typeof isSent === 'boolean') return isSent || Boolean(socket && !socket.writable);
  if (typeof msg.complete !== 'boolean') return undefined;
  const isComing = socket && socket.readable && !msg.upgrade;
  return !isComing || (msg.complete && !msg.readable);
}

function attach(msg, callback) {
  let finished = false;
  let socket = null;

  function finish(error) {
    msg.removeListener('end', done);
    msg.removeListener('finish', done);
    msg.removeListener('socket', onSocket);
    if (socket !== null) {
      socket.removeListener('error', finish);
      socket.removeListener('close', done);
    }
    if (finished) return;
    finished = true;
    callback(error);
  }

  function done() {
    finish(null);
  }

  function onSocket(assigned) {
    msg.removeListener('socket', onSocket);
    if (finished || socket !== null) return;
    socket = assigned;
    socket.on('error', finish);
    socket.on('close', done);
  }

  msg.on('end', done);
  msg.on('finish', done);
  if (msg.socket) {
    onSocket(msg.socket);
    return;
  }
  msg.on('socket', onSocket);
  if (msg.socket === undefined && typeof msg.assignSocket === 'function') {
    const assignSocket = msg.assignSocket;
    msg.assignSocket = function (assigned) {
      assignSocket.call(this, assigned);
      onSocket(assigned);
    };
  }
}

function listenersOf(msg) {
  const existing = msg.__onFinished;
  if (existing && existing.queue) return existing;
  function listener(error) {
    if (msg.__onFinished === listener) msg.__onFinished = null;
    const queue = listener.queue;
    if (!queue) return;
    listener.queue = null;
    for (let i = 0; i < queue.length; i++) queue[i](error, msg);
  }
  listener.queue = [];
  msg.__onFinished = listener;
  attach(msg, listener);
  return listener;
}

/** Calls `listener(error, msg)` once the message is over, in the async context of this call. */
function onFinished(msg, listener) {
  if (isFinished(msg) !== false) {
    setImmediate(listener, null, msg);
    return msg;
  }
  asyncHooks ??= require('node:async_hooks');
  const resource = new asyncHooks.AsyncResource(listener.name || 'bound-anonymous-fn');
  listenersOf(msg).queue.push(resource.runInAsyncScope.bind(resource, listener, null));
  return msg;
}

module.exports = { onFinished, isFinished };
