'use strict';

const { Encoded, write } = require('../bson/serializer');
const errors = require('./errors');
const { WriteConcern } = require('./concerns');
const { BulkWriteResult, MongoBulkWriteError, WriteConcernError, WriteError } = require('./bulk-results');
const { deleteStatement, statementsCommand, updateStatement } = require('./statements');
const { bsonOptions, ensureId, hasAtomicOperators, runWrite } = require('./shared');
const { requireFits } = require('./wire/message');
const { MongoInvalidArgumentError } = errors;

const BatchType = Object.freeze({ INSERT: 1, UPDATE: 2, DELETE: 3 });
const COMMANDS = { [BatchType.INSERT]: 'insert', [BatchType.UPDATE]: 'update', [BatchType.DELETE]: 'delete' };
const MAX_BATCH = 100000;
const MAX_BYTES = 16 * 1024 * 1024;
/** What an element of an array of 100,000 has beside its value. */
const KEY_BYTES = 7;
const RAW = 'Raw operations are not allowed';
const NEEDS_OPERATORS = 'Update document requires atomic operators';
const NO_OPERATORS = 'Replacement document must not use atomic operators';
const KINDS = 'bulkWrite only supports insertOne, updateOne, updateMany, deleteOne, deleteMany';

/** Operations of one kind that go out in one command. */
class Batch {
  constructor(batchType, originalZeroIndex) {
    this.originalZeroIndex = originalZeroIndex;
    this.currentIndex = 0;
    this.originalIndexes = [];
    this.batchType = batchType;
    this.operations = [];
    this.size = 0;
    // The same in bytes, which is what goes out.
    Object.defineProperty(this, 'encoded', { value: [] });
    this.sizeBytes = 0;
  }
}

/** npm mongodb's `FindOperators`: what `bulk.find()` offers. */
class FindOperators {
  constructor(bulkOperation) {
    this.bulkOperation = bulkOperation;
  }

  #current() {
    const current = this.bulkOperation.s.currentOp ?? {};
    this.bulkOperation.s.currentOp = undefined;
    return current;
  }

  #with(name, value) {
    (this.bulkOperation.s.currentOp ??= {})[name] = value;
    return this;
  }

  #add(type, statement) {
    return this.bulkOperation.addToOperationsList(type, statement);
  }

  update(update) {
    const current = this.#current();
    return this.#add(BatchType.UPDATE, updateStatement(current.selector, update, { ...current, multi: true }));
  }

  updateOne(update) {
    if (!hasAtomicOperators(update, this.bulkOperation.bsonOptions)) {
      throw new MongoInvalidArgumentError(NEEDS_OPERATORS);
    }
    const current = this.#current();
    return this.#add(BatchType.UPDATE, updateStatement(current.selector, update, { ...current, multi: false }));
  }

  replaceOne(replacement) {
    if (hasAtomicOperators(replacement)) throw new MongoInvalidArgumentError(NO_OPERATORS);
    const current = this.#current();
    return this.#add(BatchType.UPDATE, updateStatement(current.selector, replacement, { ...current, multi: false }));
  }

  deleteOne() {
    const current = this.#current();
    return this.#add(BatchType.DELETE, deleteStatement(current.selector, { ...current, limit: 1 }));
  }

  delete() {
    const current = this.#current();
    return this.#add(BatchType.DELETE, deleteStatement(current.selector, { ...current, limit: 0 }));
  }

  upsert() {
    return this.#with('upsert', true);
  }

  collation(collation) {
    return this.#with('collation', collation);
  }

  arrayFilters(arrayFilters) {
    return this.#with('arrayFilters', arrayFilters);
  }

  hint(hint) {
    return this.#with('hint', hint);
  }
}

/** npm mongodb's `BulkOperationBase`. */
class BulkOperationBase {
  /** True where the operations are sent as soon as they are there, so that nobody changes their documents meanwhile. */
  get isImmediate() {
    return this.s.immediate === true;
  }

