'use strict';

const { Buffer } = require('buffer');
const { deserialize } = require('../../bson/deserializer');
const errors = require('../errors');
const runtime = require('../runtime');
const message = require('./message');
const { CommandReport } = require('./command-report');

const { MongoNetworkError, MongoNetworkTimeoutError, MongoParseError, MongoServerError } = errors;

/** Whether the values of a reply are wanted otherwise than they are made from packed text. */
function readsBson(options) {
  return options.promoteLongs === false || options.promoteValues === false || options.promoteBuffers === true
    || options.bsonRegExp === true || options.useBigInt64 === true || options.raw === true
    || options.fieldsAsRaw != null;
}

/** Of core's sockets: writes at once, where that can be. */
const SEND = Symbol.for('cortado.net.send');
const MOST_AT_ONCE = 16384;
const NO_OPTIONS = {};
const MOST_TAILS = 200;

/** What a member of a set, or a router, is told of who may answer. */
function readFields(client, hello, preference) {
  if (hello.setName === undefined && hello.msg !== 'isdbgrid') return undefined;
  if (preference.mode !== 'primary') return { $readPreference: preference.toJSON() };
  return hello.setName && client.options.directConnection ? { $readPreference: { mode: 'primaryPreferred' } } : undefined;
}

/** One connection to a server: it carries one command at a time. */
class Connection {
  /**
   * @param {net.Socket} socket connected
   * @param {object} about `id`, `address`, `generation`, and `client`, of which the rest is asked
   */
  constructor(socket, { id, address, generation, client }) {
    this.socket = socket;
    this.id = id;
    this.address = address;
    this.generation = generation;
    this.client = client;
    this.hello = undefined;
    this.established = false;
    this.closed = false;
    this.error = undefined;
    this.lastUse = performance.now();
    this.waiting = undefined;
    this.early = [];
    const inbox = new message.Inbox((bytes, at, length) => this.#received(bytes, at, length));
    socket.on('data', chunk => {
      try {
        inbox.push(chunk);
      } catch (cause) {
        this.end(new MongoParseError(`Invalid message: ${cause.message}`, { cause }));
      }
    });
    socket.on('error', cause => this.end(new MongoNetworkError(cause.message, { cause })));
    socket.on('close', () => this.end(this.#lost('closed')));
    socket.on('timeout', () => {
      const beforeHandshake = this.hello === undefined;
      this.end(new MongoNetworkTimeoutError(this.#text('timed out'), { beforeHandshake }));
    });
  }

  #text(what) {
    return `connection ${this.id} to ${this.address} ${what}`;
  }

  #lost(what) {
    return new MongoNetworkError(this.#text(what));
  }

  get serviceId() {
    return this.hello?.serviceId;
  }

  /** How long it has been out of use, in milliseconds. */
  get idleTime() {
    return Math.floor(performance.now() - this.lastUse);
  }

  get hasSessions() {
    return this.hello?.logicalSessionTimeoutMinutes != null;
  }

  /** Ends it; who waits for a reply is told why. Only the first reason counts. */
  end(error) {
    if (this.closed) return;
    this.closed = true;
    this.error = error;
    this.socket.destroy();
    this.waiting?.(error);
  }

  destroy() {
    this.end(this.#lost('closed'));
  }

  #received(bytes, at, length) {
    const taken = bytes.readInt32LE(at + 12) === message.OP_MSG ? { bytes, at, length }
      : this.#decompressed(bytes, at, length);
    const { waiting } = this;
    if (waiting === undefined) this.early.push(taken);
    else {
      this.waiting = undefined;
      waiting(taken);
    }
  }

  #decompressed(bytes, at, length) {
    const { OP_COMPRESSED, decompress } = require('./compression');
    const code = bytes.readInt32LE(at + 12);
    if (code !== OP_COMPRESSED) throw new RangeError(`opcode ${code}`);
    const plain = decompress(bytes, at, length);
    return { bytes: plain, at: 0, length: plain.length };
  }

  /** Resolves to the next message, or to the error that ended the connection. */
  next() {
    if (this.early.length > 0) return this.early.shift();
    if (this.closed) return this.error;
    return new Promise(resolve => { this.waiting = resolve; });
  }

  #tails = new Map();

  /**
   * The fields that `prepared` adds to commands of an implicit session, as bytes; undefined where they must be added one by
   * one. They are valid until the next call.
   */
  tail(database, serverSession, preference, numbered) {
    const { client, clusterTime, hello } = this;
    if (client.options.monitorCommands || client.apiFields !== undefined) return undefined;
    const key = `${numbered ? 1 : 0}${preference.mode}.${database}`;
    let known = this.#tails.get(key);
    if (known === undefined || known.time !== clusterTime) {
      if (preference.tags !== undefined || preference.maxStalenessSeconds !== undefined) return undefined;
      if (this.#tails.size >= MOST_TAILS) this.#tails.clear();
      known = { time: clusterTime, bytes: message.makeTail(numbered, {
        ...(clusterTime && { $clusterTime: clusterTime }), ...readFields(client, hello, preference), $db: database,
      }) };
      this.#tails.set(key, known);
    }
    message.fillTail(known.bytes, serverSession, numbered);
    return known.bytes;
  }

  /** Sends a command to a database and resolves to its reply; the rest is `exchange`'s. */
  command(database, command, options, onMore) {
    return this.exchange({ ...command, $db: database }, options, onMore);
  }

  /**
   * Sends a command as it stands and resolves to its reply.
   *
   * @param {object} sent the command with everything that goes out
   * @param {object} [options] how BSON is written and read; `noResponse`, `signal`, `socketTimeoutMS`
   * @param {function} [onMore] gets each reply of a command that is answered many times; the last one is returned
   * @param {Uint8Array} [tail] the bytes of more fields
   */
  async exchange(sent, options = NO_OPTIONS, onMore = undefined, tail = undefined) {
    if (this.closed) throw this.error;
    const request = message.nextRequest();
    const { options: settings } = this.client;
    const report = settings.monitorCommands ? CommandReport.start(this, request, sent) : undefined;
    const noResponse = options.noResponse === true;
    const timeout = options.socketTimeoutMS ?? settings.socketTimeoutMS;
    if (timeout > 0) this.socket.setTimeout(timeout);
    const { signal } = options;
    const aborted = signal === undefined ? undefined : () => this.end(signal.reason);
    try {
      const flags = (noResponse ? message.MORE_TO_COME : 0) + (onMore === undefined ? 0 : message.EXHAUST_ALLOWED);
      message.encode(request, sent, options, flags,
        (bytes, length) => this.#write(bytes, length, sent), tail);
      if (noResponse) {
        report?.succeeded({ ok: 1 });
        return { ok: 1 };
      }
      signal?.addEventListener('abort', aborted);
      for (;;) {
        const answer = await this.next();
        if (answer.bytes === undefined || this.error !== undefined) throw this.error;
        let reply = this.#read(answer, options);
        if (typeof reply.then === 'function') reply = await reply;
        if (reply.ok !== 1 && Number(reply.ok) === 0) throw new MongoServerError(reply);
        report?.succeeded(reply);
        if (onMore === undefined || !message.hasMoreToCome(answer.bytes, answer.at)) return reply;
        onMore(reply);
      }
    } catch (error) {
      report?.failed(error);
      throw error;
    } finally {
      if (timeout > 0) this.socket.setTimeout(0);
      signal?.removeEventListener('abort', aborted);
    }
  }

  #write(bytes, length, sent) {
    const { zlibCompressionLevel } = this.client.options;
    const agreed = this.hello?.compression;
    if (agreed?.length > 0) {
      if (!agreed.includes('zlib')) throw missing(agreed[0]);
      const [name] = Object.keys(sent);
      const { compress } = require('./compression');
      this.socket.write(compress(name, Buffer.from(bytes.subarray(0, length)), zlibCompressionLevel));
    } else if (length > MOST_AT_ONCE || this.socket[SEND]?.(bytes, length) !== true) {
      this.socket.write(Buffer.from(bytes.subarray(0, length)));
    }
  }

  #read({ bytes, at, length }, options) {
    const start = at + message.BODY;
    if (readsBson(options)) return deserialize(bytes.subarray(start, at + length), options);
    return runtime.unpacked(bytes, start, length - message.BODY);
  }
}

/** What npm's driver says where the package of a compression is not installed: these are native, and cannot be had here. */
function missing(name) {
  return new errors.MongoMissingDependencyError(`Optional module \`${name}\` not found. It is native code, which does not run here; use zlib`);
}

module.exports = { Connection, readFields };
