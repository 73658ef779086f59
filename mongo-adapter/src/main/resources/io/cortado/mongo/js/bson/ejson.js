'use strict';

const { BSONError, BSONRuntimeError, BSONVersionError } = require('./errors');
const { Binary } = require('./binary');
const { Decimal128 } = require('./decimal128');
const { Double, Int32 } = require('./numbers');
const { Long } = require('./long');
const { ObjectId } = require('./object-id');
const { Timestamp } = require('./timestamp');
const { BSONRegExp, BSONSymbol, Code, DBRef, MaxKey, MinKey, isDBRefLike } = require('./values');
const dialect = require('./dialect');
const { VERSION } = require('./value');

const LAST_RELAXED_DATE = 253402300800000;
const INT32 = 2 ** 31;
const INT64 = 2 ** 63;
const CODECS = {
  $oid: ObjectId, $binary: Binary, $uuid: Binary, $symbol: BSONSymbol, $numberInt: Int32, $numberDecimal: Decimal128,
  $numberDouble: Double, $numberLong: Long, $minKey: MinKey, $maxKey: MaxKey, $regex: BSONRegExp,
  $regularExpression: BSONRegExp, $timestamp: Timestamp,
};

function reviveNumber(value, options) {
  if (options.relaxed || options.legacy) return value;
  if (!Number.isInteger(value) || Object.is(value, -0)) return new Double(value);
  if (value < INT32 && value >= -INT32) return new Int32(value);
  if (value > INT64 || value < -INT64) return new Double(value);
  return options.useBigInt64 ? BigInt(value) : Long.fromNumber(value);
}

function reviveDate(value, options) {
  if (typeof value === 'string') return new Date(Date.parse(value));
  if (typeof value === 'bigint') return new Date(Number(value));
  if (!options.legacy && Long.isLong(value)) return new Date(value.toNumber());
  if (typeof value === 'number' && (options.legacy || options.relaxed)) return new Date(value);
  throw new BSONRuntimeError(`Unrecognized type for EJSON date: ${typeof value}`);
}

function revive(value, options) {
  if (typeof value === 'number') return reviveNumber(value, options);
  if (value == null || typeof value !== 'object') return value;
  if (value.$undefined) return null;
  for (const key of Object.keys(value)) {
    if (key.startsWith('$') && value[key] != null && Object.hasOwn(CODECS, key)) {
      return CODECS[key].fromExtendedJSON(value, options);
    }
  }
  if (value.$date != null) return reviveDate(value.$date, options);
  if (value.$code != null) return Code.fromExtendedJSON(value);
  if (isDBRefLike(value) || value.$dbPointer) {
    const reference = value.$ref ? value : value.$dbPointer;
    if (reference instanceof DBRef) return reference;
    const extra = Object.keys(reference).some(key => key.startsWith('$') && !['$ref', '$id', '$db'].includes(key));
    if (!extra) return DBRef.fromExtendedJSON(reference);
  }
  return value;
}

/** Reads extended JSON. */
function parse(text, given) {
  const options = { useBigInt64: false, relaxed: true, legacy: false, ...given };
  return JSON.parse(text, (key, value) => {
    if (key.includes('\0')) {
      throw new BSONError(`BSON Document field names cannot contain null bytes, found: ${JSON.stringify(key)}`);
    }
    return revive(value, options);
  });
}

function isoDate(date) {
  const text = date.toISOString();
  return date.getUTCMilliseconds() === 0 ? text.replace('.000Z', 'Z') : text;
}

function dateToExtended(date, options) {
  const time = date.getTime();
  const usual = time > -1 && time < LAST_RELAXED_DATE;
  if (options.legacy) return { $date: options.relaxed && usual ? time : isoDate(date) };
  return { $date: options.relaxed && usual ? isoDate(date) : { $numberLong: time.toString() } };
}

