'use strict';

const { EventEmitter } = require('events');
const errors = require('./errors');
const events = require('./events');
const { readers } = require('./readers');
const runtime = require('./runtime');
const { ClientSession } = require('./session');
const { Db } = require('./db');
const { bsonOptions } = require('./shared');
const { parseOptions } = require('./options');

const CLOSED_FIRST = 'Client must be connected before running operations';
const NOT_CONNECTED = 'MongoClient must be connected to perform this operation';

const NO_RETRY = 'This MongoDB deployment does not support retryable writes. Please add retryWrites=false to your '
  + 'connection string.';
const ILLEGAL_OPERATION = 20;

let requestId = 0;
let topologyId = 0;

function apiFields({ version, strict, deprecationErrors }) {
  return {
    apiVersion: version,
    ...(strict != null && { apiStrict: strict }),
    ...(deprecationErrors != null && { apiDeprecationErrors: deprecationErrors }),
  };
}

/** Says as version 7 does what a server without replication says of a transaction. */
function noRetry(error) {
  if (error.code !== ILLEGAL_OPERATION || !error.message.includes('Transaction numbers')) throw error;
  throw new errors.MongoServerError({ message: NO_RETRY, errmsg: NO_RETRY, originalError: error });
}

/** npm mongodb's `MongoClient`. Clients of the same connection string share one pool. */
class MongoClient extends EventEmitter {
  /** The version of npm's driver that clients of this class stand for. */
  static major = 7;

  constructor(url, options) {
    super();
    const { major } = new.target;
    const parsed = parseOptions(url, options, major);
    const { readPreference, readConcern, writeConcern } = parsed.options;
    this.options = Object.freeze(parsed.options);
    this.s = {
      major,
      url: parsed.url,
      seeds: parsed.seeds,
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

  get monitorCommands() {
    return this.s.monitorCommands;
  }

  set monitorCommands(value) {
    this.s.monitorCommands = Boolean(value);
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
    this.#announce();
    this.emit('open', this);
  }

  /** What npm's driver says while it connects, of the one server that this side sees. */
  #announce() {
    const { s: { id }, description } = this.topology;
    const unknown = address => ({ address, type: 'Unknown', error: null });
    this.emit('topologyOpening', new events.TopologyOpeningEvent({ name: 'topologyOpening', topologyId: id }));
    for (const [address, newDescription] of description.servers) {
      this.emit('serverOpening', new events.ServerOpeningEvent({ name: 'serverOpening', topologyId: id, address }));
      this.emit('serverDescriptionChanged', new events.ServerDescriptionChangedEvent({
        name: 'serverDescriptionChanged', topologyId: id, address, previousDescription: unknown(address),
        newDescription,
      }));
    }
    const previousDescription = { ...description, type: 'Unknown', servers: new Map() };
    this.emit('topologyDescriptionChanged', new events.TopologyDescriptionChangedEvent({
      name: 'topologyDescriptionChanged', topologyId: id, previousDescription, newDescription: description,
    }));
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
    const { handle, topology } = this;
    if (handle === undefined) return;
    this.handle = undefined;
    this.topology = undefined;
    await runtime.close(handle);
    this.emit('topologyClosed', new events.TopologyClosedEvent({ name: 'topologyClosed', topologyId: topology.s.id }));
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
    const { serverApi } = this.options;
    const sent = serverApi === undefined ? command : { ...command, ...apiFields(serverApi) };
    const work = this.s.monitorCommands ? this.#monitored(handle, database, sent, settings)
      : runtime.command(handle, database, sent, settings);
    return this.s.major === 6 || !options.session?.inTransaction() ? work : work.catch(noRetry);
  }

  async #monitored(handle, database, command, settings) {
    const [commandName] = Object.keys(command);
    const address = this.s.seeds[0];
    const started = { address, connectionId: 1, serviceId: undefined, requestId: ++requestId };
    this.emit('commandStarted', new events.CommandStartedEvent({
      name: 'commandStarted', ...started, databaseName: database, commandName, command: { ...command, $db: database },
    }));
    const start = performance.now();
    const ended = (name, outcome) => ({
      name, ...started, commandName, duration: Math.round(performance.now() - start), ...outcome,
      databaseName: database,
    });
    try {
      const reply = await runtime.command(handle, database, command, settings);
      this.emit('commandSucceeded', new events.CommandSucceededEvent(ended('commandSucceeded', { reply })));
      return reply;
    } catch (failure) {
      this.emit('commandFailed', new events.CommandFailedEvent(ended('commandFailed', { failure })));
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

/** The parts of npm's topology that mongoose and monitoring tools read. */
function topologyOf(client) {
  const { seeds } = client.s;
  const { heartbeatFrequencyMS, localThresholdMS } = client.options;
  const description = {
    type: 'Single',
    servers: new Map(seeds.map(address => [address, { address, type: 'Standalone', error: null }])),
    stale: false,
    compatible: true,
    heartbeatFrequencyMS,
    localThresholdMS,
    setName: null,
    hasServer: address => seeds.includes(address),
  };
  const id = topologyId++;
  const s = { id, description, options: client.options };
  return { s, description, isConnected: () => client.handle !== undefined };
}

readers(MongoClient, {
  serverApi: ({ options }) => options.serverApi && Object.freeze({ ...options.serverApi }),
  autoEncrypter: () => undefined,
  readConcern: ({ s }) => s.readConcern,
  writeConcern: ({ s }) => s.writeConcern,
  readPreference: ({ s }) => s.readPreference,
  bsonOptions: ({ s }) => s.bsonOptions,
  timeoutMS: () => undefined,
});

module.exports = { MongoClient };
