'use strict';

/** `Headers` of fetch. */

const kInspect = Symbol.for('nodejs.util.inspect.custom');

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

function nameOf(name) {
  const text = `${name}`;
  if (!token.test(text)) throw new TypeError(`Headers.append: "${text}" is an invalid header name.`);
  return text.toLowerCase();
}

function valueOf(value) {
  const text = `${value}`.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
  // eslint-disable-next-line no-control-regex -- what a header value must not contain
  if (/[\0\r\n]|[^\x00-\xff]/.test(text)) throw new TypeError(`Headers.append: "${text}" is an invalid header value.`);
  return text;
}

class Headers {
  /** Lower-case name to the list of its values. */
  #map = new Map();
  #locked = false;

  constructor(init = undefined) {
    if (init === undefined || init === null) return;
    if (typeof init !== 'object') throw new TypeError('Headers constructor: init given was not an object.');
    if (init instanceof Headers) {
      for (const [key, values] of init.#map) this.#map.set(key, values.slice());
    } else if (typeof init[Symbol.iterator] === 'function') {
      for (const pair of init) {
        const both = [...pair];
        if (both.length !== 2) throw new TypeError('Headers constructor: expected name/value pair to be length 2.');
        this.append(both[0], both[1]);
      }
    } else {
      for (const key of Reflect.ownKeys(init)) this.append(key, init[key]);
    }
  }

  /** For Response.error and the like: changes throw from here on. */
  static lock(headers) {
    headers.#locked = true;
  }

  #change() {
    if (this.#locked) throw new TypeError('immutable');
  }

  append(name, value) {
    const key = nameOf(name);
    const text = valueOf(value);
    this.#change();
    const known = this.#map.get(key);
    if (known === undefined) this.#map.set(key, [text]);
    else known.push(text);
  }

  delete(name) {
    const key = nameOf(name);
    this.#change();
    this.#map.delete(key);
  }

  get(name) {
    return this.#map.get(nameOf(name))?.join(name.toLowerCase() === 'cookie' ? '; ' : ', ') ?? null;
  }

  has(name) {
    return this.#map.has(nameOf(name));
  }

  set(name, value) {
    const key = nameOf(name);
    const text = valueOf(value);
    this.#change();
    this.#map.set(key, [text]);
  }

  getSetCookie() {
    return this.#map.get('set-cookie')?.slice() ?? [];
  }

  #sorted() {
    const out = [];
    for (const key of [...this.#map.keys()].sort()) {
      if (key === 'set-cookie') for (const value of this.#map.get(key)) out.push([key, value]);
      else out.push([key, this.get(key)]);
    }
    return out;
  }

  * entries() {
    yield* this.#sorted();
  }

  * keys() {
    for (const [key] of this.#sorted()) yield key;
  }

  * values() {
    for (const [, value] of this.#sorted()) yield value;
  }

  forEach(callback, thisArg = undefined) {
    require('../errors/validators.js').validateFunction(callback, 'callback');
    for (const [key, value] of this.#sorted()) callback.call(thisArg, value, key, this);
  }

  [kInspect](depth, options) {
    return `Headers ${require('../inspect/inspect.js').inspect(Object.fromEntries(this.#sorted()),
      { ...options, depth: options.depth ?? depth })}`;
  }
}
Object.defineProperty(Headers.prototype, Symbol.iterator, {
  value: Headers.prototype.entries, writable: true, configurable: true,
});
require('./idl.js').expose(Headers, ['append', 'delete', 'get', 'has', 'set', 'getSetCookie', 'keys', 'values', 'entries', 'forEach']);

module.exports = { Headers };
