'use strict';

const dialect = require('./dialect');

const TYPE = Symbol.for('@@mdb.bson.type');
const VERSION = Symbol.for('@@mdb.bson.version');

/** Base of the BSON classes: their type tag, version and inspection. */
class BSONValue {
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return this.inspect(depth, options, inspect);
  }

  get [VERSION]() {
    return dialect.major;
  }

  get [TYPE]() {
    return this._bsontype;
  }
}

/** Stands in for `util.inspect` when `inspect()` is called by hand. */
function plainInspect(value) {
  return JSON.stringify(value, (key, item) => {
    if (typeof item === 'bigint') return { $numberLong: `${item}` };
    return item instanceof Map ? Object.fromEntries(item) : item;
  });
}

/** Gives a class or its prototype members that are no more enumerable than those of its body. */
function extend(target, members) {
  const properties = Object.getOwnPropertyDescriptors(members);
  for (const key of Reflect.ownKeys(properties)) properties[key].enumerable = false;
  Object.defineProperties(target, properties);
}

/**
 * An `inspect` method.
 *
 * @param {(value: object, show: (part: unknown) => string) => string} shown the text of a value; `show` is whatever
 *   inspects its parts
 */
function shownAs(shown) {
  return {
    inspect(depth, options, inspect) {
      return shown(this, part => (inspect ?? plainInspect)(part, options));
    },
  };
}

/** Gives a class of values its type tag and its inspection, as `shownAs` has it. */
function kind(Class, tag, shown) {
  extend(Class.prototype, {
    get _bsontype() {
      return tag;
    },
  });
  extend(Class.prototype, shownAs(shown));
}

/** What the classes have in common that hold one value of JavaScript's. */
const holder = {
  valueOf() {
    return this.value;
  },
  toJSON() {
    return this.value;
  },
};

module.exports = { BSONValue, TYPE, VERSION, extend, holder, kind, plainInspect, shownAs };
