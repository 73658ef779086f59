'use strict';

const { BSONError } = require('./errors');
const { BSONValue, extend, holder, kind, plainInspect } = require('./value');

/** npm bson's `Code`: JavaScript kept as text, with a scope if it has one. */
class Code extends BSONValue {
  code;
  scope;

  constructor(code, scope) {
    super();
    this.code = code.toString();
    this.scope = scope ?? null;
  }

  get _bsontype() {
    return 'Code';
  }

  static fromExtendedJSON(document) {
    return new Code(document.$code, document.$scope);
  }

  toJSON() {
    return this.scope == null ? { code: this.code } : { code: this.code, scope: this.scope };
  }

  toExtendedJSON() {
    return this.scope ? { $code: this.code, $scope: this.scope } : { $code: this.code };
  }

  inspect(depth, options, inspect = plainInspect) {
    let text = inspect(this.code, options);
    const lines = text.includes('\n');
    if (this.scope != null) text += `,${lines ? '\n' : ' '}${inspect(this.scope, options)}`;
    return `new Code(${lines ? '\n' : ''}${text}${lines && this.scope === null ? '\n' : ''})`;
  }
}

/** npm bson's `DBRef`: a reference to a document of another collection. */
class DBRef extends BSONValue {
  collection;
  oid;
  db;
  fields;

  constructor(collection, oid, db, fields) {
    super();
    const parts = collection.split('.');
    const qualified = parts.length === 2;
    this.collection = qualified ? parts[1] : collection;
    this.oid = oid;
    this.db = qualified ? parts[0] : db;
    this.fields = fields || {};
  }

  get _bsontype() {
    return 'DBRef';
  }

  get namespace() {
    return this.collection;
  }

  set namespace(value) {
    this.collection = value;
  }

  static fromExtendedJSON(document) {
    const { $ref, $id, $db, ...fields } = document;
    return new DBRef($ref, $id, $db, fields);
  }

  toJSON() {
    const json = { $ref: this.collection, $id: this.oid, ...this.fields };
    if (this.db != null) json.$db = this.db;
    return json;
  }

  toExtendedJSON(options) {
    const json = { $ref: this.collection, $id: this.oid };
    if (options?.legacy) return json;
    if (this.db) json.$db = this.db;
    return Object.assign(json, this.fields);
  }

  inspect(depth, options, inspect = plainInspect) {
    const parts = [inspect(this.namespace, options), inspect(this.oid, options)];
    if (inspect === plainInspect) parts[1] = `new ObjectId(${parts[1]})`;
    if (this.db) parts.push(inspect(this.db, options));
    if (Object.keys(this.fields).length > 0) parts.push(inspect(this.fields, options));
    return `new DBRef(${parts.join(', ')})`;
  }
}

/** Tells a document that has the form of a reference. */
function isDBRefLike(value) {
  return value != null && typeof value === 'object' && value.$id != null && typeof value.$ref === 'string'
    && (!('$db' in value) || typeof value.$db === 'string');
}

/** npm bson's `MinKey`: sorts before everything. */
class MinKey extends BSONValue {}

/** npm bson's `MaxKey`: sorts after everything. */
class MaxKey extends BSONValue {}

for (const [Class, sign] of [[MinKey, '$minKey'], [MaxKey, '$maxKey']]) {
  extend(Class, {
    fromExtendedJSON: () => new Class(),
  });
  extend(Class.prototype, {
    get _bsontype() {
      return Class.name;
    },
    inspect() {
      return `new ${Class.name}()`;
    },
    toExtendedJSON() {
      return { [sign]: 1 };
    },
  });
}

/** npm bson's `BSONRegExp`: a pattern that is not a JavaScript one. */
class BSONRegExp extends BSONValue {
  pattern;
  options;

  constructor(pattern, options) {
    super();
    this.pattern = pattern;
    this.options = BSONRegExp.parseOptions(options);
    if (this.pattern.includes('\0')) {
      throw new BSONError(`BSON Regex patterns cannot contain null bytes, found: ${JSON.stringify(this.pattern)}`);
    }
    if (this.options.includes('\0')) {
      throw new BSONError(`BSON Regex options cannot contain null bytes, found: ${JSON.stringify(this.options)}`);
    }
    for (const option of this.options) {
      if (!'imxlsu'.includes(option)) throw new BSONError(`The regular expression option [${option}] is not supported`);
    }
  }

  get _bsontype() {
    return 'BSONRegExp';
  }

  static parseOptions(options) {
    return options ? options.split('').sort().join('') : '';
  }

  static fromExtendedJSON(document) {
    if ('$regex' in document) {
      if (typeof document.$regex === 'string') return new BSONRegExp(document.$regex, document.$options);
      if (document.$regex._bsontype === 'BSONRegExp') return document;
    }
    if ('$regularExpression' in document) {
      return new BSONRegExp(document.$regularExpression.pattern, document.$regularExpression.options);
    }
    throw new BSONError(`Unexpected BSONRegExp EJSON object form: ${JSON.stringify(document)}`);
  }

  toExtendedJSON(options) {
    if (options?.legacy) return { $regex: this.pattern, $options: this.options };
    return { $regularExpression: { pattern: this.pattern, options: this.options } };
  }

  inspect(depth, options, inspect = plainInspect) {
    const stylize = typeof options?.stylize === 'function' ? options.stylize : text => text;
    return `new BSONRegExp(${stylize(inspect(this.pattern), 'regexp')}, ${stylize(inspect(this.options), 'regexp')})`;
  }
}

/** npm bson's `BSONSymbol`: a deprecated kind of string. */
class BSONSymbol extends BSONValue {
  value;

  constructor(value) {
    super();
    this.value = value;
  }

  static fromExtendedJSON(document) {
    return new BSONSymbol(document.$symbol);
  }

  toString() {
    return this.value;
  }

  toExtendedJSON() {
    return { $symbol: this.value };
  }
}

kind(BSONSymbol, 'BSONSymbol', (symbol, show) => `new BSONSymbol(${show(symbol.value)})`);
extend(BSONSymbol.prototype, holder);

module.exports = { Code, DBRef, MinKey, MaxKey, BSONRegExp, BSONSymbol, isDBRefLike };
