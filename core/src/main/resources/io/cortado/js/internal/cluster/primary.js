'use strict';

/** `cluster` in the process that starts the others: it keeps the ports that they listen on together. */

const EventEmitter = require('../events/events.js');
const { Worker } = require('./worker.js');
const { Wire } = require('./wire.js');

const SCHED_NONE = 1;
const SCHED_RR = 2;
/** What would have each process wait at the same port for who debugs it. */
const ARGUMENT = /^--(?:inspect|debug)(?:-brk|-port)?(?:=|$)/;

const cluster = new EventEmitter();
const wires = new WeakMap();
/** By what is listened on: the port that is kept, and who listens. */
const places = new Map();
let lastId = 0;

const policies = { none: SCHED_NONE, rr: SCHED_RR };

Object.assign(cluster, {
  isWorker: false,
  isMaster: true,
  isPrimary: true,
  Worker,
  workers: {},
  settings: {},
  SCHED_NONE,
  SCHED_RR,
  // The kernel gives the connections out, whatever this says.
  schedulingPolicy: policies[process.env.NODE_CLUSTER_SCHED_POLICY] ?? SCHED_RR,
  setupPrimary,
  setupMaster: setupPrimary,
  fork,
  disconnect,
});

function setupPrimary(options) {
  const settings = {
    args: process.argv.slice(2),
    exec: process.argv[1],
    execArgv: process.execArgv,
    silent: false,
    ...cluster.settings,
    ...options,
  };
  cluster.settings = settings;
  process.nextTick(() => cluster.emit('setup', settings));
}

function processOf(id, env) {
  const { settings } = cluster;
  const { fork: start } = require('../child-process/child-process.js');
  return start(settings.exec, settings.args, {
    cwd: settings.cwd,
    env: { ...process.env, ...env, NODE_UNIQUE_ID: `${id}` },
    serialization: settings.serialization,
    silent: settings.silent,
    windowsHide: settings.windowsHide,
    execArgv: settings.execArgv.filter((argument) => !ARGUMENT.test(argument)),
    stdio: settings.stdio,
    gid: settings.gid,
    uid: settings.uid,
  });
}

/** Tells those who listen to a worker, then those who listen to all. */
function tell(worker, event, ...args) {
  worker.emit(event, ...args);
  cluster.emit(event, worker, ...args);
}

/** How a worker goes, in two steps whose order is open: what it is then, and what follows. */
const ends = {
  exit: ['dead', (worker) => worker.isConnected() || forget(worker)],
  disconnect: ['disconnected', (worker) => (worker.isDead() ? forget : leavePlaces)(worker)],
};

function fork(env) {
  cluster.setupPrimary();
  const id = ++lastId;
  const child = processOf(id, env);
  const worker = new Worker({ id, process: child });
  worker.on('message', function (message, handle) {
    cluster.emit('message', this, message, handle);
  });
  for (const [event, [state, follow]] of Object.entries(ends)) {
    child.once(event, (...args) => {
      follow(worker);
      Object.assign(worker, { exitedAfterDisconnect: Boolean(worker.exitedAfterDisconnect), state });
      tell(worker, event, ...args);
    });
  }
  wires.set(worker, new Wire(child, (message, answer) => requests[message.act]?.(worker, message, answer)));
  process.nextTick(() => cluster.emit('fork', worker));
  cluster.workers[worker.id] = worker;
  return worker;
}

/** What a worker asks for or tells, by its word. */
const requests = {
  online: (worker) => tell(worker, 'online'),
  listening(worker, { address, port, addressType, fd }) {
    worker.state = 'listening';
    tell(worker, 'listening', { addressType, address, port, fd });
  },
  exitedAfterDisconnect(worker, message, answer) {
    worker.exitedAfterDisconnect = true;
    answer({});
  },
  /** A worker wants to listen: the port is taken here, so that it stays this cluster's whoever ends. */
  share(worker, { address, port, number }, answer) {
    // Port 0 is another one for each server of a worker, and the same one for all workers.
    const key = `${address}:${port}:${number}`;
    let place = places.get(key);
    if (place === undefined) {
      const kept = internalBinding('net').reserve(address ?? '', port);
      if (typeof kept === 'number') {
        answer({ errno: kept });
        return;
      }
      place = { kept, workers: new Set() };
      places.set(key, place);
    }
    place.workers.add(worker);
    answer({ key, port: place.kept.port() });
  },
  close(worker, { key }) {
    leave(worker, key);
  },
};

function leave(worker, key) {
  const place = places.get(key);
  if (place === undefined || !place.workers.delete(worker) || place.workers.size > 0) return;
  place.kept.close();
  places.delete(key);
}

function leavePlaces(worker) {
  for (const key of [...places.keys()]) leave(worker, key);
}

function forget(worker) {
  leavePlaces(worker);
  delete cluster.workers[worker.id];
  if (Object.keys(cluster.workers).length === 0) cluster.emit(kEmpty);
}

/** The last worker is gone. */
const kEmpty = Symbol('empty');

function disconnect(callback) {
  const workers = Object.values(cluster.workers);
  if (workers.length === 0) process.nextTick(() => cluster.emit(kEmpty));
  for (const worker of workers) if (worker.isConnected()) worker.disconnect();
  if (typeof callback === 'function') cluster.once(kEmpty, callback);
}

Worker.prototype.disconnect = function () {
  this.exitedAfterDisconnect = true;
  wires.get(this).say({ act: 'disconnect' });
  forget(this);
  return this;
};

Worker.prototype.destroy = function (signal) {
  this.process.kill(signal || 'SIGTERM');
};

module.exports = { cluster };