  constructor(collection, options, isOrdered) {
    collection.client.requireConnected();
    this.collection = collection;
    this.isOrdered = isOrdered;
    this.s = {
      bulkResult: {
        ok: 1, writeErrors: [], writeConcernErrors: [], insertedIds: [], nInserted: 0, nUpserted: 0, nMatched: 0,
        nModified: 0, nRemoved: 0, upserted: [],
      },
      currentIndex: 0,
      batches: [],
      open: new Map(),
      writeConcern: WriteConcern.fromOptions(options),
      namespace: collection.s.namespace,
      options: options ?? {},
      bsonOptions: bsonOptions(options),
      executed: false,
      collection,
      bypassDocumentValidation: options?.bypassDocumentValidation === true,
    };
  }

  get length() {
    return this.s.currentIndex;
  }

  get bsonOptions() {
    return this.s.bsonOptions;
  }

  get writeConcern() {
    return this.s.writeConcern;
  }

  get batches() {
    return [...this.s.batches];
  }

  insert(document) {
    ensureId(this.collection, document, { forceServerObjectId: this.s.options.forceServerObjectId });
    return this.addToOperationsList(BatchType.INSERT, document);
  }

  find(selector) {
    if (!selector) throw new MongoInvalidArgumentError('Bulk find operation must specify a selector');
    this.s.currentOp = { selector };
    return new FindOperators(this);
  }

  raw(operation) {
    if (operation == null || typeof operation !== 'object') {
      throw new MongoInvalidArgumentError('Operation must be an object with an operation key');
    }
    if ('insertOne' in operation) {
      const { insertOne } = operation;
      return this.insert(insertOne?.document == null ? insertOne : insertOne.document);
    }
    for (const kind of ['replaceOne', 'updateOne', 'updateMany', 'deleteOne', 'deleteMany']) {
      if (!(kind in operation)) continue;
      if ('q' in operation[kind]) throw new MongoInvalidArgumentError(RAW);
      return this.#statement(kind, operation[kind]);
    }
    throw new MongoInvalidArgumentError(KINDS);
  }

