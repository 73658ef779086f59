'use strict';

/** What objects of Node's classes are to structured clones: each class has methods under these symbols. */

/** `[kind, data]` of an object that is copied; `kind` is a name in ../web/revivers.js. */
const kClone = Symbol('clone');
/** The same of one that goes from here when it is listed to be transferred. Only such an object has it. */
const kTransfer = Symbol('transfer');
/** Whether an object can no longer be transferred. */
const kGone = Symbol('gone');

/** How what was cloned becomes an object again; ../web/revivers.js knows. */
let revive;

const untransferable = new WeakSet();
const uncloneable = new WeakSet();

const isObject = (value) => (value !== null && typeof value === 'object') || typeof value === 'function';

module.exports = {
  kClone,
  kTransfer,
  kGone,
  untransferable,
  uncloneable,
  revive: (kind, data) => revive(kind, data),
  reviveBy(work) {
    revive = work;
  },
  markAsUntransferable(object) {
    if (isObject(object)) untransferable.add(object);
  },
  isMarkedAsUntransferable: (object) => isObject(object) && untransferable.has(object),
  markAsUncloneable(object) {
    if (isObject(object)) uncloneable.add(object);
  },
};
