'use strict';

const { types } = require('util');

const isObject = value => (typeof value === 'object' && value !== null) || typeof value === 'function';
const isValue = value =>
  !isObject(value) || value instanceof RegExp || value instanceof Date || ArrayBuffer.isView(value);

/** What is bound for a value: its kind as a letter, and itself. */
function field(value) {
  switch (typeof value) {
    case 'string': return ['t', value.toWellFormed()];
    case 'number': return Object.is(value | 0, value) || value === 0 ? ['i', value | 0] : ['d', value];
    case 'boolean': return ['i', value ? 1 : 0];
    case 'object': break;
    case 'function': return ['t', '[object Object]'];
    default: return ['u', null];
  }
  if (value === null) return ['n', null];
  if (ArrayBuffer.isView(value)) {
    return ['b', Buffer.from(value.buffer, value.byteOffset, value.byteLength).latin1Slice()];
  }
  if (types.isRegExp(value)) return ['t', String(value)];
  return types.isDate(value) ? ['d', Number(value)] : ['t', '[object Object]'];
}

/** The values that arguments stand for, without a callback at the end: an array, single ones, or an object of names. */
function bindings(args) {
  const [first] = args;
  const names = [];
  const fields = [];
  if (Array.isArray(first) || isValue(first)) {
    const list = Array.isArray(first) ? Array.from(first) : args;
    list.forEach((value, i) => {
      names.push(i + 1);
      fields.push(field(value));
    });
  } else {
    for (const name in first) {
      const number = Number(name);
      names.push(number === (number | 0) && number !== 0 ? number : name);
      fields.push(field(first[name]));
    }
  }
  return [fields.map(([kind]) => kind).join(''), names, fields.map(([, value]) => value)];
}

/** The rows in an outcome, as objects; a name that comes twice has its last value. */
function rowsOf(json) {
  const [names, ...rows] = JSON.parse(json);
  return rows.map(values => {
    const row = {};
    for (let i = 0; i < names.length; i++) {
      const value = values[i];
      row[names[i]] = typeof value === 'object' && value !== null ? Buffer.from(value[0], 'base64') : value;
    }
    return row;
  });
}

module.exports = { bindings, rowsOf };
