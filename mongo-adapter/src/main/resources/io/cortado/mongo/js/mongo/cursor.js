'use strict';

const { EventEmitter } = require('events');
const { Readable } = require('stream');
const { Long } = require('../bson/long');
const errors = require('./errors');
const { ReadConcern, ReadPreference } = require('./concerns');
const { readers } = require('./readers');
const { ImplicitSession } = require('./sessions');
const { Namespace, bsonOptions, explained, runRead, runWrite } = require('./shared');

const CURSOR_FLAGS = [
  'tailable', 'oplogReplay', 'noCursorTimeout', 'awaitData', 'exhaust', 'partial',
];
const NULL_TRANSFORM = 'Cursor returned a `null` document, but the cursor is not exhausted.  Mapping documents to '
  + '`null` is not supported in the cursor transform.';

function asLong(id) {
  return Long.isLong(id) ? id : Long.fromNumber(Number(id));
}

/** npm mongodb's `AbstractCursor`: documents of the server, batch by batch. */
class AbstractCursor extends EventEmitter {
  static CLOSE = 'close';

  constructor(client, namespace, options = {}) {
    super();
    if (!client.s?.isMongoClient) throw new errors.MongoRuntimeError('Cursor must be constructed with MongoClient');
    this.cursorClient = client;
    this.cursorNamespace = namespace;
    this.cursorOptions = {
      ...bsonOptions(options),
      readPreference: ReadPreference.fromOptions(options) ?? ReadPreference.primary,
      readConcern: ReadConcern.fromOptions(options),
    };
    for (const name of ['batchSize', 'comment', 'maxTimeMS', 'maxAwaitTimeMS', 'tailable', 'awaitData',
      'noCursorTimeout']) {
      if (options[name] !== undefined) this.cursorOptions[name] = options[name];
    }
    this.cursorSession = options.session ?? null;
    this.signal = options.signal;
    this.#reset();
  }

  /** The session of a cursor that the app has given none; it ends with the cursor. */
  #own;
  /** The server that has the cursor. */
  #server;