  #statement(kind, given) {
    if (kind === 'deleteOne' || kind === 'deleteMany') {
      const limit = kind === 'deleteOne' ? 1 : 0;
      return this.addToOperationsList(BatchType.DELETE, deleteStatement(given.filter, { ...given, limit }));
    }
    const document = kind === 'replaceOne' ? given.replacement : given.update;
    const statement = updateStatement(given.filter, document, { ...given, multi: kind === 'updateMany' });
    if (kind === 'replaceOne' && hasAtomicOperators(document)) throw new MongoInvalidArgumentError(NO_OPERATORS);
    if (kind !== 'replaceOne' && !hasAtomicOperators(document, this.bsonOptions)) {
      throw new MongoInvalidArgumentError(NEEDS_OPERATORS);
    }
    return this.addToOperationsList(BatchType.UPDATE, statement);
  }

  addToOperationsList(type, document) {
    if (Array.isArray(document)) {
      throw new MongoInvalidArgumentError('Operation passed in cannot be an Array');
    }
    const { s } = this;
    const encoded = this.#encoded(document);
    const batch = this.batchFor(type, encoded.bytes.length);
    if (this.isImmediate) batch.encoded.push(encoded);
    batch.sizeBytes += encoded.bytes.length + KEY_BYTES;
    if (type === BatchType.INSERT) s.bulkResult.insertedIds.push({ index: s.currentIndex, _id: document._id });
    batch.originalIndexes.push(s.currentIndex);
    batch.operations.push(document);
    batch.size++;
    s.currentIndex++;
    return this;
  }

  #encoded(document) {
    const { ignoreUndefined, serializeFunctions } = this.s.bsonOptions;
    const settings = { ignoreUndefined: ignoreUndefined === true, serializeFunctions };
    const encoded = new Encoded(write(document, settings, (bytes, length) => bytes.slice(0, length)));
    const most = this.collection.client.topology.lastHello().maxBsonObjectSize ?? MAX_BYTES;
    if (encoded.bytes.length < most) return encoded;
    requireFits(encoded.bytes.length);
    throw new MongoInvalidArgumentError(`Document is larger than the maximum size ${most}`);
  }

  /**
   * The batch that takes the next operation of a type, of so many bytes: the last one if ordered, else the last of that
   * type, while it has room.
   */
  batchFor(type, bytes) {
    const { s } = this;
    const key = this.isOrdered ? 0 : type;
    let batch = s.open.get(key);
    if (batch === undefined || batch.batchType !== type || batch.size >= MAX_BATCH
      || (batch.size > 0 && batch.sizeBytes + bytes + KEY_BYTES >= MAX_BYTES)) {
      batch = new Batch(type, s.currentIndex);
      s.open.set(key, batch);
      s.batches.push(batch);
    }
    return batch;
  }

  async execute(options = {}) {
    const { s } = this;
    if (s.executed) throw new errors.MongoBatchReExecutionError();
    s.writeConcern = WriteConcern.fromOptions(options) ?? s.writeConcern;
    if (s.batches.length === 0) {
      throw new MongoInvalidArgumentError('Invalid BulkOperation, Batch cannot be empty');
    }
    s.executed = true;
    const settings = { ...s.options, ...options, ordered: this.isOrdered };
    const batches = this.isOrdered ? s.batches : [...s.batches].sort((a, b) => a.batchType - b.batchType);
    for (const batch of batches) {
      await this.#send(batch, settings);
      this.handleWriteError(this.#result(), this.isOrdered);
    }
    s.batches = [];
    const result = this.#result();
    this.handleWriteError(result, true);
    return result;
  }

  #result() {
    return new BulkWriteResult(this.s.bulkResult, this.isOrdered);
  }

  async #send(batch, settings) {
    const { client, collectionName } = this.collection;
    const name = COMMANDS[batch.batchType];
    const list = this.isImmediate && !client.options.monitorCommands ? batch.encoded : batch.operations;
    const command = name === 'insert' ? this.#insertCommand(list, settings)
      : statementsCommand(name, collectionName, list, settings);
    const repeatable = name === 'insert' || batch.operations.every(({ multi, limit }) => !multi && limit !== 0);
    let reply;
    try {
      reply = await runWrite(client, this.s.namespace, command, { ...settings, repeatable }, { mayKeepErrors: true });
    } catch (error) {
      throw new MongoBulkWriteError(error, this.#result());
    }
    this.#merge(batch, reply);
  }

  #insertCommand(documents, options) {
    const command = { insert: this.collection.collectionName, documents, ordered: this.isOrdered };
    if (options.bypassDocumentValidation === true) command.bypassDocumentValidation = true;
    if (options.comment !== undefined) command.comment = options.comment;
    return command;
  }

  #merge(batch, reply) {
    const result = this.s.bulkResult;
    const upserted = reply.upserted ?? [];
    if (batch.batchType === BatchType.INSERT) result.nInserted += reply.n ?? 0;
    if (batch.batchType === BatchType.DELETE) result.nRemoved += reply.n ?? 0;
    if (batch.batchType === BatchType.UPDATE) {
      result.nUpserted += upserted.length;
      result.nMatched += (reply.n ?? 0) - upserted.length;
      result.nModified += reply.nModified ?? 0;
    }
    for (const { index, _id } of upserted) result.upserted.push({ index: batch.originalIndexes[index], _id });
    for (const { index, code, errmsg, errInfo } of reply.writeErrors ?? []) {
      const op = batch.operations[index];
      const error = { index: batch.originalIndexes[index], code, errmsg, errInfo, op };
      result.writeErrors.push(new WriteError(error));
    }
    if (reply.writeConcernError) result.writeConcernErrors.push(new WriteConcernError(reply.writeConcernError));
  }

  handleWriteError(writeResult, stop = true) {
    const { writeErrors } = this.s.bulkResult;
    if (!stop) return;
    if (writeErrors.length > 0) {
      const message = writeErrors[0].errmsg || 'write operation failed';
      throw new MongoBulkWriteError({ message, code: writeErrors[0].code, writeErrors }, writeResult);
    }
    const writeConcernError = writeResult.getWriteConcernError();
    if (writeConcernError) throw new MongoBulkWriteError(writeConcernError, writeResult);
  }
}

/** npm mongodb's `OrderedBulkOperation`: stops at the first error. */
class OrderedBulkOperation extends BulkOperationBase {
  constructor(collection, options) {
    super(collection, options, true);
  }
}

/** npm mongodb's `UnorderedBulkOperation`: does all it can. */
class UnorderedBulkOperation extends BulkOperationBase {
  constructor(collection, options) {
    super(collection, options, false);
  }
}

module.exports = {
  Batch, BatchType, BulkOperationBase, FindOperators, OrderedBulkOperation, UnorderedBulkOperation,
};
