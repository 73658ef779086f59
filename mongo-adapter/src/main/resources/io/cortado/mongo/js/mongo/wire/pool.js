'use strict';

const errors = require('../errors');
const events = require('../events');
const { PoolClearedError, PoolClearedOnNetworkError, PoolClosedError, WaitQueueTimeoutError } = require('./pool-errors');
const { connect } = require('./handshake');

const MIN_SIZE_CHECK_MILLIS = 100;
const TIMED_OUT = 'Timed out while checking out a connection from connection pool';

/** The connections to one server. It is paused until the server is known, and again after it has failed. */
class Pool {
  constructor(server, address) {
    this.server = server;
    this.client = server.client;
    this.hostAddress = address;
    this.address = String(address);
    this.state = 'paused';
    this.generation = 0;
    this.idle = [];
    this.used = new Set();
    this.pending = 0;
    this.waiting = [];
    this.lastId = 0;
    this.gate = new AbortController();
    this.timer = undefined;
    const { maxConnecting, maxPoolSize, minPoolSize, maxIdleTimeMS, waitQueueTimeoutMS } = this.client.options;
    this.options = { maxConnecting, maxPoolSize, minPoolSize, maxIdleTimeMS, waitQueueTimeoutMS };
    if (minPoolSize > maxPoolSize && maxPoolSize !== 0) {
      throw new errors.MongoInvalidArgumentError(
        'Connection pool minimum size must not be greater than maximum pool size');
    }
    queueMicrotask(() => this.#tell('connectionPoolCreated', () => ({ options: this.options })));
  }

  get serverError() {
    return this.server.description.error;
  }

  get total() {
    return this.idle.length + this.pending + this.used.size;
  }

  /** Tells who listens; the fields are made for nobody else. */
  #tell(name, fields) {
    if (!this.client.hears(name)) return;
    const className = `${name[0].toUpperCase()}${name.slice(1)}Event`;
    this.client.relay(name, new events[className]({
      time: new Date(), address: this.address, name, ...fields?.(),
    }));
  }

  ready() {
    if (this.state !== 'paused') return;
    this.state = 'ready';
    this.#tell('connectionPoolReady');
    this.#keepMinimum();
  }

  /** A connection at once, where nobody listens to the pool; undefined where one must be waited for. */
  takeIdle() {
    if (this.idle.length === 0 || this.waiting.length > 0 || this.state !== 'ready' || !this.client.isQuiet) {
      return undefined;
    }
    const connection = this.#fresh();
    if (connection !== undefined) this.used.add(connection);
    return connection;
  }

  #fresh() {
    while (this.idle.length > 0) {
      const connection = this.idle.pop();
      if (!this.#perished(connection)) return connection;
    }
    return undefined;
  }

