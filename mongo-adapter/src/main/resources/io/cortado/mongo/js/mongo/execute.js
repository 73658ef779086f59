'use strict';

const { setTimeout: sleep } = require('timers/promises');
const errors = require('./errors');
const { ReadPreference } = require('./concerns');
const { isRetryableHandshake, isRetryableRead, isRetryableWrite } = require('./retry');
const { ImplicitSession, later } = require('./sessions');
const { readFields } = require('./wire/connection');
const { SNAPSHOTS } = require('./wire/versions');

const ATTEMPTS = 2;
const REPEATED = { willRetryWrite: true };
const BACKOFF_MILLIS = 100;
const MOST_BACKOFF_MILLIS = 10000;
const ILLEGAL_OPERATION = 20;
const NO_RETRY = 'This MongoDB deployment does not support retryable writes. Please add retryWrites=false to your '
  + 'connection string.';
const { MongoError, MongoNetworkError } = errors;

/** Whether the server can tell by a number that it has done this already. */
function isRepeatable(command, { repeatable }) {
  if (repeatable !== undefined) return repeatable;
  if (command.updates) return command.updates.every(({ multi }) => !multi);
  if (command.deletes) return command.deletes.every(({ limit }) => limit === 1);
  if (command.bulkWrite) return command.ops.every(({ multi }) => multi !== true);
  return Boolean(command.insert || command.findAndModify);
}

function requireUsable(client, session, preference, retry) {
  if (session.hasEnded) throw new errors.MongoExpiredSessionError('Use of expired sessions is not permitted');
  if (session.client !== undefined && session.client !== client) {
    throw new errors.MongoInvalidArgumentError('ClientSession must be from the same MongoClient');
  }
  if (session.snapshotEnabled && client.topology.commonWireVersion < SNAPSHOTS) {
    throw new errors.MongoCompatibilityError('Snapshot reads require MongoDB 5.0 or later');
  }
  if (session.inTransaction() && preference.mode !== 'primary' && retry !== 'write') {
    throw new errors.MongoTransactionError(`Read preference in a transaction must be primary, not: ${preference.mode}`);
  }
  if (session.isPinned && session.transaction.isCommitted && retry !== undefined) session.unpin();
}

/** The command as it goes to a server: with session, times, read preference and database. */
function prepared(connection, database, command, session, preference, attemptOptions) {
  const { client, hello } = connection;
  const sent = { ...command };
  if (client.apiFields !== undefined) Object.assign(sent, client.apiFields);
  let time = connection.clusterTime;
  if (connection.hasSessions) {
    session.apply(sent, attemptOptions);
    if (time !== undefined && session.clusterTime?.clusterTime.greaterThan(time.clusterTime)) time = session.clusterTime;
  } else if (session.explicit) {
    throw new errors.MongoCompatibilityError('Current topology does not support sessions');
  }
  if (time !== undefined) sent.$clusterTime = time;
  Object.assign(sent, readFields(client, hello, preference));
  sent.$db = database;
  return sent;
}

/** Sends a command, with what `prepared` adds as bytes where they are always the same. */
function send(connection, database, command, session, preference, options, repeats) {
  if (session.explicit === false && options.noResponse !== true && connection.hasSessions) {
    const tail = connection.tail(database, session.use(repeats), preference, repeats);
    if (tail !== undefined) return connection.exchange(command, options, undefined, tail);
  }
  const settings = repeats && options.noResponse !== true ? REPEATED : options;
  return connection.exchange(prepared(connection, database, command, session, preference, settings), options);
}

/** Adds to an error what its reader may conclude from it, and lets the server conclude its own. */
function decorated(error, server, connection, session, command) {
  if (!(error instanceof MongoError) || connection.generation !== server.pool.generation) return error;
  const finishes = Boolean(command.commitTransaction || command.abortTransaction);
  const within = session.inTransaction() && !finishes;
  const retries = server.client.options.retryWrites !== false || finishes;
  if (error instanceof MongoNetworkError) {
    if (session.serverSession) session.serverSession.isDirty = true;
    if (within) error.addErrorLabel('TransientTransactionError');
    else if (retries && server.retriesWrites) error.addErrorLabel('RetryableWriteError');
  } else if (retries && !within && isRetryableHandshake(error)) {
    error.addErrorLabel('RetryableWriteError');
  }
  if (session.isPinned && error.hasErrorLabel('TransientTransactionError')) session.unpin();
  server.failed(error);
  return error;
}

function learnTime({ topology }, connection, { $clusterTime }) {
  topology.advanceClusterTime($clusterTime);
  const { clusterTime: known } = connection;
  if (known === undefined || !known.clusterTime.equals($clusterTime.clusterTime)) {
    connection.clusterTime = later(undefined, $clusterTime);
  }
}

async function checkedOut(server, signal) {
  try {
    return await server.pool.checkOut(signal);
  } catch (error) {
    if (error.name !== 'MongoPoolClearedError') server.failed(error);
    throw error;
  }
}

