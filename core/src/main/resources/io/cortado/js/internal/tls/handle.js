'use strict';

/**
 * A handle such as `net.Socket` works on, which encrypts: it lies between a TLSSocket and whatever stream carries the
 * bytes.
 */

const { Buffer } = require('../buffer/buffer.js');
const bound = require('../errors/bound.js');

class TlsHandle {
  #engine;
  #stream;
  #waiting = null;
  #plain = [];
  #ended = false;
  #tasks = false;
  #events;
  /** What is read belongs to who made this, whoever made the stream below. */
  #snapshot = bound.snapshot();

  /** `events` has secure(), failed(message) and closed(). */
  constructor(engine, stream, events) {
    this.#engine = engine;
    this.#stream = stream;
    this.#events = events;
    stream.on('data', (chunk) => {
      engine.receive(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      bound.within(this.#snapshot, () => this.#pump());
    });
    stream.on('end', () => bound.within(this.#snapshot, () => {
      this.#end();
      this.#endEarly();
    }));
    stream.on('close', () => bound.within(this.#snapshot, () => {
      this.#end();
      events.closed();
    }));
  }

  get engine() {
    return this.#engine;
  }

  /** Over what is no socket Node has one of its own, whose class http2-wrapper takes from here. */
  get _parentWrap() {
    return this.#stream instanceof require('../net/socket.js').Socket ? undefined : new StreamSocket();
  }

  /** Starts the handshake. */
  start() {
    this.#engine.advance();
    this.#pump();
  }

  #pump() {
    const engine = this.#engine;
    const out = engine.output();
    if (out !== null && !this.#stream.destroyed) this.#stream.write(Buffer.from(new ArrayBuffer(out)));
    if (engine.needsTasks()) {
      this.#runTasks();
      return;
    }
    const failure = engine.failure();
    if (failure !== null) {
      this.#events.failed(failure);
      return;
    }
    if (engine.secure()) this.#events.secure();
    const bytes = engine.received();
    if (bytes !== null) this.#plain.push(bytes);
    if (engine.ended()) this.#ended = true;
    this.#deliver();
    if (this.#plain.length > 0) this.#stream.pause();
  }

  #runTasks() {
    if (this.#tasks) return;
    this.#tasks = true;
    this.#engine.runTasks(() => bound.within(this.#snapshot, () => {
      this.#tasks = false;
      this.#engine.advance();
      this.#pump();
      this.#endEarly();
    }));
  }

  /** The peer has gone in the middle of the handshake; nobody reads yet who would see the end. */
  #endEarly() {
    if (this.#ended && !this.#tasks && !this.#engine.secure()) this.#events.closed();
  }

  #end() {
    this.#ended = true;
    this.#deliver();
  }

  #deliver() {
    if (this.#waiting === null) return;
    const callback = this.#waiting;
    if (this.#plain.length > 0) {
      this.#waiting = null;
      callback(this.#plain.shift());
    } else if (this.#ended) {
      this.#waiting = null;
      callback(null);
    }
  }

  read(callback) {
    this.#waiting = callback;
    process.nextTick(() => {
      this.#deliver();
      if (this.#waiting !== null && !this.#stream.destroyed) this.#stream.resume();
    });
  }

  write(buffer, offset, length, callback) {
    this.#engine.send(buffer, offset, length);
    const out = this.#engine.output();
    if (out === null || this.#stream.destroyed) {
      process.nextTick(callback, -32);
      return;
    }
    this.#stream.write(Buffer.from(new ArrayBuffer(out)), (error) => callback(error ? error.errno ?? -32 : 0));
  }

  shutdown(callback) {
    this.#engine.close();
    const out = this.#engine.output();
    if (this.#stream.destroyed || this.#stream.writableEnded) {
      process.nextTick(callback, 0);
      return;
    }
    const bytes = out === null ? undefined : Buffer.from(new ArrayBuffer(out));
    this.#stream.end(bytes, () => callback(0));
  }

  close() {
    this.#ended = true;
    this.#stream.destroy();
  }

  noDelay(on) {
    this.#stream.setNoDelay?.(on);
  }

  keepAlive(on) {
    this.#stream.setKeepAlive?.(on);
  }

  keepProcess(on) {
    if (on) this.#stream.ref?.();
    else this.#stream.unref?.();
  }

  local() {
    const { localAddress, localPort, localFamily } = this.#stream;
    return localAddress === undefined ? null : [localAddress, localPort, localFamily];
  }

  remote() {
    const { remoteAddress, remotePort, remoteFamily } = this.#stream;
    return remoteAddress === undefined ? null : [remoteAddress, remotePort, remoteFamily];
  }
}

class StreamSocket {
  constructor(stream) {
    if (stream !== undefined) throw require('../errors/errors.js').unsupported('a socket over another stream (JSStreamSocket)');
  }
}

module.exports = { TlsHandle };
