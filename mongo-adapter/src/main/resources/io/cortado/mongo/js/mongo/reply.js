'use strict';

const { Buffer } = require('buffer');
const { Binary, UUID } = require('../bson/binary');
const { Decimal128 } = require('../bson/decimal128');
const { Long } = require('../bson/long');
const { ObjectId } = require('../bson/object-id');
const { Timestamp } = require('../bson/timestamp');
const { BSONSymbol, Code, DBRef, MaxKey, MinKey, isDBRefLike } = require('../bson/values');

const COMPILE_AFTER = 16;
const COMPILE_FIELDS = 100;
const MAX_SHAPES = 2000;

const shapes = new Map();
const words = { id: 0, _bsontype: 'ObjectId', i0: 0, i1: 0, i2: 0, i3: 0 };

function objectId(i0, i1, i2, i3) {
  words.i0 = i0;
  words.i1 = i1;
  words.i2 = i2;
  words.i3 = i3;
  return new ObjectId(words);
}

function reference(document) {
  if (!isDBRefLike(document)) return document;
  const { $ref, $id, $db, ...fields } = document;
  return new DBRef($ref, $id, $db, fields);
}

function regexp(source, options) {
  const flags = new Set();
  for (const option of options) {
    if (option === 'm' || option === 'i') flags.add(option);
    else if (option === 's') flags.add('g');
  }
  return new RegExp(source, [...flags].join(''));
}

function binary(base64, subtype) {
  const bytes = Buffer.from(base64, 'base64');
  return subtype === 4 && bytes.length === 16 ? new UUID(bytes) : new Binary(bytes, subtype);
}

/** A value that JSON cannot say: a type letter and its parts. */
function other(parts, builders) {
  switch (parts[0]) {
    case 'n': return Number(parts[1]);
    case 'b': return binary(parts[1], parts[2]);
    case 'u': return undefined;
    case 'r': return regexp(parts[1], parts[2]);
    case 'p': return new DBRef(parts[1], objectId(parts[2], parts[3], parts[4], parts[5]));
    case 'c': return new Code(parts[1]);
    case 'y': return new BSONSymbol(parts[1]).valueOf();
    case 'C': return new Code(parts[1], document(parts[2], builders));
    case 't': return new Timestamp(new Long(parts[1], parts[2], true));
    case 'l': return new Long(parts[1], parts[2], false);
    case 'D': return new Decimal128(Buffer.from(parts[1], 'base64'));
    case 'm': return new MinKey();
    case 'M': return new MaxKey();
    default: throw new TypeError(`unknown value kind ${parts[0]}`);
  }
}

function document(values, builders) {
  return builders[values[values.length - 1]](values, builders);
}

function elements(kinds, values, builders) {
  if (kinds === 'v') return values;
  if (kinds === 's') {
    for (let i = 0; i < values.length; i++) values[i] = document(values[i], builders);
    return values;
  }
  const result = [];
  for (let at = 0, i = 0; at < values.length; i++) {
    const kind = kinds.length === 1 ? kinds : kinds[i];
    result.push(one(kind, values, at, builders));
    at += slots(kind);
  }
  return result;
}

function slots(kind) {
  if (kind === 'o') return 4;
  return kind === 'a' ? 2 : 1;
}

function one(kind, values, at, builders) {
  switch (kind) {
    case 'v': return values[at];
    case 's': return document(values[at], builders);
    case 'o': return objectId(values[at], values[at + 1], values[at + 2], values[at + 3]);
    case 'd': return new Date(values[at]);
    case 'a': return elements(values[at], values[at + 1], builders);
    default: return other(values[at], builders);
  }
}

function fieldsOf(definition) {
  return definition.split('\0').slice(0, -1).map(field => ({ kind: field[0], name: field.slice(1) }));
}

function interpreted(fields) {
  const mayRefer = fields.some(field => field.name === '$ref');
  return (values, builders) => {
    const result = {};
    let at = 0;
    for (const { kind, name } of fields) {
      const value = one(kind, values, at, builders);
      at += slots(kind);
      if (name === '__proto__') {
        Object.defineProperty(result, name, { value, writable: true, enumerable: true, configurable: true });
      } else {
        result[name] = value;
      }
    }
    return mayRefer ? reference(result) : result;
  };
}

const helpers = { objectId, other, document, elements };

function expression(kind, at) {
  switch (kind) {
    case 'v': return `v[${at}]`;
    case 's': return `h.document(v[${at}], b)`;
    case 'o': return `h.objectId(v[${at}], v[${at + 1}], v[${at + 2}], v[${at + 3}])`;
    case 'd': return `new Date(v[${at}])`;
    case 'a': return `h.elements(v[${at}], v[${at + 1}], b)`;
    default: return `h.other(v[${at}], b)`;
  }
}

/** An object literal is built several times faster than an object is filled, so frequent shapes get one. */
function compiled(fields) {
  let at = 0;
  const properties = fields.map(({ kind, name }) => {
    const key = name === '__proto__' ? '["__proto__"]' : JSON.stringify(name);
    const property = `${key}: ${expression(kind, at)}`;
    at += slots(kind);
    return property;
  });
  return new Function('h', `return (v, b) => ({ ${properties.join(', ')} });`)(helpers);
}

class Builder {
  constructor(definition) {
    this.fields = fieldsOf(definition);
    this.uses = 0;
    this.fixed = this.fields.length > COMPILE_FIELDS || this.fields.some(field => field.name === '$ref');
    this.build = interpreted(this.fields);
  }

  used(count) {
    this.uses += count;
    if (!this.fixed && this.uses >= COMPILE_AFTER) {
      this.fixed = true;
      this.build = compiled(this.fields);
    }
    return this.build;
  }
}

function builderOf(definition, count) {
  let builder = shapes.get(definition);
  if (builder === undefined) {
    if (shapes.size >= MAX_SHAPES) shapes.clear();
    builder = new Builder(definition);
    shapes.set(definition, builder);
  }
  return builder.used(count);
}

/** Builds the document of a packed reply. */
function unpack(text) {
  const [definitions, root] = JSON.parse(text);
  const count = text.length > 4096 ? COMPILE_AFTER : 1;
  const builders = definitions.map(definition => builderOf(definition, count));
  return document(root, builders);
}

module.exports = { unpack };