/** What decides whether and where a command is sent again after it has failed. */
class Retrying {
  constructor(client, topology, session, options, repeats) {
    const { retryReads, retryWrites, maxAdaptiveRetries } = client.options;
    const { retry } = options;
    this.client = client;
    this.topology = topology;
    this.retry = retry;
    this.reads = retry === 'read' && retryReads && !session.inTransaction();
    this.writes = repeats;
    this.overloadRetries = { read: retryReads, write: retryWrites }[retry] ?? (retryReads && retryWrites);
    this.overloadMost = (maxAdaptiveRetries ?? 0) + 1;
    this.avoided = new Set();
    this.done = 0;
    this.error = undefined;
  }

  /** Takes the failure of an attempt. Throws the error for the app where another attempt is not worth it. */
  async failed(error, server) {
    this.done++;
    if (!(error instanceof MongoError)) throw error;
    if (this.error === undefined || !error.hasErrorLabel('NoWritesPerformed')) this.error = error;
    if (this.retry === 'write' && error.code === ILLEGAL_OPERATION && this.client.s.major === 7) {
      throw new errors.MongoServerError({ message: NO_RETRY, errmsg: NO_RETRY, originalError: error });
    }
    if (!this.#goesOn(error)) throw this.error;
    const overloaded = error.hasErrorLabel('SystemOverloadedError');
    if (overloaded) await this.#pause(error);
    const retargets = overloaded && this.client.options.enableOverloadRetargeting;
    if (this.topology.description.type === 'Sharded' || retargets) this.avoided.add(server.name);
  }

  #goesOn(error) {
    const overloaded = this.client.s.major === 7 && error.hasErrorLabel('SystemOverloadedError');
    if (overloaded && error.hasErrorLabel('RetryableError')) {
      return this.overloadRetries && this.done < this.overloadMost;
    }
    if (this.done >= ATTEMPTS) return false;
    return (this.writes && isRetryableWrite(error)) || (this.reads && isRetryableRead(error));
  }

  async #pause(error) {
    const given = Number(error.errorResponse?.baseBackoffMS);
    const base = given > 0 ? given : BACKOFF_MILLIS;
    await sleep(Math.random() * Math.min(MOST_BACKOFF_MILLIS, base * 2 ** this.done));
  }

  requireRepeating(server, error) {
    if (this.retry !== 'write' || server.retriesWrites || error.hasErrorLabel('SystemOverloadedError')) return;
    throw new errors.MongoUnexpectedServerResponseError('Selected server does not support retryable writes');
  }
}

/** A server for a command: a given one, the one its transaction has begun on, or any that suits. */
function chosen(topology, session, options, preference, avoided) {
  const pinned = topology.description.type === 'Sharded' ? session.transaction?.server : undefined;
  const wanted = options.server ?? pinned;
  if (wanted === undefined) {
    const server = topology.select(preference, avoided);
    if (server !== undefined) return server;
  }
  return topology.selectServer(wanted ?? preference, { avoided, signal: options.signal });
}

/**
 * Sends a command to a server that may answer it, and once more where that may help.
 *
 * @param {MongoClient} client
 * @param {string} database
 * @param {object} command
 * @param {object} options how BSON is written and read; `session`, `readPreference`, `signal`, `noResponse`;
 *   `retry` (`read` or `write`: what kind of command it is), `server` (which one must answer),
 *   `onServer` (is told which one does)
 */
async function execute(client, database, command, options) {
  options.signal?.throwIfAborted();
  const topology = client.topology ?? await client.ensureConnected();
  const { retry, session: given } = options;
  const session = given ?? new ImplicitSession(client.s.sessionPool);
  const preference = retry === 'write' ? ReadPreference.primary : options.readPreference ?? ReadPreference.primary;
  if (given !== undefined) requireUsable(client, given, preference, retry);
  let retrying;
  let repeats = false;
  try {
    for (;;) {
      let server = chosen(topology, session, options, preference, retrying?.avoided);
      if (typeof server.then === 'function') server = await server;
      if (retrying === undefined) {
        repeats = retry === 'write' && client.options.retryWrites && server.retriesWrites && !session.inTransaction()
          && isRepeatable(command, options);
        if (repeats) session.incrementTransactionNumber();
        if (session.transaction?.isStarting && topology.description.type === 'Sharded') session.pinServer(server);
      } else {
        retrying.requireRepeating(server, retrying.error);
      }
      options.onServer?.(server);
      if (server.closed) throw new errors.MongoServerClosedError();
      let connection;
      let failure;
      try {
        server.operationCount++;
        connection = server.pool.takeIdle() ?? await checkedOut(server, options.signal);
        const reply = await send(connection, database, command, session, preference, options, repeats);
        session.learn(reply);
        if (reply.$clusterTime !== undefined) learnTime(server, connection, reply);
        if (reply.writeConcernError != null && retry === 'write') throw new errors.MongoWriteConcernError(reply);
        return reply;
      } catch (error) {
        failure = connection === undefined ? error : concluded(error, server, connection, session, command);
      } finally {
        server.operationCount--;
        if (connection !== undefined) server.pool.checkIn(connection);
      }
      retrying ??= new Retrying(client, topology, session, options, repeats);
      await retrying.failed(failure, server);
    }
  } finally {
    if (given === undefined) session.end();
  }
}

/** What an error of a command means for its session, its server and who reads it. */
function concluded(error, server, connection, session, command) {
  const reply = error.errorResponse ?? {};
  session.learn(reply, true);
  if (reply.$clusterTime) learnTime(server, connection, reply);
  return decorated(error, server, connection, session, command);
}

module.exports = { execute };
