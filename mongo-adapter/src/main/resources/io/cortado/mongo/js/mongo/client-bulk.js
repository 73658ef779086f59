'use strict';

const { write } = require('../bson/serializer');
const { WriteConcern } = require('./concerns');
const { AbstractCursor } = require('./cursor');
const errors = require('./errors');
const { formatSort } = require('./sort');
const { Namespace, hasAtomicOperators, runWrite } = require('./shared');

const OVERHEAD_BYTES = 1000;
const COUNTS = { insertedCount: 'nInserted', upsertedCount: 'nUpserted', matchedCount: 'nMatched',
  modifiedCount: 'nModified', deletedCount: 'nDeleted' };

const ONLY_OPERATORS = 'Client bulk write update models must only contain atomic modifiers (start with $) and must not '
  + 'be empty.';
const NO_OPERATORS = 'Client bulk write replace models must not contain atomic modifiers (start with $) and must not be '
  + 'empty.';

function present(model, ...names) {
  return Object.fromEntries(names.filter(name => model[name]).map(name => [name, model[name]]));
}

function deletion(model, index, multi) {
  return { delete: index, multi, filter: model.filter, ...present(model, 'hint', 'collation') };
}

function update(model, index, multi, mods) {
  const operation = { update: index, multi, filter: model.filter, updateMods: mods,
    ...present(model, 'hint', 'upsert', 'arrayFilters', 'collation') };
  if (!multi && model.sort != null) operation.sort = formatSort(model.sort);
  return operation;
}

function requireOperators(mods, options) {
  if (!hasAtomicOperators(mods, options)) throw new errors.MongoAPIError(ONLY_OPERATORS);
  return mods;
}

/** An operation of the command for each kind of model. */
const OPERATIONS = {
  insertOne(model, index, { pkFactory }) {
    model.document._id ??= pkFactory.createPk();
    return { insert: index, document: model.document };
  },
  deleteOne: (model, index) => deletion(model, index, false),
  deleteMany: (model, index) => deletion(model, index, true),
  updateOne: (model, index, { options }) => update(model, index, false, requireOperators(model.update, options)),
  updateMany: (model, index, { options }) => update(model, index, true, requireOperators(model.update, options)),
  replaceOne({ arrayFilters, ...model }, index) {
    if (hasAtomicOperators(model.replacement)) throw new errors.MongoAPIError(NO_OPERATORS);
    return update(model, index, false, model.replacement);
  },
};

function sizeOf(name, value, most) {
  let size;
  try {
    size = write(value, {}, (bytes, length) => length);
  } catch (cause) {
    throw new errors.MongoInvalidArgumentError(`Could not serialize ${name === 'ops' ? 'operation' : 'ns info'} to BSON`,
      { cause });
  }
  if (size > most) {
    throw new errors.MongoInvalidArgumentError(
      `Client bulk write operation ${name} of length ${size} exceeds the max bson object size of ${most}`);
  }
  return size;
}

/** The results of one command: what its cursor gives. */
class ResultCursor extends AbstractCursor {
  constructor(client, command, options) {
    super(client, new Namespace('admin', '$cmd.bulkWrite'), options);
    this.bulkCommand = command;
    this.response = undefined;
  }

  get kind() {
    return 'write';
  }

  command() {
    return this.bulkCommand;
  }

  answered(reply) {
    this.response ??= reply;
  }
}

/** npm mongodb's `MongoClient.bulkWrite`: writes to many collections in one command, or in as few as it takes. */
class ClientBulkWrite {
  constructor(client, models, options) {
    this.client = client;
    this.models = models;
    this.options = { ordered: true, bypassDocumentValidation: false, verboseResults: false, ...options };
    this.options.writeConcern ??= WriteConcern.fromOptions(client.options);
    this.pkFactory = client.options.pkFactory;
    this.next = 0;
    const { writeConcern, verboseResults, ordered } = this.options;
    if (writeConcern?.w !== 0) return;
    const kind = (verboseResults && 'verbose results') || (ordered && 'ordered writes');
    if (kind) {
      throw new errors.MongoInvalidArgumentError(`Cannot request unacknowledged write concern and ${kind}`);
    }
  }