function numberToExtended(value) {
  if (Number.isInteger(value) && !Object.is(value, -0)) {
    if (value < INT32 && value >= -INT32) return { $numberInt: value.toString() };
    if (value <= INT64 && value >= -INT64) return { $numberLong: value.toString() };
  }
  return { $numberDouble: Object.is(value, -0) ? '-0.0' : value.toString() };
}

function circular(path, index, name) {
  const names = [...path.map(entry => entry.name), name];
  const leading = names.slice(0, index).map(part => `${part} -> `).join('');
  const middle = ` -> ${names.slice(index + 1, -1).map(part => `${part} -> `).join('')}`;
  const spaces = ' '.repeat(leading.length + names[index].length / 2);
  const dashes = '-'.repeat(middle.length + (names[index].length + name.length) / 2 - 1);
  return new BSONError('Converting circular structure to EJSON:\n'
    + `    ${leading}${names[index]}${middle}${name}\n    ${spaces}\\${dashes}/`);
}

function toExtended(value, options, path, name) {
  if (value instanceof Map) {
    for (const key of value.keys()) {
      if (typeof key !== 'string') throw new BSONError('Can only serialize maps with string keys');
    }
    return toExtended(Object.fromEntries(value), options, path, name);
  }
  if (value === undefined) return options.ignoreUndefined ? undefined : null;
  if (typeof value === 'number') {
    return options.relaxed && Number.isFinite(value) ? value : numberToExtended(value);
  }
  if (typeof value === 'bigint') {
    const wrapped = BigInt.asIntN(64, value);
    return options.relaxed ? Number(wrapped) : { $numberLong: wrapped.toString() };
  }
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date) return dateToExtended(value, options);
  if (value instanceof RegExp) return new BSONRegExp(value.source, value.flags).toExtendedJSON(options);
  const seen = path.findIndex(entry => entry.value === value);
  if (seen !== -1) throw circular(path, seen, name);
  path.push({ name, value });
  try {
    if (Array.isArray(value)) return value.map((item, i) => toExtended(item, options, path, `index ${i}`));
    return objectToExtended(value, options, path);
  } finally {
    path.pop();
  }
}

function objectToExtended(value, options, path) {
  const type = value._bsontype;
  if (type === undefined) {
    const entries = Object.keys(value).map(key => [key, toExtended(value[key], options, path, key)]);
    return Object.fromEntries(entries);
  }
  if (typeof type !== 'string') throw new BSONError(`_bsontype must be a string, but was: ${typeof type}`);
  if (value[VERSION] !== dialect.major) throw new BSONVersionError();
  if (typeof value.toExtendedJSON !== 'function') {
    throw new BSONError(`Unrecognized or invalid _bsontype: ${type}`);
  }
  if (type === 'Code' && value.scope) {
    return new Code(value.code, toExtended(value.scope, options, path, 'scope')).toExtendedJSON(options);
  }
  if (type === 'DBRef' && value.oid) {
    const oid = toExtended(value.oid, options, path, 'oid');
    const fields = toExtended(value.fields, options, path, 'fields');
    return new DBRef(value.collection, oid, value.db, fields).toExtendedJSON(options);
  }
  return value.toExtendedJSON(options);
}

/** Writes extended JSON; the arguments are those of `JSON.stringify` with options in any of the last places. */
function stringify(value, replacerOrOptions, spaceOrOptions, given) {
  let [replacer, space, options] = [replacerOrOptions, spaceOrOptions, given];
  if (space != null && typeof space === 'object') [space, options] = [undefined, space];
  if (replacer != null && typeof replacer === 'object' && !Array.isArray(replacer)) {
    [replacer, options] = [undefined, replacer];
  }
  const all = { relaxed: true, legacy: false, ...options };
  return JSON.stringify(toExtended(value, all, [], '(root)'), replacer, space);
}

const EJSON = Object.freeze(Object.assign(Object.create(null), {
  parse,
  stringify,
  serialize: (value, options) => JSON.parse(stringify(value, options ?? {})),
  deserialize: (value, options) => parse(JSON.stringify(value), options ?? {}),
}));

module.exports = { EJSON };
