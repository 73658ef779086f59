'use strict';

const errors = require('./errors');
const { ReadConcern, ReadPreference, WriteConcern } = require('./concerns');
const { AggregationCursor, ListIndexesCursor } = require('./cursors');
const { FindCursor } = require('./find-cursor');
const { describeIndex, indexKey } = require('./indexes');
const { OrderedBulkOperation, UnorderedBulkOperation } = require('./bulk');
const findAndModify = require('./find-and-modify');
const { readers } = require('./readers');
const { kWatched } = require('./watched');
const statements = require('./statements');
const {
  Namespace, bsonOptions, ensureId, explained, isAcknowledged, normalizeHint, resolve, runRead, runWrite,
} = require('./shared');
const { unsupported } = errors;

function requireArray(argument, value, content = 'documents') {
  if (Array.isArray(value)) return;
  throw new errors.MongoInvalidArgumentError(`Argument "${argument}" must be an array of ${content}`);
}

/** Copies options into a command if they are of the type the server wants, or given at all where any will do. */
function carry(command, options, types) {
  for (const [name, type] of Object.entries(types)) {
    const value = options[name];
    if (type === 'any' ? value !== undefined : typeof value === type) command[name] = value;
  }
  return command;
}

function isPlain(options) {
  if (options == null) return true;
  for (const name in options) return false;
  return true;
}

/** Whether a filter goes to the server as it is. */
function isPlainFilter(filter) {
  return typeof filter === 'object' && filter !== null && !Array.isArray(filter) && filter._bsontype === undefined;
}

/** npm mongodb's `Collection`. */
class Collection {
  constructor(db, name, options) {
    this.db = db;
    this.s = {
      db,
      options,
      namespace: new Namespace(db.databaseName, name),
      pkFactory: options?.pkFactory ?? db.s.pkFactory,
      readPreference: ReadPreference.fromOptions(options),
      bsonOptions: bsonOptions(options, db),
      readConcern: ReadConcern.fromOptions(options),
      writeConcern: WriteConcern.fromOptions(options),
    };
    this.client = db.client;
  }

  get [kWatched]() {
    return 'Collection';
  }

  get hint() {
    return this.s.collectionHint;
  }

  set hint(hint) {
    this.s.collectionHint = normalizeHint(hint);
  }

  async insertOne(document, options) {
    const settings = this.#settings(options);
    ensureId(this, document, settings);
    const command = { insert: this.collectionName, documents: [document], ordered: settings.ordered ?? true };
    carry(command, settings, { bypassDocumentValidation: 'boolean', comment: 'any' });
    await runWrite(this.client, this.s.namespace, command, settings);
    return { acknowledged: isAcknowledged(settings), insertedId: document._id };
  }

  async insertMany(documents, options) {
    requireArray('docs', documents);
    const settings = resolve(this, options);
    const inserts = documents.map(document => ({ insertOne: { document } }));
    const { insertedCount, insertedIds } = await this.bulkWrite(inserts, settings);
    return { acknowledged: isAcknowledged(settings), insertedCount, insertedIds };
  }

  async bulkWrite(operations, options) {
    requireArray('operations', operations);
    const settings = resolve(this, options);
    await this.client.ensureConnected();
    const bulk = settings.ordered === false
      ? this.initializeUnorderedBulkOp(settings) : this.initializeOrderedBulkOp(settings);
    bulk.s.immediate = true;
    for (const operation of operations) bulk.raw(operation);
    return bulk.execute({ ...settings });
  }