  async execute() {
    const { client, models, options } = this;
    if (models.length === 0) {
      throw new errors.MongoClientBulkWriteExecutionError('No client bulk write models were provided.');
    }
    const acknowledged = options.writeConcern?.w !== 0;
    const maps = options.verboseResults ? () => new Map() : () => undefined;
    this.result = {
      acknowledged, insertedCount: 0, upsertedCount: 0, matchedCount: 0, modifiedCount: 0, deletedCount: 0,
      insertResults: maps(), updateResults: maps(), deleteResults: maps(),
    };
    this.writeErrors = new Map();
    this.writeConcernErrors = [];
    await client.ensureConnected();
    while (this.next < models.length) {
      const offset = this.next;
      const command = this.#batch(client.topology.lastHello());
      if (acknowledged) await this.#send(command, offset);
      else await runWrite(client, new Namespace('admin'), command, options);
    }
    if (this.writeErrors.size > 0 || this.writeConcernErrors.length > 0) {
      throw this.#failure('Mongo client bulk write encountered errors during execution.', {
        writeConcernErrors: this.writeConcernErrors, writeErrors: this.writeErrors,
      });
    }
    return this.result;
  }

  #failure(message, fields) {
    return Object.assign(new errors.MongoClientBulkWriteError({ message }), fields, { partialResult: this.result });
  }

  /** The command for as many models as it may carry. */
  #batch({ maxMessageSizeBytes, maxWriteBatchSize, maxBsonObjectSize }) {
    const { options, models } = this;
    const namespaces = new Map();
    const command = {
      bulkWrite: 1, errorsOnly: !options.verboseResults, ordered: options.ordered ?? true, ops: [], nsInfo: [],
    };
    if (options.bypassDocumentValidation != null) command.bypassDocumentValidation = options.bypassDocumentValidation;
    if (options.let) command.let = options.let;
    if (options.comment !== undefined) command.comment = options.comment;
    for (let size = 0; this.next < models.length; this.next++) {
      const model = models[this.next];
      const known = namespaces.get(model.namespace);
      const index = known ?? namespaces.size;
      const operation = OPERATIONS[model.name](model, index, this);
      const more = sizeOf('ops', operation, maxBsonObjectSize)
        + (known === undefined ? sizeOf('nsInfo', { ns: model.namespace }, maxBsonObjectSize) : 0);
      const fits = size + more + OVERHEAD_BYTES < maxMessageSizeBytes && command.ops.length < maxWriteBatchSize;
      if (!fits && command.ops.length > 0) break;
      size += more;
      namespaces.set(model.namespace, index);
      command.ops.push(operation);
      if (known === undefined) command.nsInfo.push({ ns: model.namespace });
    }
    return command;
  }

  async #send(command, offset) {
    const { client, options } = this;
    const cursor = new ResultCursor(client, command, options);
    try {
      for await (const one of cursor) this.#merge(one, command.ops, offset);
    } catch (error) {
      if (!(error instanceof errors.MongoServerError) || error instanceof errors.MongoClientBulkWriteError) throw error;
      if (!(error instanceof errors.MongoWriteConcernError)) {
        throw this.#failure('Mongo client bulk write encountered an error during execution', { cause: error });
      }
      const { result } = error;
      this.#count(result);
      for (const one of result.cursor?.firstBatch ?? []) if (one.ok === 1) this.#detail(one, command.ops, offset);
      const { code, errmsg: message } = result.writeConcernError;
      this.writeConcernErrors.push({ code, message });
    } finally {
      if (cursor.response !== undefined) this.#count(cursor.response);
    }
  }

  #count(reply) {
    for (const [name, field] of Object.entries(COUNTS)) this.result[name] += reply[field] ?? 0;
  }

  #merge(one, operations, offset) {
    if (one.ok === 1) {
      this.#detail(one, operations, offset);
      return;
    }
    const { idx, code, errmsg: message } = one;
    if (!this.options.ordered) {
      this.writeErrors.set(idx + offset, { code, message });
      return;
    }
    throw this.#failure('Mongo client ordered bulk write encountered a write error.', {
      writeErrors: new Map([[idx + offset, { code, message }]]),
    });
  }

  #detail({ idx, n, nModified, upserted }, operations, offset) {
    const { insertResults, updateResults, deleteResults } = this.result;
    if (insertResults === undefined) return;
    const operation = operations[idx];
    if ('insert' in operation) insertResults.set(idx + offset, { insertedId: operation.document._id });
    if ('delete' in operation) deleteResults.set(idx + offset, { deletedCount: n });
    if ('update' in operation) {
      updateResults.set(idx + offset, { matchedCount: n, modifiedCount: nModified ?? 0, didUpsert: upserted != null,
        ...(upserted && { upsertedId: upserted._id }) });
    }
  }
}

module.exports = { ClientBulkWrite };
