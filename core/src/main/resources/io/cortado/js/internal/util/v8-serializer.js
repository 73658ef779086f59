'use strict';

/** `v8.serialize` and `deserialize`: a tagged JSON form of what structured clone can carry; our own, not V8's format. */

const { codes } = require('../errors/errors.js');

const MAGIC = Buffer.from('CORTADO1');

function pack(value, seen) {
  switch (typeof value) {
    case 'string': case 'boolean': return value;
    case 'number': return Number.isFinite(value) && !Object.is(value, -0) ? value : ['n', Object.is(value, -0) ? '-0' : String(value)];
    case 'bigint': return ['b', String(value)];
    case 'undefined': return ['u'];
    case 'function': case 'symbol':
      throw new DOMException(`${String(value)} could not be cloned.`, 'DataCloneError');
    default:
  }
  if (value === null) return null;
  if (seen.has(value)) return ['r', seen.get(value)];
  seen.set(value, seen.size);
  if (Array.isArray(value)) return ['a', Array.from(value, (item) => pack(item, seen))];
  if (value instanceof Date) return ['d', value.getTime()];
  if (value instanceof RegExp) return ['x', value.source, value.flags];
  if (value instanceof Map) return ['m', [...value].map(([k, v]) => [pack(k, seen), pack(v, seen)])];
  if (value instanceof Set) return ['s', [...value].map((item) => pack(item, seen))];
  if (value instanceof ArrayBuffer) return ['y', 'ArrayBuffer', Buffer.from(value).toString('base64')];
  if (ArrayBuffer.isView(value)) {
    const name = Buffer.isBuffer(value) ? 'Buffer' : value.constructor.name;
    return ['y', name, Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')];
  }
  if (value instanceof Error) return ['e', value.name, value.message, value.stack];
  return ['o', Object.keys(value).map((key) => [key, pack(value[key], seen)])];
}

function unpack(packed, seen) {
  if (!Array.isArray(packed)) return packed;
  const [kind, a, b, c] = packed;
  const keep = (value) => {
    seen.push(value);
    return value;
  };
  switch (kind) {
    case 'n': return Number(a);
    case 'b': return BigInt(a);
    case 'u': return undefined;
    case 'r': return seen[a];
    case 'd': return keep(new Date(a));
    case 'x': return keep(new RegExp(a, b));
    case 'a': {
      const out = keep([]);
      for (const item of a) out.push(unpack(item, seen));
      return out;
    }
    case 'm': {
      const out = keep(new Map());
      for (const [k, v] of a) out.set(unpack(k, seen), unpack(v, seen));
      return out;
    }
    case 's': {
      const out = keep(new Set());
      for (const item of a) out.add(unpack(item, seen));
      return out;
    }
    case 'y': {
      const bytes = Buffer.from(b, 'base64');
      if (a === 'Buffer') return keep(bytes);
      const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
      return keep(a === 'ArrayBuffer' ? buffer : new globalThis[a](buffer));
    }
    case 'e': {
      const err = keep(new ({ TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError }[a] ?? Error)(b));
      Object.defineProperty(err, 'stack', { value: c, writable: true, configurable: true });
      return err;
    }
    default: {
      const out = keep({});
      for (const [key, item] of a) out[key] = unpack(item, seen);
      return out;
    }
  }
}

function serialize(value) {
  return Buffer.concat([MAGIC, Buffer.from(JSON.stringify(pack(value, new Map())))]);
}

function deserialize(buffer) {
  if (!ArrayBuffer.isView(buffer)) {
    throw new codes.ERR_INVALID_ARG_TYPE('buffer', ['Buffer', 'TypedArray', 'DataView'], buffer);
  }
  const bytes = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error('Unable to deserialize cloned data.');
  return unpack(JSON.parse(bytes.toString('utf8', MAGIC.length)), []);
}

module.exports = { serialize, deserialize };
