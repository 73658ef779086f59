'use strict';

/** `cluster.Worker`: a process of a cluster, as the primary and as the process itself has it. */

const EventEmitter = require('../events/events.js');

function Worker(options) {
  if (!(this instanceof Worker)) return new Worker(options);
  EventEmitter.call(this);
  const { process: own, id, state } = options ?? {};
  this.exitedAfterDisconnect = undefined;
  this.state = state || 'none';
  this.id = id | 0;
  if (own) {
    this.process = own;
    own.on('error', (...args) => this.emit('error', ...args));
    own.on('message', (message, handle) => this.emit('message', message, handle));
  }
}

Object.setPrototypeOf(Worker.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Worker, EventEmitter);

/** What is asked of a worker, and who answers. */
const answers = {
  kill: (worker, args) => worker.destroy(...args),
  send: ({ process: own }, args) => own.send(...args),
  isDead: ({ process: own }) => [own.exitCode, own.signalCode].some((end) => end !== null && end !== undefined),
  isConnected: ({ process: own }) => own.connected,
};
for (const [name, answer] of Object.entries(answers)) {
  Worker.prototype[name] = function (...args) {
    return answer(this, args);
  };
}

module.exports = { Worker };
