'use strict';

/** `MessageChannel`, `MessagePort`, `MessageEvent` and `BroadcastChannel`, within one thread and between several. */

const { codes, stamp } = require('../errors/errors.js');
const bound = require('../errors/bound.js');
const { Event, EventTarget, defineHandler, dispatch, hasStrong, kChanged } = require('../events/event-target.js');
const { NodeEventTarget, kValue } = require('../events/node-event-target.js');
const { kGone, kTransfer, revivers } = require('../util/cloneable.js');
const { fromParcel, toParcel, transferList } = require('../util/structured-clone.js');
const { expose } = require('./idl.js');
const worker = internalBinding('worker');

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

  initMessageEvent(type, ...args) {
    const [bubbles, cancelable, data, origin, lastEventId, source, ports] = args;
    this.initEvent(type, bubbles, cancelable);
    this.#init = { data, origin, lastEventId, source, ports };
  }
}
expose(MessageEvent);

/** Of MessagePorts and BroadcastChannels: the end of a channel that Java has. */
const kEnd = Symbol('end');
const kInspect = Symbol.for('nodejs.util.inspect.custom');

/** One end of a channel: messages come in parcels, each in a callback of the loop. */
class End {
  #handle;
  #open = true;
  #wanted = false;

  constructor(handle, owner) {
    this.#handle = handle;
    const snapshot = bound.snapshot();
    const within = (action) => bound.within(snapshot, action);
    handle.listen((parcel) => within(() => receive(owner, parcel)), () => within(() => {
      this.#open = false;
      dispatch(owner, new CloseEvent());
    }));
  }

  get isOpen() { return this.#open; }

  get isWanted() { return this.#open && this.#wanted; }

  is(handle) { return this.#handle === handle; }

  post(parcel) {
    if (this.#open) this.#handle.post(parcel);
    return this.#open;
  }

  start() {
    if (this.#open) this.#handle.start(true);
  }

  stop() {
    if (this.#open) this.#handle.start(false);
  }

  keep(keep) {
    this.#wanted = keep;
    if (this.#open) this.#handle.keep(keep);
  }

  /** The next parcel, out of turn, or null. */
  take() { return this.#open ? this.#handle.take() : null; }

  close() {
    if (!this.#open) return;
    this.#open = false;
    this.#handle.close();
  }

  /** Leaves this context. */
  give() {
    this.#open = false;
    return this.#handle.give();
  }
}

class CloseEvent extends Event {
  constructor() { super('close'); }
}
Object.defineProperty(CloseEvent, 'name', { value: 'MessagePortCloseEvent' });

function receive(owner, parcel) {
  let event;
  try {
    const { value, ports } = fromParcel(parcel);
    event = new MessageEvent('message', { data: value, ports, source: null });
  } catch (error) {
    event = new MessageEvent('messageerror', { data: error });
  }
  event[kValue] = event.data;
  dispatch(owner, event);
}

class MessagePort extends NodeEventTarget {
  constructor(secret, handle) {
    if (secret !== SECRET) throw stamp(new TypeError('Constructor cannot be called'), 'ERR_CONSTRUCT_CALL_INVALID', MessagePort);
    super();
    Object.defineProperty(this, kEnd, { value: new End(handle, this) });
  }

  postMessage(...args) {
    if (args.length === 0) {
      throw stamp(new TypeError('Not enough arguments to MessagePort.postMessage'), 'ERR_MISSING_ARGS', this.postMessage);
    }
    const [message, transfer] = args;
    const parcel = toParcel(message, transferList(transfer), this);
    return this[kEnd].post(parcel) ? true : undefined;
  }

  start() { this[kEnd].start(); }

  close(callback) {
    if (typeof callback === 'function') this.once('close', callback);
    this[kEnd].close();
  }

  ref() { this[kEnd].keep(true); }

  unref() { this[kEnd].keep(false); }

  hasRef() { return this[kEnd].isWanted; }

  /** A port listens, and keeps the process, as long as it has a listener. */
  [kChanged](type) {
    if (type !== 'message') return;
    const listens = hasStrong(this, 'message', true);
    this[kEnd].keep(listens);
    if (listens) this[kEnd].start();
    else this[kEnd].stop();
  }

  [kTransfer]() {
    return { kind: 'MessagePort', leave: () => this[kEnd].give() };
  }

  [kGone]() { return !this[kEnd].isOpen; }

  [kInspect](depth, options) {
    if (depth < 0) return this.constructor.name;
    const { inspect } = require('../inspect/inspect.js');
    return `MessagePort [EventTarget] ${inspect({ active: this[kEnd].isOpen, refed: this[kEnd].isWanted }, options)}`;
  }
}
expose(MessagePort, ['postMessage', 'start', 'close', 'ref', 'unref', 'hasRef']);
delete MessagePort.prototype[Symbol.toStringTag];

/** A port of this context over what Java has of it. */
const port = (handle) => new MessagePort(SECRET, handle);

for (const type of ['message', 'messageerror']) defineHandler(MessagePort.prototype, type);

/** A function, not a class: what Node says of a call without `new` is its own. */
function MessageChannel() {
  if (new.target === undefined) {
    throw stamp(new TypeError('Cannot call constructor without `new`'), 'ERR_CONSTRUCT_CALL_REQUIRED', MessageChannel);
  }
  const [first, second] = worker.channel();
  this.port1 = port(first);
  this.port2 = port(second);
}
Object.defineProperty(MessageChannel, 'prototype', { writable: false });

class BroadcastChannel extends EventTarget {
  #name;

  constructor(name) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    super();
    this.#name = `${name}`;
    Object.defineProperty(this, kEnd, { value: new End(worker.join(this.#name), this) });
    this[kEnd].keep(true);
    this[kEnd].start();
  }

  get name() { return this.#name; }

  close() { this[kEnd].close(); }

  postMessage(message) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('message');
    if (!this[kEnd].isOpen) throw new DOMException('BroadcastChannel is closed.', 'InvalidStateError');
    this[kEnd].post(toParcel(message));
  }

  ref() {
    this[kEnd].keep(true);
    return this;
  }

  unref() {
    this[kEnd].keep(false);
    return this;
  }

  [kInspect](depth, options) {
    if (depth < 0) return 'BroadcastChannel';
    return `BroadcastChannel ${require('../inspect/inspect.js').inspect({ name: this.name, active: this[kEnd].isOpen }, options)}`;
  }
}
expose(BroadcastChannel, ['name', 'close', 'postMessage']);
delete BroadcastChannel.prototype[Symbol.toStringTag];
for (const type of ['message', 'messageerror']) defineHandler(BroadcastChannel.prototype, type);

/** The next message of a port or channel, out of turn (`receiveMessageOnPort`), or undefined. */
function take(target) {
  const parcel = target[kEnd].take();
  return parcel === null ? undefined : { message: fromParcel(parcel).value };
}

revivers.set('MessagePort', ({ java }) => port(worker.port(java)));

/** Whether messages can be taken of a value. */
const isEnd = (value) => value instanceof MessagePort || value instanceof BroadcastChannel;

module.exports = {
  isEnd, MessageChannel, MessagePort, MessageEvent, BroadcastChannel, take, port,
};