  #reset() {
    this.cursorId = null;
    this.documents = [];
    this.position = 0;
    this.initialized = false;
    this.isClosed = false;
    this.isKilled = false;
    this.hasEmittedClose = false;
    this.cursorClient.s.activeCursors.add(this);
  }

  get session() {
    return this.cursorSession ?? this.#own;
  }

  set session(session) {
    this.cursorSession = session;
  }

  bufferedCount() {
    return this.documents.length - this.position;
  }

  /** Takes up to `number` documents that are here already. They are not transformed. */
  readBufferedDocuments(number = this.bufferedCount()) {
    const end = Math.min(this.documents.length, this.position + number);
    const taken = this.documents.slice(this.position, end);
    this.position = end;
    return taken;
  }

  async *[Symbol.asyncIterator]() {
    this.signal?.throwIfAborted();
    if (this.closed) return;
    try {
      while (!this.isKilled && !this.closed) {
        if (this.cursorId !== null && this.isDead && this.bufferedCount() === 0) return;
        const document = await this.next();
        if (document === null) return;
        yield document;
        this.signal?.throwIfAborted();
      }
    } finally {
      if (!this.isClosed) await this.close().catch(() => {});
    }
  }

  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    await this.close();
  }

  stream() {
    const cursor = this;
    return new Readable({
      objectMode: true,
      autoDestroy: false,
      highWaterMark: 1,
      read() {
        cursor.next().then(document => {
          if (document === null) this.push(null);
          else if (this.destroyed) cursor.close().catch(() => {});
          else this.push(document);
        }, error => this.destroy(error));
      },
      destroy(error, callback) {
        cursor.close().then(() => callback(error), failed => callback(failed || error));
      },
    });
  }

  async hasNext() {
    this.signal?.throwIfAborted();
    if (this.cursorId === Long.ZERO) return false;
    do {
      if (this.bufferedCount() > 0) return true;
      await this.#fetch();
    } while (!this.isDead || this.bufferedCount() > 0);
    return false;
  }

  async next() {
    this.signal?.throwIfAborted();
    if (this.cursorId === Long.ZERO) throw new errors.MongoCursorExhaustedError();
    do {
      if (this.bufferedCount() > 0) return this.#take();
      await this.#fetch();
    } while (!this.isDead || this.bufferedCount() > 0);
    return null;
  }

  async tryNext() {
    this.signal?.throwIfAborted();
    if (this.cursorId === Long.ZERO) throw new errors.MongoCursorExhaustedError();
    if (this.bufferedCount() === 0) await this.#fetch();
    return this.bufferedCount() > 0 ? this.#take() : null;
  }

  #take() {
    const document = this.documents[this.position];
    this.documents[this.position++] = undefined;
    return this.transform == null ? document : this.#transformed(document);
  }

  async #transformed(document) {
    try {
      const result = this.transform(document);
      if (result === null) throw new errors.MongoAPIError(NULL_TRANSFORM);
      return result;
    } catch (error) {
      await this.close().catch(() => {});
      throw error;
    }
  }

  async forEach(iterator) {
    this.signal?.throwIfAborted();
    if (typeof iterator !== 'function') {
      throw new errors.MongoInvalidArgumentError('Argument "iterator" must be a function');
    }
    for await (const document of this) {
      if (iterator(document) === false) break;
    }
  }

  async toArray() {
    this.signal?.throwIfAborted();
    const all = [];
    for await (const document of this) {
      all.push(document);
      for (const buffered of this.readBufferedDocuments()) {
        all.push(this.transform == null ? buffered : await this.#transformed(buffered));
      }
    }
    return all;
  }

  /** Sets an option of a cursor that has not asked the server yet, if the value is of the type it must have. */
  #option(name, value, type, complaint) {
    this.throwIfInitialized();
    if (typeof value !== type) throw new errors.MongoInvalidArgumentError(complaint);
    this.cursorOptions[name] = value;
    return this;
  }

  addCursorFlag(flag, value) {
    this.throwIfInitialized();
    if (CURSOR_FLAGS.includes(flag)) {
      return this.#option(flag, value, 'boolean', `Flag ${flag} must be a boolean value`);
    }
    throw new errors.MongoInvalidArgumentError(`Flag ${flag} is not one of ${CURSOR_FLAGS}`);
  }

  maxTimeMS(value) {
    return this.#option('maxTimeMS', value, 'number', 'Argument for maxTimeMS must be a number');
  }

  batchSize(value) {
    this.throwIfInitialized();
    if (!this.cursorOptions.tailable) {
      return this.#option('batchSize', value, 'number', 'Operation "batchSize" requires an integer');
    }
    throw new errors.MongoTailableCursorError('Tailable cursor does not support batchSize');
  }

  map(transform) {
    this.throwIfInitialized();
    const earlier = this.transform;
    this.transform = earlier ? document => transform(earlier(document)) : transform;
    return this;
  }

  withReadPreference(preference) {
    this.throwIfInitialized();
    const given = typeof preference === 'string' || preference instanceof ReadPreference;
    if (!given) throw new errors.MongoInvalidArgumentError(`Invalid read preference: ${preference}`);
    this.cursorOptions.readPreference = ReadPreference.fromOptions({ readPreference: preference });
    return this;
  }

  withReadConcern(readConcern) {
    this.throwIfInitialized();
    this.cursorOptions.readConcern = ReadConcern.fromOptions({ readConcern }) ?? this.cursorOptions.readConcern;
    return this;
  }

  rewind() {
    if (this.initialized) this.#reset();
  }

  async close() {
    await this.#cleanup();
  }

  throwIfInitialized() {
    if (this.initialized) throw new errors.MongoCursorInUseError();
  }

  /** The command that opens the cursor. Made by each kind of cursor. */
  command() {
    throw new errors.MongoRuntimeError('a cursor must make its command');
  }

  /** The options a cursor's commands are sent with. */
  get runOptions() {
    return { ...this.cursorOptions, session: this.cursorSession ?? undefined };
  }

  async explain(verbosity) {
    const command = explained(this.command(), verbosity);
    return this.cursorClient.run(this.namespace.db, command, this.runOptions);
  }

  /** What the commands on an open cursor are sent with. */
  get #again() {
    const { readConcern, ...options } = this.runOptions;
    return { ...options, session: this.session, server: this.#server };
  }

  async #fetch() {
    if (this.isClosed) return;
    if (this.isDead) {
      await this.#cleanup();
      return;
    }
    if (this.cursorId === null) await this.#open();
    else await this.#more();
    if (this.isDead) await this.#cleanup();
  }

  async #open() {
    try {
      const command = this.command();
      this.#own ??= this.cursorSession === null ? new ImplicitSession(this.cursorClient.s.sessionPool) : undefined;
      const run = this.kind === 'write' ? runWrite : runRead;
      const reply = await run(this.cursorClient, this.namespace, command, {
        ...this.runOptions, session: this.session, onServer: server => { this.#server = server; },
      });
      this.initialized = true;
      this.#batch(reply.cursor, reply.cursor.firstBatch);
      this.answered(reply, this.documents, this.#server);
    } catch (error) {
      this.initialized = true;
      await this.#cleanup();
      throw error;
    }
  }

  #batch(cursor, documents) {
    this.cursorId = asLong(cursor.id);
    if (cursor.ns) {
      const dot = cursor.ns.indexOf('.');
      this.cursorNamespace = new Namespace(cursor.ns.slice(0, dot), cursor.ns.slice(dot + 1));
    }
    this.documents = documents;
    this.position = 0;
    this.returned(documents.length);
  }

  /** Told how many documents a batch had. */
  returned() {}

  /** Told each reply with its documents and the server that sent it. */
  answered() {}

  /** Whether the command that opens the cursor reads or writes. */
  get kind() {
    return 'read';
  }

  /** How many documents to ask for next, or undefined for the server's choice; 0 for no more. */
  nextBatchSize() {
    return this.cursorOptions.batchSize;
  }

  async #more() {
    const size = this.nextBatchSize();
    if (size === 0) {
      await this.#cleanup();
      return;
    }
    const command = { getMore: this.cursorId, collection: this.namespace.collection };
    if (size != null) command.batchSize = Math.abs(size);
    if (this.cursorOptions.comment !== undefined) command.comment = this.cursorOptions.comment;
    if (this.cursorOptions.maxAwaitTimeMS != null) command.maxTimeMS = this.cursorOptions.maxAwaitTimeMS;
    try {
      const reply = await this.cursorClient.run(this.namespace.db, command, this.#again);
      this.#batch({ id: reply.cursor.id }, reply.cursor.nextBatch);
      this.answered(reply, this.documents, this.#server);
    } catch (error) {
      await this.#cleanup();
      throw error;
    }
  }

  async #cleanup() {
    this.isClosed = true;
    this.cursorClient.s.activeCursors.delete(this);
    const id = this.cursorId;
    if (!this.isKilled && id !== null && !id.isZero()) {
      this.isKilled = true;
      this.cursorId = Long.ZERO;
      const command = { killCursors: this.namespace.collection, cursors: [id] };
      await this.cursorClient.run(this.namespace.db, command, this.#again).catch(() => {});
    }
    this.#own?.end();
    this.#own = undefined;
    if (!this.hasEmittedClose) {
      this.hasEmittedClose = true;
      this.emit('close');
    }
  }
}

readers(AbstractCursor, {
  id: ({ cursorId }) => cursorId ?? undefined,
  isDead: ({ cursorId, isClosed, isKilled }) => (cursorId?.isZero() ?? false) || isClosed || isKilled,
  client: ({ cursorClient }) => cursorClient,
  namespace: ({ cursorNamespace }) => cursorNamespace,
  readPreference: ({ cursorOptions }) => cursorOptions.readPreference,
  readConcern: ({ cursorOptions }) => cursorOptions.readConcern,
  closed: cursor => cursor.isClosed && cursor.bufferedCount() === 0,
  killed: ({ isKilled }) => isKilled,
  loadBalanced: () => false,
});

module.exports = { AbstractCursor, CURSOR_FLAGS };
