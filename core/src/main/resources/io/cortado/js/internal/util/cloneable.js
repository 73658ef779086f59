'use strict';

/** What objects of Node's classes are to structured clones: each class has methods under these symbols. */

/** `[kind, data]` of an object that is copied; `kind` is a name of `revivers`. */
const kClone = Symbol('clone');
/** The same of one that goes from here when it is listed to be transferred. Only such an object has it. */
const kTransfer = Symbol('transfer');
/** Whether an object can no longer be transferred. */
const kGone = Symbol('gone');

/** How what was cloned becomes an object again, by its kind; each file is loaded when the first comes in. */
const revivers = {
  MessagePort: () => require('../web/messaging.js').revive,
  Blob: () => require('../buffer/blob.js').revive,
  File: () => require('../buffer/blob.js').reviveFile,
  KeyObject: () => require('../crypto/keys.js').revive,
  CryptoKey: () => require('../crypto/web-keys.js').revive,
  DOMException: () => require('../events/dom-exception.js').revive,
};

const untransferable = new WeakSet();
const uncloneable = new WeakSet();

const isObject = (value) => (value !== null && typeof value === 'object') || typeof value === 'function';

module.exports = {
  kClone,
  kTransfer,
  kGone,
  untransferable,
  uncloneable,
  revive: (kind, data) => revivers[kind]()(data),
  markAsUntransferable(object) {
    if (isObject(object)) untransferable.add(object);
  },
  isMarkedAsUntransferable: (object) => isObject(object) && untransferable.has(object),
  markAsUncloneable(object) {
    if (isObject(object)) uncloneable.add(object);
  },
};
