'use strict';

const { ObjectId } = require('../bson/object-id');
const errors = require('./errors');
const { Admin } = require('./admin');
const { Collection } = require('./collection');
const { ReadConcern, ReadPreference, WriteConcern } = require('./concerns');
const { AggregationCursor, ListCollectionsCursor, RunCommandCursor } = require('./cursors');
const { readers } = require('./readers');
const { BSON_OPTIONS, Namespace, bsonOptions, resolve, runRead, runWrite } = require('./shared');
const { kWatched } = require('./watched');

const OPTIONS = new Set([...BSON_OPTIONS, 'writeConcern', 'readPreference', 'readPreferenceTags', 'readConcern',
  'forceServerObjectId', 'pkFactory', 'authSource', 'retryWrites']);
const NOT_FOR_CREATE = new Set([...BSON_OPTIONS, 'w', 'wtimeout', 'timeoutMS', 'j', 'fsync', 'pkFactory',
  'readPreference', 'session', 'readConcern', 'writeConcern']);
const NAMESPACE_NOT_FOUND = 26;
const PROFILING = ['off', 'slow_only', 'all'];

/** npm mongodb's `Db`. */
class Db {
  constructor(client, databaseName, options) {
    const kept = Object.fromEntries(Object.entries(options ?? {}).filter(([name]) => OPTIONS.has(name)));
    if (typeof databaseName === 'string' && databaseName.includes('.')) {
      throw new errors.MongoInvalidArgumentError("Database names cannot contain the character '.'");
    }
    this.s = {
      options: kept,
      readPreference: ReadPreference.fromOptions(kept),
      bsonOptions: bsonOptions(kept, client),
      pkFactory: kept.pkFactory ?? ObjectId,
      readConcern: ReadConcern.fromOptions(kept),
      writeConcern: WriteConcern.fromOptions(kept),
      namespace: new Namespace(databaseName),
    };
    this.client = client;
  }

  get [kWatched]() {
    return 'Database';
  }

  collection(name, options = {}) {
    if (typeof options === 'function') {
      throw new errors.MongoInvalidArgumentError('The callback form of this helper has been removed.');
    }
    return new Collection(this, name, resolve(this, options));
  }

  async createCollection(name, options) {
    const settings = resolve(this, options);
    const given = Object.entries(options ?? {})
      .filter(([key, value]) => value != null && typeof value !== 'function' && !NOT_FOR_CREATE.has(key));
    await runWrite(this.client, this.s.namespace, { create: name, ...Object.fromEntries(given) }, settings);
    return new Collection(this, name, settings);
  }

  async command(command, options) {
    return this.client.run(this.databaseName, command, { ...resolve(undefined, options) });
  }

  runCursorCommand(command, options) {
    return new RunCommandCursor(this, command, options);
  }

  aggregate(pipeline = [], options = undefined) {
    return new AggregationCursor(this.client, this.s.namespace, pipeline, resolve(this, options));
  }

  admin() {
    return new Admin(this);
  }

  async stats(options) {
    const command = { dbStats: 1 };
    if (options?.scale != null) command.scale = options.scale;
    return runRead(this.client, this.s.namespace, command, resolve(this, options));
  }

  listCollections(filter = {}, options = {}) {
    return new ListCollectionsCursor(this, filter, resolve(this, options));
  }

  async collections(options) {
    const found = await this.listCollections({}, { ...options, nameOnly: true }).toArray();
    return found.filter(({ name }) => !name.includes('$')).map(({ name }) => new Collection(this, name, this.s.options));
  }

  async renameCollection(from, to, options) {
    return this.collection(from).rename(to, options);
  }

  async dropCollection(name, options) {
    try {
      await runWrite(this.client, this.s.namespace, { drop: name }, resolve(this, options));
      return true;
    } catch (error) {
      if (error instanceof errors.MongoServerError && error.code === NAMESPACE_NOT_FOUND) return false;
      throw error;
    }
  }

  async dropDatabase(options) {
    await runWrite(this.client, this.s.namespace, { dropDatabase: 1 }, resolve(this, options));
    return true;
  }

  async createIndex(name, specification, options) {
    return this.collection(name).createIndex(specification, options);
  }

  async indexInformation(name, options) {
    return this.collection(name).indexInformation(options);
  }

  async removeUser(username, options) {
    await runWrite(this.client, this.s.namespace, { dropUser: username }, resolve(this, options));
    return true;
  }

  async setProfilingLevel(level, options) {
    const profile = PROFILING.indexOf(level);
    if (profile < 0) {
      throw new errors.MongoInvalidArgumentError(`Profiling level must be one of "${PROFILING.join(', ')}"`);
    }
    await this.command({ profile }, options);
    return level;
  }

  async profilingLevel(options) {
    const { was } = await this.command({ profile: -1 }, options);
    if (PROFILING[was] === undefined) {
      throw new errors.MongoUnexpectedServerResponseError(`Illegal profiling level value ${was}`);
    }
    return PROFILING[was];
  }

  watch(pipeline = [], options = {}) {
    const { ChangeStream } = require('./change-stream');
    if (!Array.isArray(pipeline)) return new ChangeStream(this, [], resolve(this, pipeline));
    return new ChangeStream(this, pipeline, resolve(this, options));
  }
}

readers(Db, {
  databaseName: ({ s }) => s.namespace.db,
  options: ({ s }) => s.options,
  secondaryOk: ({ s }) => s.readPreference?.preference !== 'primary',
  readConcern: ({ s }) => s.readConcern,
  readPreference: ({ s, client }) => s.readPreference ?? client.readPreference,
  writeConcern: ({ s }) => s.writeConcern,
  bsonOptions: ({ s }) => s.bsonOptions,
  namespace: ({ s }) => String(s.namespace),
  timeoutMS: () => undefined,
});

Object.assign(Db, {
  SYSTEM_NAMESPACE_COLLECTION: 'system.namespaces',
  SYSTEM_INDEX_COLLECTION: 'system.indexes',
  SYSTEM_PROFILE_COLLECTION: 'system.profile',
  SYSTEM_USER_COLLECTION: 'system.users',
  SYSTEM_COMMAND_COLLECTION: '$cmd',
  SYSTEM_JS_COLLECTION: 'system.js',
});

module.exports = { Db };
