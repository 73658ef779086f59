'use strict';

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

/** A promise's ends for one message that is awaited. */
class Waiting {
  constructor() {
    this.promise = new Promise(resolve => { this.settle = resolve; });
  }
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
    this.waiting?.settle(error);
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
      waiting.settle(taken);
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
    this.waiting = new Waiting();
    return this.waiting.promise;
  }

  /**
   * Sends a command and resolves to its reply.
   *
   * @param {string} database
   * @param {object} command as it goes out, but for `$db`
   * @param {object} options how BSON is written and read; `noResponse`, `signal`, `socketTimeoutMS`
   * @param {function} [onMore] gets each reply of a command that is answered many times; the last one is returned
   */
  async command(database, command, options, onMore) {
    if (this.closed) throw this.error;
    const sent = { ...command, $db: database };
    const request = message.nextRequest();
    const report = CommandReport.start(this, request, database, sent);
    const noResponse = options.noResponse === true;
    const timeout = options.socketTimeoutMS ?? this.client.options.socketTimeoutMS;
    if (timeout > 0) this.socket.setTimeout(timeout);
    let aborted;
    try {
      const flags = (noResponse ? message.MORE_TO_COME : 0) + (onMore === undefined ? 0 : message.EXHAUST_ALLOWED);
      this.socket.write(this.#encoded(request, sent, options, flags));
      if (noResponse) {
        report?.succeeded({ ok: 1 });
        return { ok: 1 };
      }
      if (options.signal !== undefined) {
        aborted = () => this.end(options.signal.reason);
        options.signal.addEventListener('abort', aborted);
      }
      for (;;) {
        const answer = await this.next();
        if (answer instanceof Error || this.error !== undefined) throw answer instanceof Error ? answer : this.error;
        const reply = await this.#read(answer, options);
        if (Number(reply.ok) === 0) throw new MongoServerError(reply);
        report?.succeeded(reply);
        if (onMore === undefined || !message.hasMoreToCome(answer.bytes, answer.at)) return reply;
        onMore(reply);
      }
    } catch (error) {
      report?.failed(error);
      throw error;
    } finally {
      if (timeout > 0) this.socket.setTimeout(0);
      if (aborted !== undefined) options.signal.removeEventListener('abort', aborted);
    }
  }

  #encoded(request, sent, options, flags) {
    const written = options.ignoreUndefined === true ? options : { ...options, ignoreUndefined: false };
    const bytes = message.encode(request, sent, written, flags);
    if (this.hello?.compression?.[0] !== 'zlib' || !this.client.options.compressors.includes('zlib')) return bytes;
    const [name] = Object.keys(sent);
    return require('./compression').compress(name, bytes, this.client.options.zlibCompressionLevel);
  }

  #read({ bytes, at, length }, options) {
    const start = at + message.BODY;
    if (readsBson(options)) return deserialize(bytes.subarray(start, at + length), options);
    return runtime.unpacked(bytes, start, length - message.BODY);
  }
}

module.exports = { Connection };
