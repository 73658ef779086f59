'use strict';

const { EventEmitter } = require('events');
const { ChangeStreamCursor } = require('./change-stream-cursor');
const { kWatched } = require('./watched');
const errors = require('./errors');
const { readers } = require('./readers');
const { isResumable } = require('./retry');

const CLOSED = 'ChangeStream is closed';
const NO_TOKEN = 'A change stream document has been received that lacks a resume token (_id).';
/** Options of the cursor and the command, which are none of the stage's. */
const NOT_OF_STAGE = new Set(['allowDiskUse', 'authdb', 'batchSize', 'bsonRegExp', 'bypassDocumentValidation',
  'bypassPinningCheck', 'checkKeys', 'collation', 'comment', 'cursor', 'dbName', 'enableUtf8Validation', 'explain',
  'fieldsAsRaw', 'hint', 'ignoreUndefined', 'let', 'maxAwaitTimeMS', 'maxTimeMS', 'omitMaxTimeMS', 'out',
  'promoteBuffers', 'promoteLongs', 'promoteValues', 'raw', 'rawData', 'readConcern', 'readPreference',
  'serializeFunctions', 'session', 'timeoutContext', 'timeoutMS', 'timeoutMode', 'useBigInt64', 'willRetryWrite',
  'writeConcern']);

function kindOf(parent) {
  if (parent?.[kWatched] !== undefined) return parent[kWatched];
  if (parent?.s?.isMongoClient) return 'Cluster';
  throw new errors.MongoChangeStreamError(
    'Parent provided to ChangeStream constructor must be an instance of Collection, Db, or MongoClient');
}

/**
 * npm mongodb's `ChangeStream`: what is written to a collection, a database or everywhere, as events (`change`) or as an
 * iterator. It goes on by itself after errors of the connection.
 */
class ChangeStream extends EventEmitter {
  static RESPONSE = 'response';
  static MORE = 'more';
  static INIT = 'init';
  static CLOSE = 'close';
  static CHANGE = 'change';
  static END = 'end';
  static ERROR = 'error';
  static RESUME_TOKEN_CHANGED = 'resumeTokenChanged';

  constructor(parent, pipeline = [], options = {}) {
    super();
    this.type = Symbol(kindOf(parent));
    this.pipeline = pipeline;
    this.options = { ...options };
    delete this.options.writeConcern;
    this.parent = parent;
    this.namespace = parent.s.namespace;
    this.options.readPreference ??= parent.readPreference;
    this.cursor = this.#open(options);
    this.isClosed = false;
    this.mode = false;
    this.on('newListener', name => {
      if (name === 'change' && this.listenerCount('change') === 0) this.#emitFrom(this.cursor);
    });
    this.on('removeListener', name => {
      if (name === 'change' && this.listenerCount('change') === 0) this.cursorStream?.removeAllListeners('data');
    });
  }

  #open(options) {
    const stage = Object.fromEntries(Object.entries(options).filter(([name]) => !NOT_OF_STAGE.has(name)));
    if (this.type.description === 'Cluster') stage.allChangesForCluster = true;
    const client = this.parent.s.isMongoClient ? this.parent : this.parent.client;
    const cursor = new ChangeStreamCursor(client, this.namespace, [{ $changeStream: stage }, ...this.pipeline], options);
    for (const name of ['resumeTokenChanged', 'end', 'close']) cursor.on(name, value => this.emit(name, value));
    if (this.listenerCount('change') > 0) this.#emitFrom(cursor);
    return cursor;
  }

  bufferedCount() {
    return this.cursor.bufferedCount();
  }

  hasNext() {
    return this.#iterate(() => this.cursor.hasNext());
  }

  next() {
    return this.#iterate(async () => this.#processed(await this.cursor.next()));
  }

  tryNext() {
    return this.#iterate(async () => {
      const change = await this.cursor.tryNext();
      return change ? this.#processed(change) : null;
    });
  }

  /** Does something to the cursor, and again to the next one where the stream can go on. */
  async #iterate(work) {
    this.#use('iterator');
    for (;;) {
      try {
        return await work();
      } catch (error) {
        try {
          await this.#recover(error);
        } catch (final) {
          await this.close().catch(() => {});
          throw final;
        }
      }
    }
  }

  async *[Symbol.asyncIterator]() {
    if (this.closed) return;
    try {
      for (;;) yield await this.next();
    } finally {
      await this.close().catch(() => {});
    }
  }

  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    await this.close();
  }

  async close() {
    this.isClosed = true;
    try {
      await this.cursor.close();
    } finally {
      this.#endStream();
    }
  }

  /** The events as a readable stream. */
  stream() {
    if (this.closed) throw new errors.MongoChangeStreamError(CLOSED);
    return this.cursor.stream();
  }

  #use(mode) {
    const other = mode === 'iterator' ? 'emitter' : 'iterator';
    if (this.mode === other) {
      const [as, after] = mode === 'iterator' ? ['an iterator', 'an EventEmitter'] : ['an EventEmitter', 'an iterator'];
      throw new errors.MongoAPIError(`ChangeStream cannot be used as ${as} after being used as ${after}`);
    }
    this.mode = mode;
  }

  #emitFrom(cursor) {
    this.#use('emitter');
    const stream = this.cursorStream ?? cursor.stream();
    this.cursorStream = stream;
    stream.on('data', change => {
      let processed;
      try {
        processed = this.#processed(change);
      } catch (error) {
        this.emit('error', error);
        return;
      }
      this.emit('change', processed);
    });
    stream.on('error', error => this.#failed(error));
  }

  #endStream() {
    for (const name of ['data', 'close', 'end']) this.cursorStream?.removeAllListeners(name);
    this.cursorStream?.destroy();
    this.cursorStream = undefined;
  }

  #processed(change) {
    if (this.isClosed) throw new errors.MongoAPIError(CLOSED);
    if (change == null) throw new errors.MongoRuntimeError(CLOSED);
    if (!change._id) throw new errors.MongoChangeStreamError(NO_TOKEN);
    this.cursor.cacheResumeToken(change._id);
    this.options.startAtOperationTime = undefined;
    return change;
  }

  #mayResume(error) {
    return this.cursor.id != null && isResumable(error, this.cursor.maxWireVersion);
  }

  /** An error while events are emitted. */
  async #failed(error) {
    if (this.isClosed) return;
    if (this.#mayResume(error)) {
      this.#endStream();
      try {
        await this.cursor.close().catch(() => {});
        await this.#resume(error);
        return;
      } catch {
        // told below
      }
    }
    this.emit('error', error);
    await this.close().catch(() => {});
  }

  /** An error of the iterator's; throws where the stream cannot go on. */
  async #recover(error) {
    if (this.isClosed) throw new errors.MongoAPIError(CLOSED);
    if (!this.#mayResume(error)) {
      await this.close().catch(() => {});
      throw error;
    }
    await this.cursor.close().catch(() => {});
    await this.#resume(error);
  }

  async #resume(error) {
    const client = this.parent.s.isMongoClient ? this.parent : this.parent.client;
    try {
      await client.topology.selectServer(this.cursor.readPreference);
      this.cursor = this.#open(this.cursor.resumeOptions);
    } catch {
      await this.close();
      throw error;
    }
  }
}

readers(ChangeStream, {
  resumeToken: ({ cursor }) => cursor?.resumeToken,
  closed: ({ isClosed, cursor }) => isClosed || cursor.closed,
});

module.exports = { ChangeStream };
