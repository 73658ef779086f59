'use strict';

/** Node's `cluster`: this process is always the primary; more loops come from `--workers`. */

const EventEmitter = require('../internal/events/events.js');
const { unsupported } = require('../internal/errors/errors.js');

const cluster = new EventEmitter();

class Worker extends EventEmitter {
  constructor() {
    super();
    throw unsupported('cluster.Worker', 'start Cortado with --workers N');
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
    throw unsupported('cluster.fork', 'start Cortado with --workers N, which runs N loops in one process');
  },
});

module.exports = cluster;
