'use strict';

const { MongoInvalidArgumentError } = require('./errors');
const { formatSort } = require('./sort');
const { explained, hasAtomicOperators, isAcknowledged, runWrite } = require('./shared');

/** One entry of an update command. */
function updateStatement(filter, update, options) {
  if (filter == null || typeof filter !== 'object') {
    throw new MongoInvalidArgumentError('Selector must be a valid JavaScript object');
  }
  if (update == null || typeof update !== 'object') {
    throw new MongoInvalidArgumentError('Document must be a valid JavaScript object');
  }
  const statement = { q: filter, u: update };
  if (typeof options.upsert === 'boolean') statement.upsert = options.upsert;
  if (options.multi) statement.multi = options.multi;
  if (options.hint) statement.hint = options.hint;
  if (options.arrayFilters) statement.arrayFilters = options.arrayFilters;
  if (options.collation) statement.collation = options.collation;
  if (!options.multi && options.sort != null) statement.sort = formatSort(options.sort);
  return statement;
}

/** One entry of a delete command. */
function deleteStatement(filter, options) {
  const statement = { q: filter, limit: typeof options.limit === 'number' ? options.limit : 0 };
  if (options.collation) statement.collation = options.collation;
  if (options.hint) statement.hint = options.hint;
  return statement;
}

/** An update or delete command around statements. */
function statementsCommand(name, collectionName, list, options) {
  const command = { [name]: collectionName, [`${name}s`]: list, ordered: options.ordered ?? true };
  if (typeof options.bypassDocumentValidation === 'boolean') {
    command.bypassDocumentValidation = options.bypassDocumentValidation;
  }
  if (options.let) command.let = options.let;
  if (options.comment !== undefined) command.comment = options.comment;
  return command;
}

async function send(collection, name, statement, options) {
  const command = statementsCommand(name, collection.collectionName, [statement], options);
  if (options.explain != null) {
    return collection.client.run(collection.dbName, explained(command, options.explain), options);
  }
  return runWrite(collection.client, collection.s.namespace, command, options);
}

function updateResult(reply, options) {
  const upserted = reply.upserted ?? [];
  return {
    acknowledged: isAcknowledged(options),
    modifiedCount: reply.nModified ?? reply.n,
    upsertedId: upserted.length > 0 ? upserted[0]._id : null,
    upsertedCount: upserted.length,
    matchedCount: upserted.length > 0 ? 0 : reply.n,
  };
}

async function update(collection, filter, document, options) {
  const statement = updateStatement(filter, document, options);
  if (!hasAtomicOperators(document, options)) {
    throw new MongoInvalidArgumentError('Update document requires atomic operators');
  }
  const reply = await send(collection, 'update', statement, options);
  return options.explain == null ? updateResult(reply, options) : reply;
}

async function replace(collection, filter, replacement, options) {
  const statement = updateStatement(filter, replacement, { ...options, multi: false });
  if (hasAtomicOperators(replacement)) {
    throw new MongoInvalidArgumentError('Replacement document must not contain atomic operators');
  }
  return updateResult(await send(collection, 'update', statement, options), options);
}

async function remove(collection, filter, options) {
  const reply = await send(collection, 'delete', deleteStatement(filter, options), options);
  return options.explain == null ? { acknowledged: isAcknowledged(options), deletedCount: reply.n } : reply;
}

module.exports = { updateStatement, deleteStatement, statementsCommand, update, replace, remove };