  #handOut(connection, start) {
    this.used.add(connection);
    this.#tell('connectionCheckedOut', () => ({
      durationMS: Math.floor(performance.now() - start), connectionId: connection.id,
    }));
  }

  /** Resolves to a connection that the caller gives back by `checkIn`. */
  async checkOut(signal) {
    const start = performance.now();
    this.#tell('connectionCheckOutStarted');
    const member = { start, cancelled: false };
    const got = new Promise(resolve => { member.settle = resolve; });
    this.waiting.push(member);
    queueMicrotask(() => this.#serve());
    const stop = reason => {
      member.cancelled = true;
      member.settle({ error: reason });
    };
    const limit = this.options.waitQueueTimeoutMS;
    const timer = limit > 0 ? setTimeout(() => {
      this.#failed(member, 'timeout');
      stop(new WaitQueueTimeoutError(TIMED_OUT, this.address));
    }, limit) : undefined;
    const abort = () => stop(signal.reason);
    signal?.addEventListener('abort', abort);
    const { connection, error } = await got;
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    if (error !== undefined) throw error;
    return connection;
  }

  #failed({ start }, reason, error) {
    this.#tell('connectionCheckOutFailed', () => ({
      durationMS: Math.floor(performance.now() - start), reason, error,
    }));
  }

  checkIn(connection) {
    if (!this.used.delete(connection)) return;
    const stale = connection.generation !== this.generation;
    const ended = connection.closed || stale || this.state === 'closed';
    if (!ended) {
      if (this.options.maxIdleTimeMS > 0) connection.lastUse = performance.now();
      this.idle.push(connection);
      if (this.waiting.length === 0 && this.client.isQuiet) return;
    }
    this.#tell('connectionCheckedIn', () => ({ connectionId: connection.id }));
    if (ended) {
      const closing = this.state === 'closed' ? 'poolClosed' : 'stale';
      this.#destroy(connection, connection.closed ? 'error' : closing);
    }
    if (this.waiting.length > 0) queueMicrotask(() => this.#serve());
  }

  #perished(connection) {
    const stale = connection.generation !== this.generation;
    const { maxIdleTimeMS } = this.options;
    if (!stale && !connection.closed && !(maxIdleTimeMS > 0 && connection.idleTime > maxIdleTimeMS)) return false;
    const aged = stale ? 'stale' : 'idle';
    this.#destroy(connection, connection.closed ? 'error' : aged);
    return true;
  }

  #destroy(connection, reason, error = null) {
    this.#tell('connectionClosed', () => ({
      connectionId: connection.id, reason, serviceId: connection.serviceId, error,
    }));
    connection.destroy?.();
  }

  /** Serves who waits: by connections at rest, then by new ones as far as the limits go. */
  #serve() {
    while (this.waiting.length > 0) {
      const [member] = this.waiting;
      if (member.cancelled) {
        this.waiting.shift();
      } else if (this.state !== 'ready') {
        const closed = this.state === 'closed';
        const error = closed ? new PoolClosedError(this) : new PoolClearedError(this);
        this.#failed(member, closed ? 'poolClosed' : 'connectionError', error);
        this.waiting.shift();
        member.settle({ error });
      } else {
        const connection = this.#fresh();
        if (connection === undefined) break;
        this.waiting.shift();
        this.#handOut(connection, member.start);
        member.settle({ connection });
      }
    }
    const { maxPoolSize, maxConnecting } = this.options;
    while (this.waiting.length > 0 && this.pending < maxConnecting && (maxPoolSize === 0 || this.total < maxPoolSize)) {
      const member = this.waiting.shift();
      if (!member.cancelled) this.#createFor(member);
    }
  }

  async #createFor(member) {
    let connection;
    let error;
    try {
      connection = await this.#create();
    } catch (failure) {
      error = failure;
    }
    if (member.cancelled) {
      if (connection !== undefined) this.idle.push(connection);
    } else if (error !== undefined) {
      this.#failed(member, 'connectionError', error);
      member.settle({ error });
    } else {
      this.#handOut(connection, member.start);
      member.settle({ connection });
    }
    queueMicrotask(() => this.#serve());
  }

  async #create() {
    const { generation } = this;
    const id = ++this.lastId;
    const start = performance.now();
    this.pending++;
    this.#tell('connectionCreated', () => ({ connectionId: id }));
    let connection;
    try {
      const { credentials } = this.client.options;
      connection = await connect(this.client, this.hostAddress, {
        id, generation, credentials, signal: this.gate.signal,
      });
    } catch (error) {
      this.pending--;
      if (error instanceof errors.MongoError) error.connectionGeneration = generation;
      this.server.failed(error);
      this.#destroy({ id }, 'error', error);
      throw error;
    }
    this.pending--;
    if (this.state !== 'ready') {
      connection.destroy();
      throw this.state === 'closed' ? new PoolClosedError(this) : new PoolClearedError(this);
    }
    this.#tell('connectionReady', () => ({
      durationMS: Math.floor(performance.now() - start), connectionId: id,
    }));
    return connection;
  }

  async #keepMinimum() {
    clearTimeout(this.timer);
    const { minPoolSize, maxConnecting, maxIdleTimeMS } = this.options;
    if (minPoolSize === 0 && maxIdleTimeMS === 0) return;
    this.idle = this.idle.filter(connection => !this.#perished(connection));
    if (this.total < minPoolSize && this.pending < maxConnecting) {
      await this.#create().then(connection => {
        this.idle.unshift(connection);
        this.#serve();
      }, () => {});
    }
    if (this.state !== 'ready') return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#keepMinimum(), MIN_SIZE_CHECK_MILLIS);
  }

  /** Ends what is at rest when it is wanted next, and lets nobody have a connection until `ready`. */
  clear(interruptInUseConnections = false) {
    if (this.state === 'closed') return;
    const before = this.generation++;
    const told = this.state !== 'paused';
    this.state = 'paused';
    clearTimeout(this.timer);
    if (told) this.#tell('connectionPoolCleared', () => ({ serviceId: undefined, interruptInUseConnections }));
    if (interruptInUseConnections) {
      queueMicrotask(() => {
        for (const connection of this.used) {
          if (connection.generation <= before) connection.end(new PoolClearedOnNetworkError(this));
        }
      });
    }
    this.#serve();
  }

  /** Ends the commands under way. */
  interrupt() {
    for (const connection of this.used) connection.end(new errors.MongoClientClosedError());
  }

  close() {
    if (this.state === 'closed') return;
    this.state = 'closed';
    this.gate.abort();
    clearTimeout(this.timer);
    this.#serve();
    for (const connection of this.idle.reverse()) this.#destroy(connection, 'poolClosed');
    this.idle = [];
    this.#tell('connectionPoolClosed');
  }
}

module.exports = { Pool };
