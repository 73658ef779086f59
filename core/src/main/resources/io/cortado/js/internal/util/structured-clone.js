'use strict';

/**
 * Structured clones: what one context or thread gives to another, and `structuredClone`. A value becomes a list of marks and of
 * values that are no objects, which belong to no context, and of what is carried beside it: memory, ports, objects of Java.
 */

const { brand } = require('../inspect/engine.js');
const { codes, define, stamp } = require('../errors/errors.js');
const cloneable = require('./cloneable.js');
const parcels = internalBinding('parcel');

const { kClone, kTransfer, kGone, untransferable, uncloneable, revivers } = cloneable;

const pack = parcels.pack();
const open = parcels.open();

define('ERR_INVALID_TRANSFER_OBJECT', 'Found invalid object in transferList', TypeError);
define('ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST',
  'Object that needs transfer was found in message but not listed in transferList', TypeError);

/** What comes next in the list. */
const PLAIN = 0;
const KNOWN = 1;
const OBJECT = 2;
const ARRAY = 3;
const SPARSE = 4;
const DATE = 5;
const REGEXP = 6;
const BOXED = 7;
const MAP = 8;
const SET = 9;
const ERROR = 10;
const CARRIED = 11;
const VIEW = 12;
const HOST = 13;

/** In the place of a name: there is none left. */
const END = null;

const errorClasses = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
const typedTag = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;

const cloneError = (message) => new DOMException(message, 'DataCloneError');

/** What V8 calls a value that it does not clone. */
function nameOf(value) {
  if (typeof value !== 'object') return String(value);
  if (brand(value) === 'Proxy') return Array.isArray(value) ? '[object Array]' : '#<Object>';
  const { constructor } = value;
  if (value.toString === Object.prototype.toString && typeof constructor === 'function' && constructor.name !== '') {
    return `#<${constructor.name}>`;
  }
  return Object.prototype.toString.call(value);
}

const cannot = (value) => cloneError(`${nameOf(value)} could not be cloned.`);

/** Whether nothing can be special about an object that the engine has no name for. */
const isPlain = (value) => Object.getPrototypeOf(value) === Object.prototype && !cloneable.anyMarked && value !== globalThis;

/** Writes one message. */
class Writer {
  constructor(moves) {
    this.values = [];
    this.carried = [];
    this.known = new Map();
    /** What is given away. */
    this.moves = moves;
    this.leaving = [];
  }

  write(value) {
    const type = typeof value;
    if (type === 'symbol' || type === 'function') throw cannot(value);
    if (type !== 'object' || value === null) {
      this.values.push(PLAIN, value);
      return;
    }
    const { known } = this;
    const place = known.get(value);
    if (place !== undefined) {
      this.values.push(KNOWN, place);
      return;
    }
    known.set(value, known.size);
    const kind = brand(value);
    if (kind !== undefined) this.special(value, kind);
    else if (Array.isArray(value)) this.array(value);
    else if (isPlain(value)) this.fields(OBJECT, undefined, value);
    else this.object(value);
  }

  array(list) {
    const keys = Object.keys(list);
    const { length } = list;
    if (cloneable.anyMarked) refuseMarked(list);
    // Names of elements come first: as many, and the last of them so, means that nothing is missing.
    if (keys.length !== length || (length > 0 && keys[length - 1] !== String(length - 1))) {
      this.fields(SPARSE, length, list, keys);
      return;
    }
    this.values.push(ARRAY, length);
    for (let i = 0; i < length; i++) this.write(list[i]);
  }

  fields(mark, length, object, keys = Object.keys(object)) {
    const { values } = this;
    values.push(mark);
    if (length !== undefined) values.push(length);
    for (const key of keys) {
      const value = object[key];
      // A getter may have removed what comes after it.
      if (value === undefined && !Object.hasOwn(object, key)) continue;
      values.push(key);
      const type = typeof value;
      if (type === 'string' || type === 'number' || type === 'boolean') values.push(PLAIN, value);
      else this.write(value);
    }
    values.push(END);
  }

  /** An object that is nothing else by itself, of some class perhaps. */
  object(value) {
    if (this.own(value)) return;
    if (value instanceof WeakRef || value === globalThis) throw cannot(value);
    this.fields(OBJECT, undefined, value);
  }

  /** Writes an object whose class says how; whether that is so. */
  own(value) {
    if (value[kTransfer] !== undefined) throw new codes.ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST();
    if (cloneable.anyMarked) refuseMarked(value);
    if (value[kClone] === undefined) return false;
    this.host(value[kClone]());
    return true;
  }

  special(value, kind) {
    if (kind !== 'Proxy' && kind !== 'Foreign' && this.own(value)) return;
    const writer = byBrand[kind];
    if (writer === undefined) throw cannot(value);
    writer(this, value, this.values);
  }

  /** What goes from here for good: it is written before the value, and its place is left when all is written. */
  give(item) {
    this.known.set(item, this.known.size);
    const { kind, data, leave } = item[kTransfer]();
    this.values.push(kind, this.carried.length / 2);
    this.leaving.push([this.carried.length, leave]);
    this.carried.push(null, false);
    this.write(data);
  }

