'use strict';

/** Node's `cluster`: this process is always the primary; several processes, or several apps in a Java program, are more. */

const EventEmitter = require('../internal/events/events.js');
const { unsupported } = require('../internal/errors/errors.js');

const cluster = new EventEmitter();

class Worker extends EventEmitter {
  constructor() {
    super();
    throw unsupported('cluster.Worker', 'start several processes behind a proxy, or several apps from a Java program');
  }
}

Object.assign(cluster, {
  isWorker: false,
  isMaster: true,
  isPrimary: true,
  Worker,
  workers: {},
  settings: {},
  SCHED_NONE: 1,
  SCHED_RR: 2,
  schedulingPolicy: 2,
  setupPrimary(options) {
    Object.assign(cluster.settings, options);
  },
  setupMaster(options) {
    Object.assign(cluster.settings, options);
  },
  disconnect(callback) {
    if (callback) process.nextTick(callback);
  },
  fork() {
    throw unsupported('cluster.fork', 'start several processes behind a proxy, or several apps from a Java program');
  },
});

module.exports = cluster;
