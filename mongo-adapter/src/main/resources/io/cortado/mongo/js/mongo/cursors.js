'use strict';

const errors = require('./errors');
const { AbstractCursor } = require('./cursor');
const { WriteConcern } = require('./concerns');
const { Namespace, normalizeHint } = require('./shared');

/** The command that runs a pipeline. */
function aggregateCommand(namespace, given, options, { comment, batchSize, maxTimeMS }) {
  const pipeline = typeof options.out === 'string' ? [...given, { $out: options.out }] : given;
  const last = pipeline[pipeline.length - 1];
  const writes = Boolean(last?.$out || last?.$merge);
  if (options.cursor != null && typeof options.cursor !== 'object') {
    throw new errors.MongoInvalidArgumentError('Cursor options must be an object');
  }
  const command = { aggregate: namespace.collection || 1, pipeline };
  const concern = WriteConcern.fromOptions(options);
  if (writes && concern) WriteConcern.apply(command, concern);
  if (options.bypassDocumentValidation === true) command.bypassDocumentValidation = true;
  if (typeof options.allowDiskUse === 'boolean') command.allowDiskUse = options.allowDiskUse;
  if (options.hint) command.hint = normalizeHint(options.hint);
  if (options.let) command.let = options.let;
  if (options.collation) command.collation = options.collation;
  if (comment !== undefined) command.comment = comment;
  command.cursor = { ...options.cursor };
  if (batchSize && !writes) command.cursor.batchSize = batchSize;
  if (typeof maxTimeMS === 'number') command.maxTimeMS = maxTimeMS;
  return command;
}

/** npm mongodb's `AggregationCursor`. */
class AggregationCursor extends AbstractCursor {
  constructor(client, namespace, pipeline = [], options = {}) {
    super(client, namespace, options);
    this.pipeline = pipeline;
    this.aggregateOptions = { ...options };
  }

  clone() {
    const { session, ...options } = this.aggregateOptions;
    return new AggregationCursor(this.client, this.namespace, this.pipeline, options);
  }

  /** Whether the pipeline writes what it finds. */
  get kind() {
    const last = this.pipeline[this.pipeline.length - 1];
    return this.aggregateOptions.out || last?.$out || last?.$merge ? 'write' : 'read';
  }

  command() {
    return aggregateCommand(this.namespace, this.pipeline, this.aggregateOptions, this.cursorOptions);
  }

  async explain(verbosity) {
    return super.explain(verbosity ?? true);
  }

  addStage(stage) {
    this.throwIfInitialized();
    this.pipeline.push(stage);
    return this;
  }
}

for (const stage of ['group', 'limit', 'match', 'out', 'project', 'lookup', 'redact', 'skip', 'sort', 'unwind',
  'geoNear']) {
  Object.defineProperty(AggregationCursor.prototype, stage, {
    value(argument) {
      return this.addStage({ [`$${stage}`]: argument });
    },
    writable: true,
    configurable: true,
  });
}

/** npm mongodb's `ListCollectionsCursor`. */
class ListCollectionsCursor extends AbstractCursor {
  constructor(db, filter, options) {
    super(db.client, new Namespace(db.databaseName, '$cmd.listCollections'), options);
    this.parent = db;
    this.filter = filter;
    this.options = options;
  }

  clone() {
    return new ListCollectionsCursor(this.parent, this.filter, { ...this.options });
  }

  command() {
    const { batchSize } = this.cursorOptions;
    const command = {
      listCollections: 1,
      filter: this.filter,
      cursor: batchSize ? { batchSize } : {},
      nameOnly: Boolean(this.options?.nameOnly),
      authorizedCollections: Boolean(this.options?.authorizedCollections),
    };
    if (this.cursorOptions.comment !== undefined) command.comment = this.cursorOptions.comment;
    return command;
  }
}

/** npm mongodb's `ListIndexesCursor`. */
class ListIndexesCursor extends AbstractCursor {
  constructor(collection, options) {
    super(collection.client, collection.s.namespace, options);
    this.parent = collection;
    this.options = options;
  }

  clone() {
    return new ListIndexesCursor(this.parent, { ...this.options });
  }

  command() {
    const { batchSize } = this.cursorOptions;
    const command = { listIndexes: this.parent.collectionName, cursor: batchSize ? { batchSize } : {} };
    if (this.cursorOptions.comment !== undefined) command.comment = this.cursorOptions.comment;
    return command;
  }
}

/** npm mongodb's `RunCommandCursor`. */
class RunCommandCursor extends AbstractCursor {
  constructor(db, command, options = {}) {
    super(db.client, new Namespace(db.databaseName, '$cmd'), options);
    this.document = command;
  }

  command() {
    return { ...this.document };
  }

  setComment(comment) {
    this.cursorOptions.comment = comment;
    return this;
  }

  setBatchSize(size) {
    this.cursorOptions.batchSize = size;
    return this;
  }

  setMaxTimeMS(value) {
    this.cursorOptions.maxAwaitTimeMS = value;
    return this;
  }
}

module.exports = { AggregationCursor, aggregateCommand, ListCollectionsCursor, ListIndexesCursor, RunCommandCursor };