  host({ kind, data, java }) {
    this.values.push(HOST, kind, java === undefined ? -1 : this.carried.length / 2);
    if (java !== undefined) this.carried.push(java, false);
    this.write(data);
  }

  /** Nothing can fail any more. */
  end() {
    for (const [at, leave] of this.leaving) this.carried[at] = leave();
    return pack(this.values, this.carried);
  }

  /** Carries an object of Java's, or memory. */
  carry(object) {
    this.values.push(CARRIED, this.carried.length / 2);
    this.carried.push(object, this.moves.has(object));
  }
}

function refuseMarked(value) {
  if (uncloneable.has(value)) throw cloneError('Cannot clone object of unsupported type.');
}

const carry = (writer, object) => writer.carry(object);

/** How an object is written that is more than its fields, by what it is. */
const byBrand = {
  Date: (writer, date, values) => values.push(DATE, Date.prototype.getTime.call(date)),
  RegExp: (writer, { source, flags }, values) => values.push(REGEXP, source, flags),
  Number: (writer, boxed, values) => values.push(BOXED, Number.prototype.valueOf.call(boxed)),
  String: (writer, boxed, values) => values.push(BOXED, String.prototype.valueOf.call(boxed)),
  Boolean: (writer, boxed, values) => values.push(BOXED, Boolean.prototype.valueOf.call(boxed)),
  BigInt: (writer, boxed, values) => values.push(BOXED, BigInt.prototype.valueOf.call(boxed)),
  Map(writer, map, values) {
    const pairs = [...Map.prototype.entries.call(map)];
    values.push(MAP, pairs.length);
    for (const [key, value] of pairs) {
      writer.write(key);
      writer.write(value);
    }
  },
  Set(writer, set, values) {
    const items = [...Set.prototype.values.call(set)];
    values.push(SET, items.length);
    for (const item of items) writer.write(item);
  },
  Error(writer, error, values) {
    const own = (name) => Object.getOwnPropertyDescriptor(error, name);
    const message = own('message');
    const { name, stack } = error;
    values.push(ERROR, Object.hasOwn(errorClasses, name) ? name : 'Error', message === undefined ? null : String(error.message),
      typeof stack === 'string' ? stack : null, own('cause') !== undefined);
    if (own('cause') !== undefined) writer.write(error.cause);
  },
  ArrayBuffer(writer, buffer) {
    if (buffer.detached) throw cloneError('An ArrayBuffer is detached and could not be cloned.');
    writer.carry(buffer);
  },
  SharedArrayBuffer: carry,
  Foreign: carry,
  TypedArray: view,
  DataView: view,
};

function view(writer, array, values) {
  const { buffer, byteOffset, byteLength } = array;
  const name = brand(array) === 'DataView' ? 'DataView' : typedTag.call(array);
  const follows = buffer.resizable === true && byteOffset + byteLength === buffer.byteLength;
  const length = name === 'DataView' ? byteLength : array.length;
  values.push(VIEW, name, byteOffset, follows ? undefined : length);
  writer.write(buffer);
}

/** The files of classes that a context may not have used yet when the first object comes in. */
const load = {
  Blob: () => require('../buffer/blob.js'),
  File: () => require('../buffer/blob.js'),
  KeyObject: () => require('../crypto/keys.js'),
  CryptoKey: () => require('../crypto/web-keys.js'),
  DOMException: () => require('../events/dom-exception.js'),
};

/** Reads one message. */
class Reader {
  constructor([values, carried]) {
    this.values = values;
    this.carried = carried;
    this.at = 0;
    this.known = [];
    /** Ports that have come. */
    this.ports = [];
  }

  /** What was given away, then the value. */
  whole() {
    const count = this.values[this.at++];
    for (let i = 0; i < count; i++) {
      const place = this.known.push(undefined) - 1;
      const given = this.keep(place, this.host());
      if (given instanceof MessagePort) this.ports.push(given);
    }
    return this.read();
  }

  read() {
    const values = this.values;
    const mark = values[this.at++];
    if (mark === PLAIN) return values[this.at++];
    if (mark === KNOWN) return this.known[values[this.at++]];
    const place = this.known.push(undefined) - 1;
    switch (mark) {
      case OBJECT: return this.fields(this.keep(place, {}));
      case ARRAY: return this.items(this.keep(place, []), values[this.at++]);
      case SPARSE: return this.fields(this.keep(place, new Array(values[this.at++])));
      case MAP: return this.map(this.keep(place, new Map()), values[this.at++]);
      case SET: return this.set(this.keep(place, new Set()), values[this.at++]);
      default: return this.keep(place, this.special(mark));
    }
  }

  keep(place, value) {
    this.known[place] = value;
    return value;
  }

  fields(object) {
    for (let key; (key = this.values[this.at++]) !== END;) {
      const value = this.read();
      if (key === '__proto__') Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
      else object[key] = value;
    }
    return object;
  }

  items(list, length) {
    for (let i = 0; i < length; i++) list.push(this.read());
    return list;
  }

  map(map, size) {
    for (let i = 0; i < size; i++) {
      const key = this.read();
      map.set(key, this.read());
    }
    return map;
  }

