'use strict';

/** What objects of Node's classes are to structured clones: each class has methods under these symbols. */

/** `{ kind, data, java }` of an object that is copied: `kind` is a key of `revivers`, `java` is given as it is. */
const kClone = Symbol('clone');
/** `{ kind, data, leave }` of one that goes from here when it is listed to be transferred; `leave` gives what Java has of it. */
const kTransfer = Symbol('transfer');
/** Whether an object can no longer be transferred. */
const kGone = Symbol('gone');

/** How what was cloned becomes an object again, by its kind; each class adds its own. */
const revivers = new Map();

const untransferable = new WeakSet();
const uncloneable = new WeakSet();

const isObject = (value) => (value !== null && typeof value === 'object') || typeof value === 'function';

module.exports = {
  kClone,
  kTransfer,
  kGone,
  untransferable,
  uncloneable,
  revivers,
  markAsUntransferable(object) {
    if (isObject(object)) untransferable.add(object);
  },
  isMarkedAsUntransferable: (object) => isObject(object) && untransferable.has(object),
  /** Whether anything was marked as not to be cloned. */
  anyMarked: false,
  markAsUncloneable(object) {
    if (!isObject(object)) return;
    uncloneable.add(object);
    module.exports.anyMarked = true;
  },
};
