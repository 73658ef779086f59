'use strict';

/** Node's `worker_threads`: this is always the main thread; channels work within it, workers do not start. */

const EventEmitter = require('../internal/events/events.js');
const { codes, unsupported } = require('../internal/errors/errors.js');

const environment = new Map();
const untransferable = new WeakSet();
const uncloneable = new WeakSet();

class Worker extends EventEmitter {
  constructor() {
    super();
    throw unsupported('worker_threads.Worker', 'move the work to Java: offload of java:cortado runs a method on a thread of its own');
  }
}

function receiveMessageOnPort(port) {
  if (!(port instanceof MessagePort)) throw new codes.ERR_INVALID_ARG_TYPE('port', 'MessagePort', port);
  const message = port.take();
  return message === undefined ? undefined : { message: message.data };
}

module.exports = {
  isMainThread: true,
  isInternalThread: false,
  parentPort: null,
  workerData: null,
  threadId: 0,
  resourceLimits: {},
  SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'),
  Worker,
  receiveMessageOnPort,
  markAsUntransferable(value) {
    if (value !== null && typeof value === 'object') untransferable.add(value);
  },
  isMarkedAsUntransferable: (value) => value !== null && typeof value === 'object' && untransferable.has(value),
  markAsUncloneable(value) {
    if (value !== null && typeof value === 'object') uncloneable.add(value);
  },
  moveMessagePortToContext(port) {
    return port;
  },
  getEnvironmentData: (key) => environment.get(key),
  setEnvironmentData(key, value) {
    if (value === undefined) environment.delete(key);
    else environment.set(key, value);
  },
  async postMessageToThread() {
    throw unsupported('worker_threads.postMessageToThread', 'there are no other threads');
  },
};
for (const name of ['MessageChannel', 'MessagePort', 'BroadcastChannel']) {
  Object.defineProperty(module.exports, name, { configurable: true, enumerable: true, get: () => globalThis[name] });
}
