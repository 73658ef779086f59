'use strict';

const { MongoInvalidArgumentError, MongoServerError, MongoWriteConcernError } = require('./errors');
const { ReadConcern, ReadPreference, WriteConcern } = require('./concerns');

const BSON_OPTIONS = [
  'raw', 'useBigInt64', 'promoteLongs', 'promoteValues', 'promoteBuffers', 'ignoreUndefined', 'bsonRegExp',
  'serializeFunctions', 'fieldsAsRaw', 'enableUtf8Validation',
];

/** A database name and perhaps a collection name. */
class Namespace {
  constructor(db, collection) {
    this.db = db;
    this.collection = collection === '' ? undefined : collection;
  }

  toString() {
    return this.collection ? `${this.db}.${this.collection}` : this.db;
  }
}

/** The BSON options of a call, each from the nearest place that gives it. */
function bsonOptions(options, parent) {
  const inherited = parent?.bsonOptions;
  const result = {};
  for (const name of BSON_OPTIONS) {
    const value = options?.[name] ?? inherited?.[name];
    if (value !== undefined) result[name] = value;
  }
  return result;
}

/** The options of a call with what it inherits from its collection, database or client. */
function resolve(parent, options) {
  const result = { ...options, ...bsonOptions(options, parent) };
  const inTransaction = options?.session?.inTransaction() === true;
  result.readPreference = ReadPreference.fromOptions(options) ?? parent?.readPreference;
  if (!inTransaction) {
    result.readConcern = ReadConcern.fromOptions(options) ?? parent?.readConcern;
    result.writeConcern = WriteConcern.fromOptions(options) ?? parent?.writeConcern;
  }
  return result;
}

function isAcknowledged(options) {
  return options.writeConcern === undefined || WriteConcern.fromOptions(options)?.w !== 0;
}

/** Sends a command that writes; throws what its reply complains of. */
async function runWrite(client, namespace, command, options, { mayKeepErrors = false } = {}) {
  if (options.writeConcern !== undefined) {
    const concern = WriteConcern.fromOptions(options);
    if (concern && options.session?.inTransaction() !== true) WriteConcern.apply(command, concern);
  }
  decorate(command, options);
  const settings = { ...options, retry: 'write', noResponse: command.writeConcern?.w === 0 };
  if (mayKeepErrors) {
    return client.run(namespace.db, command, settings).catch(error => {
      if (error instanceof MongoWriteConcernError) return error.result;
      throw error;
    });
  }
  const reply = await client.run(namespace.db, command, settings);
  if (reply.writeErrors?.length > 0) throw new MongoServerError(reply.writeErrors[0]);
  return reply;
}

/** Sends a command that reads. */
function runRead(client, namespace, command, options) {
  const inTransaction = options.session?.inTransaction() === true;
  if (options.readConcern && !inTransaction) command.readConcern = { ...options.readConcern };
  decorate(command, options);
  return client.run(namespace.db, command, options.retry === 'read' ? options : { ...options, retry: 'read' });
}

const OWN_COLLATION = new Set(['update', 'delete', 'createIndexes']);

function decorate(command, options) {
  if (options.collation && typeof options.collation === 'object' && !OWN_COLLATION.has(Object.keys(command)[0])) {
    command.collation = options.collation;
  }
  if (typeof options.maxTimeMS === 'number') command.maxTimeMS = options.maxTimeMS;
}

/** Wraps a command so that the server explains instead of running it. */
function explained(command, explain) {
  const verbosity = explain === true || explain == null ? 'allPlansExecution'
    : explain === false ? 'queryPlanner' : explain.verbosity ?? explain;
  const wrapped = { explain: command, verbosity };
  if (typeof explain?.maxTimeMS === 'number') wrapped.maxTimeMS = explain.maxTimeMS;
  return wrapped;
}

/** True for a document or pipeline of update operators. */
function hasAtomicOperators(document, options) {
  if (Array.isArray(document)) return document.some(stage => hasAtomicOperators(stage));
  const keys = Object.keys(document);
  if (options?.ignoreUndefined && keys.every(key => document[key] === undefined)) {
    throw new MongoInvalidArgumentError('Update operations require that all atomic operators have defined values, '
      + 'but none were provided.');
  }
  return keys.length > 0 && keys[0][0] === '$';
}

/** A hint as the server wants it. */
function normalizeHint(hint) {
  if (Array.isArray(hint)) return Object.fromEntries(hint.map(name => [name, 1]));
  if (hint != null && typeof hint === 'object') return { ...hint };
  return typeof hint === 'string' ? hint : undefined;
}

/** Gives a document the `_id` that the server would otherwise give it. */
function ensureId(collection, document, options) {
  const server = options?.forceServerObjectId ?? collection.s.db.options?.forceServerObjectId;
  if (server !== true && document._id == null) document._id = collection.s.pkFactory.createPk();
  return document;
}

function warn(message) {
  process.emitWarning(message, { code: 'MONGODB DRIVER' });
}

const warned = new Set();

/** Warns once in the life of the process. */
function warnOnce(message) {
  if (warned.has(message)) return;
  warned.add(message);
  warn(message);
}

module.exports = {
  BSON_OPTIONS, Namespace, bsonOptions, resolve, isAcknowledged, runWrite, runRead, explained, hasAtomicOperators,
  normalizeHint, ensureId, warn, warnOnce,
};
