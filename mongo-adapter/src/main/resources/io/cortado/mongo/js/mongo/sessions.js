'use strict';

const crypto = require('crypto');
const { Binary } = require('../bson/binary');
const { Long } = require('../bson/long');

const UUID = 4;
const MINUTE_MILLIS = 60000;
const DEFAULT_MINUTES = 10;
/** From so many on the oldest are looked at whenever one comes back. */
const MOST_AT_REST = 16;

/** What the server knows a session by. One after another of an app's sessions may use it. */
class ServerSession {
  constructor() {
    const bytes = crypto.randomBytes(16);
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    this.id = { id: new Binary(bytes, UUID) };
    this.lastUse = Math.floor(performance.now());
    this.txnNumber = 0;
    this.isDirty = false;
  }

  hasTimedOut(minutes) {
    return performance.now() - this.lastUse > (minutes - 1) * MINUTE_MILLIS;
  }
}

/** The server's sessions that no session of the app uses now. */
class ServerSessionPool {
  constructor(client) {
    this.client = client;
    this.sessions = [];
  }

  get #minutes() {
    return this.client.topology?.logicalSessionTimeoutMinutes ?? DEFAULT_MINUTES;
  }

  acquire() {
    const session = this.sessions.pop();
    if (session === undefined) return new ServerSession();
    if (!session.hasTimedOut(this.#minutes)) return session;
    // Those below it were used longer ago.
    this.sessions = [];
    return new ServerSession();
  }

  release(session) {
    if (session.isDirty) return;
    const { sessions } = this;
    sessions.push(session);
    if (sessions.length > MOST_AT_REST && sessions[0].hasTimedOut(this.#minutes)) sessions.shift();
  }
}

/** The session of one operation, or of a cursor, that the app has given none. */
class ImplicitSession {
  explicit = false;
  hasEnded = false;
  snapshotEnabled = false;
  serverSession = undefined;
  #pool;
  #pending = 0;

  constructor(pool) {
    this.#pool = pool;
  }

  inTransaction() {
    return false;
  }

  incrementTransactionNumber() {
    this.#pending++;
  }

  /** Adds to a command what tells the server of the session. */
  apply(command, { willRetryWrite, noResponse }) {
    if (noResponse) return;
    const server = this.use(willRetryWrite);
    command.lsid = server.id;
    if (willRetryWrite) command.txnNumber = Long.fromNumber(server.txnNumber);
  }

  /** The server's session for a command that is sent now; with `numbered`, of a new number if one is due. */
  use(numbered) {
    const server = this.serverSession ??= this.#pool.acquire();
    server.lastUse = performance.now();
    if (numbered) {
      server.txnNumber += this.#pending;
      this.#pending = 0;
    }
    return server;
  }

  learn() {}

  /** Gives the server's session back. */
  end() {
    if (this.serverSession !== undefined) this.#pool.release(this.serverSession);
    this.serverSession = undefined;
    this.hasEnded = true;
  }
}

/** The later of two times of a cluster; a number of its key is a long again, as the server wants it back. */
function later(current, given) {
  if (current != null && !given.clusterTime.greaterThan(current.clusterTime)) return current;
  const keyId = given.signature?.keyId;
  if (typeof keyId !== 'number') return given;
  return { ...given, signature: { ...given.signature, keyId: Long.fromNumber(keyId) } };
}

module.exports = { ImplicitSession, ServerSession, ServerSessionPool, later };
