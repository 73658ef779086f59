'use strict';

const errors = require('../errors');
const { isNodeShuttingDown, isStateChange } = require('../retry');
const { Pool } = require('../wire/pool');
const { Monitor } = require('./monitor');
const { ServerDescription, compareVersions } = require('./server-description');

/** One server: its description, the connections to it and what watches it. */
class Server {
  constructor(topology, description) {
    this.topology = topology;
    this.client = topology.client;
    this.description = description;
    this.hostAddress = description.hostAddress;
    this.operationCount = 0;
    this.closed = false;
    this.pool = new Pool(this, this.hostAddress);
    this.monitor = topology.loadBalanced ? undefined : new Monitor(this, this.hostAddress);
  }

  get name() {
    return this.description.address;
  }

  /** Whether a write may be sent a second time: the server knows by its number that it has seen it. */
  get retriesWrites() {
    const { logicalSessionTimeoutMinutes, type } = this.description;
    return logicalSessionTimeoutMinutes != null && type !== 'Standalone';
  }

  connect() {
    this.monitor?.start();
  }

  requestCheck() {
    this.monitor?.requestCheck();
  }

  /** A greeting of the server. */
  heard(hello, times) {
    this.topology.updated(new ServerDescription(this.hostAddress, hello, times));
  }

  /** The server is in such trouble that nothing is known of it. */
  lost(error) {
    if (this.topology.loadBalanced) return;
    if (error instanceof errors.MongoNetworkError && !(error instanceof errors.MongoNetworkTimeoutError)) {
      this.monitor.reset();
    }
    this.topology.updated(new ServerDescription(this.hostAddress, undefined, { error }));
  }

  #isOld(error) {
    const { connectionGeneration, topologyVersion } = error;
    return (connectionGeneration && connectionGeneration < this.pool.generation)
      || compareVersions(this.description.topologyVersion, topologyVersion) >= 0;
  }

  /** Draws the conclusions about the server from the failure of a command or a connection. */
  failed(error) {
    if (!(error instanceof errors.MongoError) || this.#isOld(error)) return;
    if (isStateChange(error) || error instanceof errors.MongoParseError) {
      if (this.topology.loadBalanced) return;
      if (isNodeShuttingDown(error)) error.addErrorLabel('ResetPool');
      this.lost(error);
      queueMicrotask(() => this.requestCheck());
      return;
    }
    const network = error instanceof errors.MongoNetworkError
      && (!(error instanceof errors.MongoNetworkTimeoutError) || error.beforeHandshake);
    if (!network && !error.hasErrorLabel('HandshakeError')) return;
    if (error.hasErrorLabel('SystemOverloadedError') || this.topology.loadBalanced) return;
    error.addErrorLabel('ResetPool');
    this.lost(error);
  }

  close() {
    if (this.closed) return;
    this.closed = true;
    this.monitor?.close();
    this.pool.close();
  }
}

module.exports = { Server };
