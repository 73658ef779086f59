'use strict';

const { MongoInvalidArgumentError } = require('./errors');
const { formatSort } = require('./sort');
const { explained, hasAtomicOperators, runWrite } = require('./shared');

const ReturnDocument = Object.freeze({ BEFORE: 'before', AFTER: 'after' });

function requireObject(value, name) {
  if (value == null || typeof value !== 'object') {
    throw new MongoInvalidArgumentError(`Argument "${name}" must be an object`);
  }
}

async function run(collection, filter, change, options) {
  const command = { findAndModify: collection.collectionName, query: filter, remove: false, new: false, upsert: false };
  Object.assign(command, change);
  const sort = formatSort(options.sort);
  if (sort) command.sort = sort;
  if (options.projection) command.fields = options.projection;
  if (options.let) command.let = options.let;
  if (options.comment !== undefined) command.comment = options.comment;
  if (options.hint) command.hint = options.hint;
  if (options.arrayFilters && change.update) command.arrayFilters = options.arrayFilters;
  if (options.explain != null) {
    return collection.client.run(collection.dbName, explained(command, options.explain), options);
  }
  const reply = await runWrite(collection.client, collection.s.namespace, command, options);
  return options.includeResultMetadata ? reply : reply.value ?? null;
}

function change(update, options) {
  const result = { new: options.returnDocument === ReturnDocument.AFTER, upsert: options.upsert === true };
  if (options.bypassDocumentValidation === true) result.bypassDocumentValidation = true;
  result.update = update;
  return result;
}

async function remove(collection, filter, options) {
  requireObject(filter, 'filter');
  return run(collection, filter, { remove: true }, options);
}

async function replace(collection, filter, replacement, options) {
  requireObject(filter, 'filter');
  requireObject(replacement, 'replacement');
  if (hasAtomicOperators(replacement)) {
    throw new MongoInvalidArgumentError('Replacement document must not contain atomic operators');
  }
  return run(collection, filter, change(replacement, options), options);
}

async function update(collection, filter, document, options) {
  requireObject(filter, 'filter');
  requireObject(document, 'update');
  if (!hasAtomicOperators(document, options)) {
    throw new MongoInvalidArgumentError('Update document requires atomic operators');
  }
  return run(collection, filter, change(document, options), options);
}

module.exports = { ReturnDocument, remove, replace, update };