  async updateOne(filter, update, options) {
    return statements.update(this, filter, update, { ...this.#settings(options), multi: false });
  }

  async updateMany(filter, update, options) {
    return statements.update(this, filter, update, { ...this.#settings(options), multi: true });
  }

  async replaceOne(filter, replacement, options) {
    return statements.replace(this, filter, replacement, resolve(this, options));
  }

  async deleteOne(filter = {}, options = {}) {
    return statements.remove(this, filter, { ...this.#settings(options), limit: 1 });
  }

  async deleteMany(filter = {}, options = {}) {
    return statements.remove(this, filter, { ...this.#settings(options), limit: 0 });
  }

  async findOneAndDelete(filter, options) {
    return findAndModify.remove(this, filter, resolve(this, options));
  }

  async findOneAndReplace(filter, replacement, options) {
    return findAndModify.replace(this, filter, replacement, resolve(this, options));
  }

  async findOneAndUpdate(filter, update, options) {
    return findAndModify.update(this, filter, update, resolve(this, options));
  }

  find(filter = {}, options = {}) {
    return new FindCursor(this.client, this.s.namespace, filter, resolve(this, options));
  }

  async findOne(filter = {}, options = {}) {
    if (isPlain(options) && isPlainFilter(filter)) return this.#first(filter);
    const cursor = this.find(filter, { ...options, singleBatch: true }).limit(1);
    const result = await cursor.next();
    await cursor.close();
    return result;
  }

  /** `findOne` without options, which most are: the command and its reply, without a cursor around them. */
  async #first(filter) {
    const command = { find: this.collectionName, filter, limit: 1, singleBatch: true };
    const reply = await runRead(this.client, this.s.namespace, command, this.#forReading());
    return reply.cursor.firstBatch[0] ?? null;
  }

  #reading;
  #writing;

  /** The settings of a call without options, made once. */
  #forReading() {
    this.#reading ??= Object.freeze({ ...resolve(this, undefined), retry: 'read' });
    return this.#reading;
  }

  /** The settings of a call that writes; one without options shares them. */
  #settings(options) {
    if (!isPlain(options)) return resolve(this, options);
    this.#writing ??= Object.freeze({ ...resolve(this, undefined) });
    return this.#writing;
  }

  aggregate(pipeline = [], options = undefined) {
    requireArray('pipeline', pipeline, 'aggregation stages');
    return new AggregationCursor(this.client, this.s.namespace, pipeline, resolve(this, options));
  }

  async countDocuments(filter = {}, options = {}) {
    const window = carry({}, options, { skip: 'number', limit: 'number' });
    const stages = Object.entries(window).map(([name, count]) => ({ [`$${name}`]: count }));
    const cursor = this.aggregate([{ $match: filter }, ...stages, { $group: { _id: 1, n: { $sum: 1 } } }], options);
    const document = await cursor.next();
    await cursor.close();
    return document?.n ?? 0;
  }

  async estimatedDocumentCount(options) {
    const settings = resolve(this, options);
    const command = carry({ count: this.collectionName }, settings, { comment: 'any' });
    const reply = await runRead(this.client, this.s.namespace, command, settings);
    return reply.n ?? 0;
  }

  async count(filter = {}, options = {}) {
    const settings = resolve(this, options);
    const command = { count: this.collectionName, query: filter };
    carry(command, settings, { limit: 'number', skip: 'number' });
    if (settings.hint != null) command.hint = settings.hint;
    const reply = await runRead(this.client, this.s.namespace, command, settings);
    return reply.n ?? 0;
  }

  async distinct(key, filter = {}, options = {}) {
    const settings = resolve(this, options);
    const command = { distinct: this.collectionName, key, query: filter };
    carry(command, settings, { comment: 'any' });
    if (settings.hint != null) command.hint = settings.hint;
    if (settings.explain == null) return (await runRead(this.client, this.s.namespace, command, settings)).values;
    return this.client.run(this.dbName, explained(command, settings.explain), settings);
  }

  async createIndex(specification, indexOptions, commandOptions) {
    const description = { ...indexOptions, key: indexKey(specification) };
    const settings = resolve(this, commandOptions ?? indexOptions);
    return (await this.#createIndexes([describeIndex(description, commandOptions != null)], settings))[0];
  }

  async createIndexes(specifications, options, allowUnknownIndexOptions = false) {
    const settings = resolve(this, { ...options, maxTimeMS: undefined });
    return this.#createIndexes(
      specifications.map(specification => describeIndex(specification, allowUnknownIndexOptions)), settings);
  }

  async #createIndexes(indexes, options) {
    const command = { createIndexes: this.collectionName, indexes };
    if (options.commitQuorum != null) command.commitQuorum = options.commitQuorum;
    await runWrite(this.client, this.s.namespace, command, options);
    return indexes.map(index => index.name || '');
  }

  async dropIndex(index, options) {
    return runWrite(this.client, this.s.namespace, { dropIndexes: this.collectionName, index }, resolve(this, options));
  }

  async dropIndexes(options) {
    try {
      await this.dropIndex('*', options);
      return true;
    } catch (error) {
      if (error instanceof errors.MongoOperationTimeoutError) throw error;
      return false;
    }
  }

  listIndexes(options) {
    return new ListIndexesCursor(this, resolve(this, options));
  }

  async indexes(options) {
    const indexes = await this.listIndexes(options).toArray();
    if (options?.full ?? true) return indexes;
    return Object.fromEntries(indexes.map(({ name, key }) => [name, Object.entries(key)]));
  }

  async indexInformation(options) {
    return this.indexes({ ...options, full: options?.full ?? false });
  }

  async indexExists(names, options) {
    const existing = (await this.listIndexes(options).toArray()).map(({ name }) => name);
    return [names].flat().every(name => existing.includes(name));
  }

  async options(options) {
    const [found] = await this.db.listCollections({ name: this.collectionName }, { ...options, nameOnly: false })
      .toArray();
    if (found?.options == null) throw new errors.MongoAPIError(`collection ${this.namespace} not found`);
    return found.options;
  }

  async isCapped(options) {
    const { capped } = await this.options(options);
    return Boolean(capped);
  }

  async rename(newName, options) {
    const command = { renameCollection: this.namespace, to: `${this.dbName}.${newName}` };
    carry(command, { ...options }, { dropTarget: 'boolean' });
    await runWrite(this.client, new Namespace('admin'), command, { ...options });
    return new Collection(this.db, newName, this.s.options);
  }

  async drop(options) {
    return this.db.dropCollection(this.collectionName, options);
  }

  initializeOrderedBulkOp(options) {
    return new OrderedBulkOperation(this, resolve(this, options));
  }

  initializeUnorderedBulkOp(options) {
    return new UnorderedBulkOperation(this, resolve(this, options));
  }

  watch(pipeline = [], options = {}) {
    const { ChangeStream } = require('./change-stream');
    if (!Array.isArray(pipeline)) return new ChangeStream(this, [], resolve(this, pipeline));
    return new ChangeStream(this, pipeline, resolve(this, options));
  }

  listSearchIndexes() {
    throw unsupported('Collection.listSearchIndexes');
  }

  async createSearchIndex() {
    throw unsupported('Collection.createSearchIndex');
  }

  async createSearchIndexes() {
    throw unsupported('Collection.createSearchIndexes');
  }

  async dropSearchIndex() {
    throw unsupported('Collection.dropSearchIndex');
  }

  async updateSearchIndex() {
    throw unsupported('Collection.updateSearchIndex');
  }
}

readers(Collection, {
  dbName: ({ s }) => s.namespace.db,
  collectionName: ({ s }) => s.namespace.collection,
  namespace: ({ s }) => String(s.namespace),
  fullNamespace: ({ s }) => s.namespace,
  readConcern: ({ s, db }) => s.readConcern ?? db.readConcern,
  readPreference: ({ s, db }) => s.readPreference ?? db.readPreference,
  writeConcern: ({ s, db }) => s.writeConcern ?? db.writeConcern,
  bsonOptions: ({ s }) => s.bsonOptions,
  timeoutMS: () => undefined,
});

module.exports = { Collection };
