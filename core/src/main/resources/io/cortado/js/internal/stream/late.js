'use strict';

// Classes of http inherit from classes of net and stream, but http loads neither: an app is up, and gives most answers,
// without them. Whoever loads the parent ties the two together. Until then a stand-in may keep the parent's place, whose
// members load it when they are touched.

const parents = new Map();
/** The same, for who asks often. */
const loaded = { __proto__: null };
const children = new Map();

function tie(child, parent) {
  Object.setPrototypeOf(child.prototype, parent.prototype);
  Object.setPrototypeOf(child, parent);
}

/** The class `name` is there. */
function define(name, parent) {
  parents.set(name, parent);
  loaded[name] = parent;
  for (const child of children.get(name) ?? []) tie(child, parent);
  children.delete(name);
}

/** Lets `child` inherit from the class `name` once that is there; answers whether it is. */
function inherit(child, name) {
  const parent = parents.get(name);
  if (parent !== undefined) {
    tie(child, parent);
    return true;
  }
  if (!children.has(name)) children.set(name, []);
  children.get(name).push(child);
  return false;
}

function forward(object, keys, enumerable, parent) {
  for (const key of keys) {
    Object.defineProperty(object, key, {
      configurable: true,
      enumerable,
      get() {
        return Reflect.get(parent(), key, this);
      },
      set(value) {
        Reflect.set(parent(), key, value, this);
      },
    });
  }
}

/**
 * As `inherit`, with a stand-in above `base` until `load` has brought the parent.
 * @param {{methods: (string|symbol)[], hidden: string[], statics: string[]}} members names of what only the parent has;
 *     `hidden` does not show in a `for`-`in`
 */
function inheritLate(child, name, base, members, load) {
  if (inherit(child, name)) return;
  const parent = () => {
    load();
    return parents.get(name);
  };
  function late(...args) {
    return new.target ? Reflect.construct(parent(), args, new.target) : Reflect.apply(parent(), this, args);
  }
  Object.defineProperty(late, 'name', { value: name, configurable: true });
  late.prototype = Object.create(base.prototype);
  forward(late.prototype, members.methods, true, () => parent().prototype);
  forward(late.prototype, members.hidden, false, () => parent().prototype);
  forward(late, members.statics, true, parent);
  Object.setPrototypeOf(late, base);
  tie(child, late);
}

module.exports = { define, inherit, inheritLate, loaded };
