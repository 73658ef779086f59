'use strict';

// The words of the errors are those of @phc/format, its "filed" included.
const NAME = /^[a-z0-9-]{1,32}$/;
const VALUE = /^[a-zA-Z0-9/+.-]+$/;
const BASE64 = /^([a-zA-Z0-9/+.-]+|)$/;
const DECIMAL = /^((-)?[1-9]\d*|0)$/;
const VERSION = /^v=(\d+)$/;

const base64 = bytes => bytes.toString('base64').split('=')[0];

function textOf(value) {
  if (typeof value === 'number') return String(value);
  return Buffer.isBuffer(value) ? base64(value) : value;
}

/** Writes a hash with what made it. */
function serialize({ id, version, params, salt, hash }) {
  if (typeof id !== 'string') throw new TypeError('id must be a string');
  if (typeof version !== 'number' || version < 0 || !Number.isInteger(version)) {
    throw new TypeError('version must be a positive integer number');
  }
  const entries = Object.entries(params).map(([name, value]) => [name, textOf(value)]);
  if (!entries.every(([, value]) => typeof value === 'string')) throw new TypeError('params values must be strings');
  if (!entries.every(([, value]) => VALUE.test(value))) throw new TypeError(`params values must satisfy ${VALUE}`);
  if (!Buffer.isBuffer(salt)) throw new TypeError('salt must be a Buffer');
  const costs = entries.map(([name, value]) => `${name}=${value}`).join(',');
  return `$${id}$v=${version}$${costs}$${base64(salt)}$${base64(hash)}`;
}

function paramsOf(text) {
  const params = {};
  for (const part of text.split(',')) {
    const equals = part.indexOf('=');
    if (equals < 0) throw new TypeError('params must be in the format name=value');
    params[part.slice(0, equals)] = part.slice(equals + 1);
  }
  if (!Object.keys(params).every(name => NAME.test(name))) throw new TypeError(`params names must satisfy ${NAME}`);
  if (!Object.values(params).every(value => VALUE.test(value))) {
    throw new TypeError(`params values must satisfy ${VALUE}`);
  }
  for (const name of Object.keys(params)) if (DECIMAL.test(params[name])) params[name] = parseInt(params[name], 10);
  return params;
}

/** Reads a hash and what made it; what is not there is undefined. */
function deserialize(text) {
  if (typeof text !== 'string' || text === '') throw new TypeError('pchstr must be a non-empty string');
  if (!text.startsWith('$')) throw new TypeError('pchstr must contain a $ as first char');
  const fields = text.slice(1).split('$');
  const most = VERSION.test(fields[1]) ? 5 : 4;
  if (fields.length > most) throw new TypeError(`pchstr contains too many fileds: ${fields.length}/${most}`);
  const id = fields.shift();
  if (!NAME.test(id)) throw new TypeError(`id must satisfy ${NAME}`);
  const read = { id };
  if (VERSION.test(fields[0])) read.version = parseInt(fields.shift().slice(2), 10) || undefined;
  if (BASE64.test(fields.at(-1))) {
    const last = Buffer.from(fields.pop(), 'base64');
    if (fields.length > 0 && BASE64.test(fields.at(-1))) {
      read.hash = last;
      read.salt = Buffer.from(fields.pop(), 'base64');
    } else {
      read.salt = last;
    }
  }
  if (fields.length > 0) read.params = paramsOf(fields.pop());
  if (fields.length > 0) throw new TypeError(`pchstr contains unrecognized fileds: ${fields}`);
  return read;
}

module.exports = { serialize, deserialize };
