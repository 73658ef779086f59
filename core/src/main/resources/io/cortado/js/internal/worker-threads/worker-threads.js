'use strict';

/** Node's `worker_threads`. */

const { stamp, unsupported } = require('../errors/errors.js');
const cloneable = require('../util/cloneable.js');
const data = require('./data.js');
const binding = internalBinding('worker');

const isMainThread = binding.id() === 0;
/** What a thread that is not the main one has been given. */
const seat = isMainThread ? { parentPort: null, workerData: null, limits: {}, name: '' } : require('./inside.js');

function receiveMessageOnPort(port) {
  if (!require('../web/messaging.js').isEnd(port)) {
    throw stamp(new TypeError('The "port" argument must be a MessagePort instance'), 'ERR_INVALID_ARG_TYPE', receiveMessageOnPort);
  }
  return require('../web/messaging.js').take(port);
}

function moveMessagePortToContext(...args) {
  const [port, context] = args;
  if (!(port instanceof MessagePort)) {
    throw stamp(new TypeError('The "port" argument must be a MessagePort instance'), 'ERR_INVALID_ARG_TYPE', moveMessagePortToContext);
  }
  if (!require('vm').isContext(context ?? {})) {
    throw stamp(new TypeError('Invalid context argument'), 'ERR_INVALID_ARG_TYPE', moveMessagePortToContext);
  }
  throw unsupported('worker_threads.moveMessagePortToContext', 'listen on the port here, and give the context functions that post to it');
}

module.exports = {
  isMainThread,
  markAsUntransferable: cloneable.markAsUntransferable,
  isMarkedAsUntransferable: cloneable.isMarkedAsUntransferable,
  moveMessagePortToContext,
  receiveMessageOnPort,
  resourceLimits: seat.limits,
  postMessageToThread: (...args) => require('./door.js').postMessageToThread(...args),
  threadId: binding.id(),
  threadName: seat.name,
  SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'),
  parentPort: seat.parentPort,
  workerData: seat.workerData,
  setEnvironmentData: data.set,
  getEnvironmentData: data.get,
  isInternalThread: false,
  markAsUncloneable: cloneable.markAsUncloneable,
};
Object.defineProperty(module.exports.postMessageToThread, 'length', { value: 4 });
for (const name of ['MessageChannel', 'MessagePort', 'BroadcastChannel']) {
  Object.defineProperty(module.exports, name, { configurable: true, enumerable: true, get: () => globalThis[name] });
}
Object.defineProperty(module.exports, 'Worker', {
  configurable: true, enumerable: true, get: () => require('./worker.js').Worker,
});
