'use strict';

const { setTimeout: sleep } = require('timers/promises');
const errors = require('./errors');
const { ReadPreference } = require('./concerns');
const { isRetryableHandshake, isRetryableRead, isRetryableWrite } = require('./retry');
const { ImplicitSession, later } = require('./sessions');

const BACKOFF_MILLIS = 100;
const MOST_BACKOFF_MILLIS = 10000;
const ILLEGAL_OPERATION = 20;
const NO_RETRY = 'This MongoDB deployment does not support retryable writes. Please add retryWrites=false to your '
  + 'connection string.';
const { MongoError, MongoNetworkError } = errors;

/** Whether the server can tell by a number that it has done this already. */
function isRepeatable(command) {
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
  if (session.inTransaction() && preference.mode !== 'primary' && retry !== 'write') {
    throw new errors.MongoTransactionError(`Read preference in a transaction must be primary, not: ${preference.mode}`);
  }
  if (session.isPinned && session.transaction.isCommitted && retry !== undefined) session.unpin();
}

/** The command as it goes to a server: with session, times and read preference. */
function prepared(connection, command, session, preference, options) {
  const { client, hello } = connection;
  const sent = { ...command, ...client.apiFields };
  let time = connection.clusterTime;
  if (connection.hasSessions) {
    session.apply(sent, options);
    if (session.clusterTime && time && session.clusterTime.clusterTime.greaterThan(time.clusterTime)) {
      time = session.clusterTime;
    }
  } else if (session.explicit) {
    throw new errors.MongoCompatibilityError('Current topology does not support sessions');
  }
  if (time) sent.$clusterTime = time;
  if (!hello.setName && hello.msg !== 'isdbgrid') return sent;
  if (preference.mode !== 'primary') sent.$readPreference = preference.toJSON();
  else if (hello.setName && client.options.directConnection) sent.$readPreference = { mode: 'primaryPreferred' };
  return sent;
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
  connection.clusterTime = later(undefined, $clusterTime);
}

async function attempt(server, database, command, session, preference, options) {
  if (server.closed) throw new errors.MongoServerClosedError();
  const { pool } = server;
  server.operationCount++;
  let connection;
  try {
    connection = pool.takeIdle() ?? await pool.checkOut(options.signal);
  } catch (error) {
    server.operationCount--;
    if (error.name !== 'MongoPoolClearedError') server.failed(error);
    throw error;
  }
  try {
    const sent = prepared(connection, command, session, preference, options);
    const reply = await connection.command(database, sent, options);
    session.learn(reply);
    if (reply.$clusterTime) learnTime(server, connection, reply);
    if (reply.writeConcernError != null && options.retry === 'write') throw new errors.MongoWriteConcernError(reply);
    return reply;
  } catch (error) {
    const reply = error.errorResponse ?? {};
    session.learn(reply, true);
    if (reply.$clusterTime) learnTime(server, connection, reply);
    throw decorated(error, server, connection, session, command);
  } finally {
    server.operationCount--;
    pool.checkIn(connection);
  }
}

/** One command with its attempts. */
class Execution {
  constructor(client, topology, command, session, options) {
    const { retry, readPreference } = options;
    const { retryReads, retryWrites, maxAdaptiveRetries } = client.options;
    this.client = client;
    this.topology = topology;
    this.command = command;
    this.session = session;
    this.preference = retry === 'write' ? ReadPreference.primary : readPreference ?? ReadPreference.primary;
    this.retry = retry;
    this.reads = retry === 'read' && retryReads && !session.inTransaction();
    this.writes = retry === 'write' && retryWrites && !session.inTransaction() && isRepeatable(command);
    this.overloadRetries = { read: retryReads, write: retryWrites }[retry] ?? (retryReads && retryWrites);
    this.most = 2;
    this.overloadMost = (maxAdaptiveRetries ?? 0) + 1;
    this.avoided = new Set();
  }

  /** Whether another attempt is worth it. */
  goesOn(error, done) {
    const overloaded = this.client.s.major === 7 && error.hasErrorLabel('SystemOverloadedError');
    if (overloaded && error.hasErrorLabel('RetryableError')) {
      return this.overloadRetries && done < this.overloadMost;
    }
    if (done >= this.most) return false;
    return (this.writes && isRetryableWrite(error)) || (this.reads && isRetryableRead(error));
  }

  async pause(error, done, server) {
    const overloaded = error.hasErrorLabel('SystemOverloadedError');
    if (overloaded) {
      const given = Number(error.errorResponse?.baseBackoffMS);
      const base = given > 0 ? given : BACKOFF_MILLIS;
      await sleep(Math.random() * Math.min(MOST_BACKOFF_MILLIS, base * 2 ** done));
    }
    const retargets = overloaded && this.client.options.enableOverloadRetargeting;
    if (this.topology.description.type === 'Sharded' || retargets) this.avoided.add(server.name);
  }

  requireRepeating(server, error) {
    if (this.retry !== 'write' || server.retriesWrites || error.hasErrorLabel('SystemOverloadedError')) return;
    throw new errors.MongoUnexpectedServerResponseError('Selected server does not support retryable writes');
  }
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
  const topology = client.topology ?? await client.ensureConnected(options.signal);
  const session = options.session ?? new ImplicitSession(client.s.sessionPool);
  const run = new Execution(client, topology, command, session, options);
  const { preference } = run;
  requireUsable(client, session, preference, options.retry);
  const pinned = () => options.server ?? (topology.description.type === 'Sharded' ? session.transaction?.server
    : undefined);
  const selecting = { avoided: run.avoided, signal: options.signal };
  try {
    const wanted = pinned() ?? preference;
    let server = (wanted === preference ? topology.select(preference) : undefined)
      ?? await topology.selectServer(wanted, selecting);
    if (session.transaction?.isStarting && topology.description.type === 'Sharded') session.pinServer(server);
    const repeats = run.writes && server.retriesWrites;
    run.writes = repeats;
    const settings = repeats ? { ...options, willRetryWrite: true } : options;
    if (repeats) session.incrementTransactionNumber();
    for (let done = 1, first; ; done++) {
      options.onServer?.(server);
      try {
        return await attempt(server, database, command, session, preference, settings);
      } catch (error) {
        if (!(error instanceof MongoError)) throw error;
        if (first === undefined || !error.hasErrorLabel('NoWritesPerformed')) first = error;
        if (options.retry === 'write' && error.code === ILLEGAL_OPERATION && client.s.major === 7) {
          throw new errors.MongoServerError({ message: NO_RETRY, errmsg: NO_RETRY, originalError: error });
        }
        if (!run.goesOn(error, done)) throw first;
        await run.pause(error, done, server);
        server = await topology.selectServer(pinned() ?? preference, selecting);
        run.requireRepeating(server, error);
      }
    }
  } finally {
    if (options.session === undefined) session.end();
  }
}

module.exports = { execute };
