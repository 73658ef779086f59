'use strict';

const errors = require('./errors');
const { AbstractCursor } = require('./cursor');
const { formatSort } = require('./sort');
const { normalizeHint, warnOnce } = require('./shared');

const BOOLEANS = [
  'singleBatch', 'returnKey', 'showRecordId', 'tailable', 'oplogReplay', 'noCursorTimeout', 'awaitData',
  'allowPartialResults', 'allowDiskUse',
];
const MODIFIERS = {
  comment: 'comment', hint: 'hint', max: 'max', maxTimeMS: 'maxTimeMS', min: 'min', orderby: 'sort',
  returnKey: 'returnKey', showDiskLoc: 'showRecordId',
};

/** npm mongodb's `FindCursor`. */
class FindCursor extends AbstractCursor {
  constructor(client, namespace, filter = {}, options = {}) {
    super(client, namespace, options);
    this.cursorFilter = filter;
    this.findOptions = { ...options };
    this.numReturned = 0;
    if (options.sort != null) this.findOptions.sort = formatSort(options.sort);
  }

  clone() {
    const { session, ...options } = this.findOptions;
    return new FindCursor(this.client, this.namespace, this.cursorFilter, { ...options, ...this.cursorOptions });
  }

  command() {
    const { cursorFilter: filter, namespace } = this;
    if (typeof filter !== 'object' || Array.isArray(filter)) {
      throw new errors.MongoInvalidArgumentError('Query filter must be a plain object or ObjectId');
    }
    const options = { ...this.findOptions, ...this.cursorOptions };
    const command = { find: namespace.collection, filter: filter?._bsontype === 'ObjectId' ? { _id: filter } : filter };
    if (options.sort) command.sort = options.sort;
    if (options.projection) command.projection = projectionOf(options.projection);
    if (options.hint) command.hint = normalizeHint(options.hint);
    if (typeof options.skip === 'number') command.skip = options.skip;
    limits(command, options);
    if (options.comment !== undefined) command.comment = options.comment;
    if (options.max) command.max = options.max;
    if (options.min) command.min = options.min;
    for (const name of BOOLEANS) {
      if (typeof options[name] === 'boolean') command[name] = options[name];
    }
    if (typeof options.timeout === 'boolean') command.noCursorTimeout = !options.timeout;
    if (options.let) command.let = options.let;
    if (options.collation) command.collation = options.collation;
    if (typeof options.maxTimeMS === 'number') command.maxTimeMS = options.maxTimeMS;
    return command;
  }

  returned(count) {
    this.numReturned += count;
  }

  nextBatchSize() {
    const remaining = (this.findOptions.limit || Infinity) - this.numReturned;
    if (remaining <= 0) return 0;
    const { batchSize } = this.cursorOptions;
    return batchSize != null && batchSize > remaining ? remaining : batchSize;
  }

  rewind() {
    if (this.initialized) this.numReturned = 0;
    super.rewind();
  }

  async explain(verbosity) {
    return super.explain(verbosity ?? true);
  }

  async count(options) {
    warnOnce('cursor.count is deprecated and will be removed in the next major version, please use '
      + '`collection.estimatedDocumentCount` or `collection.countDocuments` instead ');
    if (typeof options === 'boolean') {
      throw new errors.MongoInvalidArgumentError('Invalid first parameter to count');
    }
    const { limit, skip, hint } = { ...this.findOptions, ...options };
    const command = { count: this.namespace.collection, query: this.cursorFilter };
    if (typeof limit === 'number') command.limit = limit;
    if (typeof skip === 'number') command.skip = skip;
    if (hint != null) command.hint = hint;
    const reply = await this.client.run(this.namespace.db, command, this.runOptions);
    return reply.n;
  }

  #set(name, value) {
    this.throwIfInitialized();
    this.findOptions[name] = value;
    return this;
  }

  filter(filter) {
    this.throwIfInitialized();
    this.cursorFilter = filter;
    return this;
  }

  hint(hint) {
    return this.#set('hint', hint);
  }

  min(min) {
    return this.#set('min', min);
  }

  max(max) {
    return this.#set('max', max);
  }

  returnKey(value) {
    return this.#set('returnKey', value);
  }

  showRecordId(value) {
    return this.#set('showRecordId', value);
  }

  comment(value) {
    this.cursorOptions.comment = value;
    return this.#set('comment', value);
  }

  project(value) {
    return this.#set('projection', value);
  }

  collation(value) {
    return this.#set('collation', value);
  }

  maxAwaitTimeMS(value) {
    this.throwIfInitialized();
    if (typeof value !== 'number') {
      throw new errors.MongoInvalidArgumentError('Argument for maxAwaitTimeMS must be a number');
    }
    this.cursorOptions.maxAwaitTimeMS = value;
    return this;
  }

  sort(sort, direction) {
    this.throwIfInitialized();
    this.#refuseTailable('sorting');
    return this.#set('sort', formatSort(sort, direction));
  }

  limit(value) {
    this.throwIfInitialized();
    this.#refuseTailable('limit');
    if (typeof value !== 'number') {
      throw new errors.MongoInvalidArgumentError('Operation "limit" requires an integer');
    }
    return this.#set('limit', value);
  }

  skip(value) {
    this.throwIfInitialized();
    this.#refuseTailable('skip');
    if (typeof value !== 'number') {
      throw new errors.MongoInvalidArgumentError('Operation "skip" requires an integer');
    }
    return this.#set('skip', value);
  }

  allowDiskUse(allow = true) {
    this.throwIfInitialized();
    if (!this.findOptions.sort) {
      throw new errors.MongoInvalidArgumentError('Option "allowDiskUse" requires a sort specification');
    }
    return this.#set('allowDiskUse', Boolean(allow));
  }

  addQueryModifier(name, value) {
    this.throwIfInitialized();
    if (name[0] !== '$') throw new errors.MongoInvalidArgumentError(`${name} is not a valid query modifier`);
    const field = name.slice(1);
    if (field === 'query') return this.filter(value);
    if (!Object.hasOwn(MODIFIERS, field)) {
      throw new errors.MongoInvalidArgumentError(`Invalid query modifier: ${name}`);
    }
    return this.#set(MODIFIERS[field], field === 'orderby' ? formatSort(value) : value);
  }

  #refuseTailable(what) {
    if (this.cursorOptions.tailable) {
      throw new errors.MongoTailableCursorError(`Tailable cursor does not support ${what}`);
    }
  }
}

function projectionOf(projection) {
  if (!Array.isArray(projection)) return projection;
  return projection.length > 0 ? Object.fromEntries(projection.map(field => [field, 1])) : { _id: 1 };
}

function limits(command, options) {
  const { limit, batchSize } = options;
  if (typeof limit === 'number') command.limit = Math.abs(limit);
  if (limit < 0) command.singleBatch = true;
  if (typeof batchSize !== 'number') return;
  if (batchSize < 0) command.limit = -batchSize;
  else command.batchSize = batchSize === limit ? batchSize + 1 : batchSize;
}

module.exports = { FindCursor };