  set(set, size) {
    for (let i = 0; i < size; i++) set.add(this.read());
    return set;
  }

  special(mark) {
    const values = this.values;
    switch (mark) {
      case DATE: return new Date(values[this.at++]);
      case REGEXP: return new RegExp(values[this.at++], values[this.at++]);
      case BOXED: return Object(values[this.at++]);
      case ERROR: return this.error();
      case CARRIED: return this.carried[values[this.at++]];
      case VIEW: return this.view();
      default: return this.host();
    }
  }

  error() {
    const [name, message, stack, hasCause] = this.values.slice(this.at, this.at += 4);
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    const error = message === null ? new (errorClasses[name] ?? Error)() : new (errorClasses[name] ?? Error)(message);
    Error.stackTraceLimit = stackTraceLimit;
    Object.defineProperty(error, 'stack', { value: stack ?? undefined, configurable: true, writable: true });
    if (hasCause) Object.defineProperty(error, 'cause', { value: this.read(), configurable: true, writable: true });
    return error;
  }

  view() {
    const [name, offset, length] = this.values.slice(this.at, this.at += 3);
    const buffer = this.read();
    const View = name === 'DataView' ? DataView : globalThis[name];
    return length === undefined ? new View(buffer, offset) : new View(buffer, offset, length);
  }

  host() {
    const kind = this.values[this.at++];
    const java = this.values[this.at++];
    const part = { data: this.read(), java: this.carried[java] };
    if (!revivers.has(kind)) load[kind]();
    return revivers.get(kind)(part);
  }
}

/** Looks at what is to be given away; `from` is the port that the message leaves by. */
function moved(list, from) {
  const moves = new Set();
  for (const item of list) {
    const kind = item !== null && typeof item === 'object' ? brand(item) : undefined;
    const isBuffer = kind === 'ArrayBuffer';
    if (!isBuffer && (kind === 'Proxy' || kind === 'Foreign' || item?.[kTransfer] === undefined)) {
      throw new codes.ERR_INVALID_TRANSFER_OBJECT();
    }
    if (untransferable.has(item)) throw cloneError('Cannot transfer object of unsupported type.');
    if (item === from) throw cloneError('Transfer list contains source port');
    const { name } = item.constructor;
    if (moves.has(item)) throw cloneError(`Transfer list contains duplicate ${isBuffer ? 'ArrayBuffer' : name}`);
    if (isBuffer && item.detached) throw cloneError('An ArrayBuffer is detached and could not be cloned.');
    if (!isBuffer && item[kGone]()) throw cloneError(`${name} in transfer list is already detached`);
    moves.add(item);
  }
  return moves;
}

const NOTHING = new Set();

/**
 * The parcel of a value for another context or thread.
 *
 * @param {Iterable} [list] what is given away
 * @param {MessagePort} [from] the port that the message leaves by
 */
function toParcel(value, list = [], from = undefined) {
  const moves = list.length === 0 ? NOTHING : moved(list, from);
  const writer = new Writer(moves);
  const [buffers, others] = [[], []];
  for (const item of moves) (item[kTransfer] === undefined ? buffers : others).push(item);
  writer.values.push(others.length);
  for (const item of others) writer.give(item);
  writer.write(value);
  for (const buffer of buffers) if (!writer.carried.includes(buffer)) writer.carried.push(buffer, true);
  return writer.end();
}

/** The value of a parcel, in this context, and the ports that came with it. */
function fromParcel(parcel) {
  const reader = new Reader(open(parcel));
  const value = reader.whole();
  return { value, ports: reader.ports };
}

const isIterable = (value) => value !== null && typeof value === 'object' && typeof value[Symbol.iterator] === 'function';

const notIterable = (what) => stamp(new TypeError(`Optional ${what} argument must be an iterable`), 'ERR_INVALID_ARG_TYPE', notIterable);

/** The list of what is to be given away: an argument of `postMessage` that is the list, or has it. */
function transferList(argument) {
  if (argument === undefined || argument === null) return [];
  if (typeof argument !== 'object') throw notIterable('transferList');
  if (isIterable(argument)) return [...argument];
  const { transfer } = argument;
  if (transfer === undefined || transfer === null) return [];
  if (!isIterable(transfer)) throw notIterable('options.transfer');
  return [...transfer];
}

/** The global `structuredClone`; buffers listed in `transfer` are moved, not copied. */
function structuredClone(value, options) {
  if (arguments.length === 0) throw stamp(new TypeError('The value argument must be specified'), 'ERR_MISSING_ARGS', structuredClone);
  if (options !== undefined && options !== null && typeof options !== 'object') {
    throw stamp(new TypeError('The options argument must be either an object or undefined'), 'ERR_INVALID_ARG_TYPE', structuredClone);
  }
  const transfer = options?.transfer;
  if (transfer !== undefined && transfer !== null && !isIterable(transfer)) throw notIterable('transferList');
  if (value === null || (typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol' && !transfer)) return value;
  return fromParcel(toParcel(value, transfer ? [...transfer] : [])).value;
}

module.exports = { structuredClone, toParcel, fromParcel, transferList };
