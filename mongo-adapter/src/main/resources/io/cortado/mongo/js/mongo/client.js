'use strict';

const { EventEmitter } = require('events');
const errors = require('./errors');
const runtime = require('./runtime');
const { ClientSession } = require('./session');
const { Db } = require('./db');
const { bsonOptions } = require('./shared');
const { parseOptions } = require('./options');

const CLOSED_FIRST = 'Client must be connected before running operations';
const NOT_CONNECTED = 'MongoClient must be connected to perform this operation';

let requestId = 0;

/** npm mongodb's `MongoClient`. Clients of the same connection string share one pool. */
class MongoClient extends EventEmitter {
  constructor(url, options) {
    super();
    const parsed = parseOptions(url, options);
    const { readPreference, readConcern, writeConcern } = parsed.options;
    this.options = Object.freeze({ ...parsed.options, hosts: parsed.hosts });
    this.s = {
      url: parsed.url,
      address: parsed.address,
      patient: parsed.patient,
      options: this.options,
      bsonOptions: bsonOptions(this.options),
      readPreference,
      readConcern,
      writeConcern,
      hasBeenClosed: false,
      activeSessions: new Set(),
      activeCursors: new Set(),
      isMongoClient: true,
      monitorCommands: this.options.monitorCommands,
      namespace: { db: 'admin', toString: () => 'admin' },
    };
    this.handle = undefined;
    this.topology = undefined;
  }

  get serverApi() {
    return undefined;
  }

  get autoEncrypter() {
    return undefined;
  }

  get monitorCommands() {
    return this.s.monitorCommands;
  }

  set monitorCommands(value) {
    this.s.monitorCommands = Boolean(value);
  }

  get readConcern() {
    return this.s.readConcern;
  }

  get writeConcern() {
    return this.s.writeConcern;
  }

  get readPreference() {
    return this.s.readPreference;
  }

  get bsonOptions() {
    return this.s.bsonOptions;
  }

  get timeoutMS() {
    return undefined;
  }

  static async connect(url, options) {
    return new this(url, options).connect();
  }

  async connect() {
    if (this.handle === undefined) {
      this.connecting ??= this.#open();
      try {
        await this.connecting;
      } finally {
        this.connecting = undefined;
      }
    }
    return this;
  }

  async #open() {
    const handle = await runtime.connect(this.s.address, this.s.patient);
    this.handle = handle;
    this.s.hasBeenClosed = false;
    this.topology = topologyOf(this);
    this.emit('serverDescriptionChanged', { newDescription: { type: 'Standalone', error: null } });
    this.emit('topologyDescriptionChanged', { newDescription: this.topology.description });
    this.emit('open', this);
  }

  async close() {
    if (this.closing === undefined) this.closing = this.#close().finally(() => { this.closing = undefined; });
    return this.closing;
  }

  async #close() {
    this.s.hasBeenClosed = true;
    await Promise.all(Array.from(this.s.activeCursors, cursor => cursor.close()));
    await Promise.all(Array.from(this.s.activeSessions, session => session.endSession()));
    this.s.activeCursors.clear();
    this.s.activeSessions.clear();
    const { handle } = this;
    if (handle === undefined) return;
    this.handle = undefined;
    this.topology = undefined;
    await runtime.close(handle);
    this.emit('topologyClosed', {});
    this.emit('close');
  }

  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    await this.close();
  }

  /** Connects a client that has not been, as the first operation of one does. */
  async ensureConnected() {
    if (this.handle !== undefined) return this.handle;
    if (this.s.hasBeenClosed) throw new errors.MongoNotConnectedError(CLOSED_FIRST);
    await this.connect();
    return this.handle;
  }

  /** The handle of a client that must be connected already. */
  requireConnected() {
    if (this.handle === undefined) throw new errors.MongoNotConnectedError(NOT_CONNECTED);
    return this.handle;
  }

  /** Sends a command to a database and resolves to its reply. */
  async run(database, command, options = {}) {
    if (options.session?.client !== undefined && options.session.client !== this) {
      throw new errors.MongoInvalidArgumentError('ClientSession must be from the same MongoClient');
    }
    options.signal?.throwIfAborted();
    const handle = this.handle ?? await this.ensureConnected();
    if (options.session?.started) await options.session.started;
    const settings = { ...this.s.bsonOptions, ...options };
    if (!this.s.monitorCommands) return runtime.command(handle, database, command, settings);
    return this.#monitored(handle, database, command, settings);
  }

  async #monitored(handle, database, command, settings) {
    const [commandName] = Object.keys(command);
    const event = { address: this.options.hosts[0], requestId: ++requestId, commandName, databaseName: database };
    this.emit('commandStarted', { name: 'commandStarted', ...event, command });
    const start = performance.now();
    try {
      const reply = await runtime.command(handle, database, command, settings);
      const duration = Math.round(performance.now() - start);
      this.emit('commandSucceeded', { name: 'commandSucceeded', ...event, duration, reply });
      return reply;
    } catch (failure) {
      const duration = Math.round(performance.now() - start);
      this.emit('commandFailed', { name: 'commandFailed', ...event, duration, failure });
      throw failure;
    }
  }

  db(name, options) {
    return new Db(this, name || this.options.dbName, { ...this.options, ...options });
  }

  startSession(options) {
    const session = new ClientSession(this, { explicit: true, ...options });
    this.s.activeSessions.add(session);
    session.once('ended', () => this.s.activeSessions.delete(session));
    return session;
  }

  async withSession(optionsOrWork, work) {
    const executor = typeof optionsOrWork === 'function' ? optionsOrWork : work;
    if (executor == null) throw new errors.MongoInvalidArgumentError('Missing required callback parameter');
    const session = this.startSession(typeof optionsOrWork === 'object' ? optionsOrWork : {});
    try {
      return await executor(session);
    } finally {
      await session.endSession().catch(() => {});
    }
  }

  appendMetadata() {}

  async bulkWrite() {
    throw errors.unsupported('MongoClient.bulkWrite', 'use Collection.bulkWrite');
  }

  watch() {
    throw errors.unsupported('MongoClient.watch');
  }
}

/** The parts of npm's topology that mongoose reads. */
function topologyOf(client) {
  const description = {
    type: 'Single',
    heartbeatFrequencyMS: client.options.heartbeatFrequencyMS,
    servers: new Map(client.options.hosts.map(host => [host, { address: host, type: 'Standalone' }])),
    hasServer: host => client.options.hosts.includes(host),
  };
  return { s: { description, options: client.options }, description, isConnected: () => client.handle !== undefined };
}

module.exports = { MongoClient };
