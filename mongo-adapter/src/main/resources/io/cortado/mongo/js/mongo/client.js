'use strict';

const { EventEmitter } = require('events');
const fs = require('fs');
const errors = require('./errors');
const { Db } = require('./db');
const { execute } = require('./execute');
const { HostAddress } = require('./host-address');
const { parseOptions } = require('./options');
const { readers } = require('./readers');
const runtime = require('./runtime');
const { ClientSession } = require('./session');
const { ServerSessionPool } = require('./sessions');
const { Namespace, bsonOptions, resolve } = require('./shared');
const { Topology } = require('./topology/topology');

const CLOSED_FIRST = 'Client must be connected before running operations';
const NOT_CONNECTED = 'MongoClient must be connected to perform this operation';
const LOCAL = new Set(['localhost', '127.0.0.1', '::1']);
const LOCAL_MILLIS = 2000;
const LOOK_MILLIS = 250;

function apiFields({ version, strict, deprecationErrors }) {
  return {
    apiVersion: version,
    ...(strict != null && { apiStrict: strict }),
    ...(deprecationErrors != null && { apiDeprecationErrors: deprecationErrors }),
  };
}

/** Files that hold keys and certificates take the place of their names. */
async function readKeys(options) {
  const { tlsCAFile, tlsCRLFile, tlsCertificateKeyFile } = options;
  const read = file => fs.promises.readFile(file);
  if (typeof tlsCAFile === 'string') options.ca ??= await read(tlsCAFile);
  if (typeof tlsCRLFile === 'string') options.crl ??= await read(tlsCRLFile);
  if (typeof tlsCertificateKeyFile === 'string' && !(options.key && options.cert)) {
    const contents = await read(tlsCertificateKeyFile);
    options.key ??= contents;
    options.cert ??= contents;
  }
}

/** npm mongodb's `MongoClient`. */
class MongoClient extends EventEmitter {
  /** The version of npm's driver that clients of this class stand for. */
  static major = 7;

  #connecting;
  #closing;
  #listensPatiently;

  constructor(url, options) {
    super();
    const { major } = new.target;
    this.on('error', () => {});
    const parsed = parseOptions(url, options, major);
    this.options = parsed.options;
    this.#listensPatiently = parsed.patient;
    const client = this;
    this.s = {
      major,
      url: parsed.url,
      bsonOptions: bsonOptions(this.options),
      namespace: new Namespace('admin'),
      hasBeenClosed: false,
      sessionPool: new ServerSessionPool(this),
      activeSessions: new Set(),
      activeCursors: new Set(),
      driverInfos: [],
      get options() {
        return client.options;
      },
      get readConcern() {
        return client.options.readConcern;
      },
      get writeConcern() {
        return client.options.writeConcern;
      },
      get readPreference() {
        return client.options.readPreference;
      },
      get isMongoClient() {
        return true;
      },
      get monitorCommands() {
        return client.options.monitorCommands;
      },
    };
    const { serverApi } = this.options;
    Object.defineProperty(this, 'apiFields', { value: serverApi && apiFields(serverApi) });
  }

  get monitorCommands() {
    return this.options.monitorCommands;
  }

  set monitorCommands(value) {
    this.options.monitorCommands = value;
  }

  static async connect(url, options) {
    return new this(url, options).connect();
  }

  async connect() {
    this.#connecting ??= this.#open(true).finally(() => { this.#connecting = undefined; });
    await this.#connecting;
    return this;
  }

