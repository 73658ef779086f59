'use strict';

/** `cluster` in a process that a primary has started. */

const EventEmitter = require('../events/events.js');
const { seen } = require('../task/tick.js');
const { Worker } = require('./worker.js');
const { Wire } = require('./wire.js');

const cluster = new EventEmitter();
/** The servers that listen together with those of other workers, by the primary's name of the place. */
const servers = new Map();
/** How many servers have asked for an address. */
const asked = new Map();
let worker;
let wire;

Object.assign(cluster, { isWorker: true, isMaster: false, isPrimary: false, worker: null, Worker });

/** Before the app runs. */
function setup() {
  worker = new Worker({ id: +process.env.NODE_UNIQUE_ID | 0, process, state: 'online' });
  delete process.env.NODE_UNIQUE_ID;
  cluster.worker = worker;
  process.once('disconnect', () => {
    worker.emit('disconnect');
    // Without its primary a worker has nobody who would end it.
    if (!worker.exitedAfterDisconnect) process.exit(0);
  });
  wire = new Wire(process, (message) => {
    if (message.act === 'disconnect') leave(worker, true);
  });
  seen.share = share;
  wire.say({ act: 'online' });
}

/**
 * A server is about to listen. The primary says on which port, at which it and all workers are then.
 *
 * @param listen is called with a negative errno, or with 0 and the port
 */
function share(server, { address, port, addressType }, listen) {
  const place = `${address}:${port}`;
  const number = asked.get(place) ?? 0;
  asked.set(place, number + 1);
  const kept = keepAlive();
  wire.say({ act: 'share', address, port, number }, (answer) => {
    clearInterval(kept);
    if (answer.errno !== undefined) {
      listen(answer.errno, port);
      return;
    }
    internalBinding('net').share(answer.port);
    servers.set(answer.key, server);
    server.once('close', () => {
      if (servers.get(answer.key) !== server) return;
      servers.delete(answer.key);
      asked.set(place, asked.get(place) - 1);
      wire.say({ act: 'close', key: answer.key });
    });
    server.once('listening', () => {
      wire.say({ act: 'listening', address, port: server.address().port, addressType, fd: undefined });
    });
    listen(0, answer.port);
  });
}

/** Until the answer is here the process must not end. */
const keepAlive = () => setInterval(() => {}, 2 ** 30);

/** Listens no more, and leaves the primary when that is so. */
function leave(self, primaryKnows = false) {
  if (self.state === 'disconnecting' || self.state === 'destroying') return;
  self.state = 'disconnecting';
  self.exitedAfterDisconnect = true;
  const end = () => {
    if (process.connected) process.disconnect();
  };
  for (const server of [...servers.values()]) server.close();
  servers.clear();
  if (primaryKnows) end();
  else wire.say({ act: 'exitedAfterDisconnect' }, end);
}

Worker.prototype.disconnect = function () {
  leave(this);
  return this;
};

/** Ends this process, once the primary knows that it is meant to end. */
function destroy(self) {
  const end = () => process.exit(0);
  self.exitedAfterDisconnect = true;
  if (!self.isConnected()) end();
  self.state = 'destroying';
  process.once('disconnect', end);
  wire.say({ act: 'exitedAfterDisconnect' }, () => process.disconnect());
}

Worker.prototype.destroy = function () {
  if (this.state !== 'destroying') destroy(this);
};

module.exports = { cluster, setup };
