'use strict';

const TYPE = Symbol.for('@@mdb.bson.type');
const VERSION = Symbol.for('@@mdb.bson.version');

/** The major version whose values this package accepts. */
const MAJOR_VERSION = 7;

/** Base of the BSON classes: their type tag, version and inspection. */
class BSONValue {
  get [TYPE]() {
    return this._bsontype;
  }

  get [VERSION]() {
    return MAJOR_VERSION;
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return this.inspect(depth, options, inspect);
  }
}

/** Stands in for `util.inspect` when `inspect()` is called by hand. */
function plainInspect(value) {
  return JSON.stringify(value, (key, item) => {
    if (typeof item === 'bigint') return { $numberLong: `${item}` };
    return item instanceof Map ? Object.fromEntries(item) : item;
  });
}

module.exports = { BSONValue, TYPE, VERSION, MAJOR_VERSION, plainInspect };
