'use strict';

/** `MessageChannel`, `MessagePort`, `MessageEvent` and `BroadcastChannel` within one process. */

const { codes } = require('../errors/errors.js');
const bound = require('../errors/bound.js');
const { Event, EventTarget, defineHandler, dispatch } = require('../events/event-target.js');
const { expose } = require('./idl.js');

const SECRET = Symbol('made here');

class MessageEvent extends Event {
  #init;

  constructor(type, init = {}) {
    super(type, init);
    this.#init = init ?? {};
  }

  get data() { return this.#init.data === undefined ? null : this.#init.data; }

  get origin() { return this.#init.origin ?? ''; }

  get lastEventId() { return this.#init.lastEventId ?? ''; }

  get source() { return this.#init.source ?? null; }

  get ports() { return this.#init.ports ?? []; }
}
expose(MessageEvent);

/** What a port and a channel share: messages are cloned at once and delivered in a later task. */
class Mailbox extends EventTarget {
  #listeners = new Map();
  #queue = [];
  #open = false;
  #closed = false;
  #hold = null;
  #wanted = true;
  #snapshot = bound.snapshot();

  start() {
    if (this.#open || this.#closed) return;
    this.#open = true;
    if (this.#wanted) this.ref();
    if (this.#queue.length > 0) setImmediate(() => bound.within(this.#snapshot, () => this.#deliver()));
  }

  /** Keeps the process alive while messages may come. */
  ref() {
    this.#wanted = true;
    if (this.#open && !this.#closed) this.#hold ??= setInterval(() => {}, 0x7fffffff);
    return this;
  }

  unref() {
    this.#wanted = false;
    if (this.#hold !== null) clearInterval(this.#hold);
    this.#hold = null;
    return this;
  }

  hasRef() { return this.#hold !== null; }

  get closed() { return this.#closed; }

  receive(data, ports) {
    if (this.#closed) return;
    this.#queue.push({ data, ports });
    if (this.#open) setImmediate(() => bound.within(this.#snapshot, () => this.#deliver()));
  }

  /** One message taken out of turn (`receiveMessageOnPort`), or undefined. */
  take() {
    return this.#queue.shift();
  }

  #deliver() {
    const message = this.#queue.shift();
    if (message === undefined || this.#closed) return;
    const event = new MessageEvent('message', { data: message.data, ports: message.ports, source: null });
    dispatch(this, event);
    this.emitted?.('message', message.data);
  }

  close() {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#hold !== null) clearInterval(this.#hold);
    this.#hold = null;
    setImmediate(() => bound.within(this.#snapshot, () => {
      dispatch(this, new Event('close'));
      this.emitted?.('close');
    }));
  }

  /** What Node's own event targets have beside the web's: listeners as an emitter's, which get the data. */
  on(name, listener) {
    const wrapped = (event) => listener.call(this, name === 'message' ? event.data : undefined);
    this.#listeners.set(listener, wrapped);
    this.addEventListener(name, wrapped);
    if (name === 'message') this.start();
    return this;
  }

  once(name, listener) {
    const once = (value) => {
      this.off(name, once);
      listener.call(this, value);
    };
    return this.on(name, once);
  }

  off(name, listener) {
    this.removeEventListener(name, this.#listeners.get(listener) ?? listener);
    this.#listeners.delete(listener);
    return this;
  }
}
Mailbox.prototype.addListener = Mailbox.prototype.on;
Mailbox.prototype.removeListener = Mailbox.prototype.off;
defineHandler(Mailbox.prototype, 'close');

class MessagePort extends Mailbox {
  #other = null;

  constructor(secret) {
    if (secret !== SECRET) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    super();
  }

  static join(a, b) {
    a.#other = b;
    b.#other = a;
  }

  postMessage(message, transfer) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('message');
    const list = Array.isArray(transfer) ? transfer : transfer?.transfer ?? [];
    const data = structuredClone(message, { transfer: list });
    this.#other?.receive(data, list.filter((item) => item instanceof MessagePort));
  }

  close() {
    super.close();
    const other = this.#other;
    this.#other = null;
    other?.close();
  }

  start() { super.start(); }

  ref() { super.ref(); }

  unref() { super.unref(); }

  hasRef() { return super.hasRef(); }
}
expose(MessagePort, ['postMessage', 'start', 'close', 'ref', 'unref', 'hasRef']);
delete MessagePort.prototype[Symbol.toStringTag];
const { join } = MessagePort;
delete MessagePort.join;

function startingHandler(proto) {
  defineHandler(proto, 'message');
  const { get, set } = Object.getOwnPropertyDescriptor(proto, 'onmessage');
  Object.defineProperty(proto, 'onmessage', {
    configurable: true,
    enumerable: true,
    get,
    set(value) {
      set.call(this, value);
      if (typeof value === 'function') this.start();
      else this.unref();
    },
  });
  defineHandler(proto, 'messageerror');
}
startingHandler(MessagePort.prototype);

class MessageChannel {
  constructor() {
    this.port1 = new MessagePort(SECRET);
    this.port2 = new MessagePort(SECRET);
    join(this.port1, this.port2);
  }
}

const channels = new Map();

class BroadcastChannel extends Mailbox {
  #name;

  constructor(name) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    super();
    this.#name = `${name}`;
    const group = channels.get(this.#name) ?? new Set();
    channels.set(this.#name, group.add(this));
    this.start();
  }

  get name() { return this.#name; }

  postMessage(message) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('message');
    if (this.closed) throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError');
    for (const other of channels.get(this.#name)) if (other !== this) other.receive(structuredClone(message), []);
  }

  close() {
    channels.get(this.#name)?.delete(this);
    super.close();
  }

  ref() { return super.ref(); }

  unref() { return super.unref(); }
}
expose(BroadcastChannel, ['name', 'close', 'postMessage']);
delete BroadcastChannel.prototype[Symbol.toStringTag];
startingHandler(BroadcastChannel.prototype);

module.exports = { MessageChannel, MessagePort, MessageEvent, BroadcastChannel };
