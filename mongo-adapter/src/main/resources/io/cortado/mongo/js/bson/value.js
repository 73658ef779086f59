'use strict';

const dialect = require('./dialect');

const TYPE = Symbol.for('@@mdb.bson.type');
const VERSION = Symbol.for('@@mdb.bson.version');

/** Base of the BSON classes: their type tag, version and inspection. */
class BSONValue {
  get [TYPE]() {
    return this._bsontype;
  }

  get [VERSION]() {
    return dialect.major;
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

module.exports = { BSONValue, TYPE, VERSION, plainInspect };