  async #open(ping) {
    if (this.topology?.isConnected()) return;
    const { options } = this;
    if (options.tls) await readKeys(options);
    if (typeof options.srvHost === 'string') {
      const { resolveHosts } = require('./topology/srv');
      options.hosts.splice(0, Infinity, ...await resolveHosts(options));
    }
    const port = await runtime.embedded(this.s.url);
    const seeds = port === 0 ? options.hosts : [HostAddress.fromString(`127.0.0.1:${port}`)];
    const topology = new Topology(this, seeds, options);
    if (typeof options.srvHost === 'string' && !options.loadBalanced) {
      topology.s.srvPoller = new (require('./topology/srv').SrvPoller)(topology);
    }
    topology.once('open', () => this.emit('open', this));
    await this.#within(topology, ping);
    this.s.hasBeenClosed = false;
  }

  /** Connects; a server on this machine that refuses is told soon, and with what to do, unless the app waits. */
  async #within(topology, ping) {
    const { options } = this;
    const impatient = !this.#listensPatiently && topology.s.seedlist.every(({ host }) => LOCAL.has(host));
    const start = performance.now();
    const timer = impatient ? setInterval(() => {
      if (performance.now() - start > LOCAL_MILLIS && topology.description.error !== null) topology.giveUp();
    }, LOOK_MILLIS) : undefined;
    this.topology = topology;
    try {
      const asks = ping && (this.s.major === 7 || options.credentials !== undefined);
      await topology.connect({ readPreference: options.readPreference, ping: asks });
    } catch (error) {
      this.topology = undefined;
      if (impatient && error instanceof errors.MongoServerSelectionError) {
        const hosts = topology.s.seedlist.join(', ');
        error.message += `: no MongoDB server answers at ${hosts}; start it there or set MONGODB_URI to its address`;
      }
      throw error;
    } finally {
      clearInterval(timer);
    }
  }

  /** True where nobody listens to anything but the errors, to which each emitter has a listener of its own. */
  get isQuiet() {
    return this._eventsCount === 1 && this.topology?._eventsCount === 1;
  }

  /** Whether anybody listens to an event of the client or its topology. */
  hears(name, topology = this.topology) {
    return this.listenerCount(name) > 0 || (topology !== undefined && topology.listenerCount(name) > 0);
  }

  /** Emits an event of the topology's on both. */
  relay(name, event, topology = this.topology) {
    topology?.emit(name, event);
    this.emit(name, event);
  }

  async close() {
    this.#closing ??= this.#close().finally(() => { this.#closing = undefined; });
    return this.#closing;
  }

  async #close() {
    const { s, topology } = this;
    s.hasBeenClosed = true;
    topology?.interrupt();
    const cursors = [...s.activeCursors];
    s.activeCursors.clear();
    await Promise.all(cursors.map(cursor => cursor.close()));
    const sessions = [...s.activeSessions];
    s.activeSessions.clear();
    await Promise.all(sessions.map(session => session.endSession()));
    if (topology === undefined) return;
    await this.#endServerSessions(topology);
    this.topology = undefined;
    topology.close();
  }

  async #endServerSessions(topology) {
    const ids = this.s.sessionPool.sessions.map(({ id }) => id).reverse();
    this.s.sessionPool.sessions = [];
    const { ReadPreference } = require('./concerns');
    const readPreference = ReadPreference.primaryPreferred;
    if (ids.length === 0 || topology.logicalSessionTimeoutMinutes == null
      || topology.isDestroyed() || topology.select(readPreference) === undefined) return;
    await this.run('admin', { endSessions: ids, ...(this.s.major === 7 && { writeConcern: { w: 0 } }) }, { readPreference, noResponse: true })
      .catch(() => {});
  }

  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    await this.close();
  }

  /** Connects a client that has not been, as the first operation of one does. */
  async ensureConnected() {
    if (this.topology !== undefined && this.#connecting === undefined) return this.topology;
    if (this.topology === undefined) {
      if (this.s.hasBeenClosed) throw new errors.MongoNotConnectedError(CLOSED_FIRST);
      this.#connecting ??= this.#open(false).finally(() => { this.#connecting = undefined; });
    }
    await this.#connecting;
    return this.topology;
  }

  /** Throws for a client that must be connected already. */
  requireConnected() {
    if (this.topology === undefined) throw new errors.MongoNotConnectedError(NOT_CONNECTED);
  }

  /**
   * Sends a command to a database and resolves to its reply.
   *
   * @param {object} [options] those of `execute`
   */
  run(database, command, options = {}) {
    const settings = options.retry === undefined ? { ...this.s.bsonOptions, ...options } : options;
    const limit = this.s.major === 6 ? options.timeoutMS ?? this.options.timeoutMS : undefined;
    if (limit > 0) return this.#inTime(limit, settings, signal => execute(this, database, command, signal));
    return execute(this, database, command, settings);
  }

  /** Version 6's `timeoutMS`: one limit for all that a command takes. */
  async #inTime(limit, options, work) {
    const gate = new AbortController();
    let phase = 'server selection';
    const timer = setTimeout(() => gate.abort(new errors.MongoOperationTimeoutError(`Timed out during ${phase}`)), limit);
    try {
      return await work({
        ...options,
        signal: options.signal === undefined ? gate.signal : AbortSignal.any([options.signal, gate.signal]),
        onServer(server) {
          phase = `socket read (${limit}ms)`;
          options.onServer?.(server);
        },
      });
    } finally {
      clearTimeout(timer);
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

  /** Adds to what new connections tell the server of the app's libraries. */
  appendMetadata(driverInfo) {
    const { name, version, platform } = driverInfo;
    const known = [this.options.driverInfo, ...this.s.driverInfos].some(
      info => info.name === name && info.version === version && info.platform === platform);
    if (!known) this.s.driverInfos.push(driverInfo);
  }

  async bulkWrite(models, options) {
    const { ClientBulkWrite } = require('./client-bulk');
    return new ClientBulkWrite(this, models, resolve(this, options)).execute();
  }

  watch(pipeline = [], options = {}) {
    const { ChangeStream } = require('./change-stream');
    if (!Array.isArray(pipeline)) return new ChangeStream(this, [], resolve(this, pipeline));
    return new ChangeStream(this, pipeline, resolve(this, options));
  }
}

readers(MongoClient, {
  serverApi: ({ options }) => options.serverApi && Object.freeze({ ...options.serverApi }),
  autoEncrypter: () => undefined,
  readConcern: ({ s }) => s.readConcern,
  writeConcern: ({ s }) => s.writeConcern,
  readPreference: ({ s }) => s.readPreference,
  bsonOptions: ({ s }) => s.bsonOptions,
  timeoutMS: ({ s, options }) => (s.major === 6 ? options.timeoutMS : undefined),
});

module.exports = { MongoClient };
