'use strict';

/** The global `URL`: Java reads, changes and writes it; here is what users touch. */

const { codes } = require('../errors/errors.js');

const kInspect = Symbol.for('nodejs.util.inspect.custom');

/** The accessors of `URL` but `searchParams`, in the order in which Java gives what they tell. */
const PARTS = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'];

let binding;
let params;

function urls() {
  binding ??= internalBinding('url');
  return binding;
}

function searchParams() {
  params ??= require('./search-params.js');
  return params;
}

/** The parts of a URL, or null where it is none. */
function read(input, base) {
  const lines = urls().parse(input, base ?? null);
  return lines === null ? null : lines.split('\n');
}

class URL {
  #parts;
  #params = null;

  constructor(input, base = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('url');
    const text = `${input}`;
    const baseText = base === undefined ? undefined : `${base}`;
    this.#parts = read(text, baseText);
    if (this.#parts === null) throw new codes.ERR_INVALID_URL(text.toWellFormed(), baseText?.toWellFormed());
  }

  static canParse(input, base = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('url');
    return URL.parse(input, base) !== null;
  }

  static parse(input, base = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('url');
    const baseText = base === undefined ? undefined : `${base}`;
    const parts = read(`${input}`, baseText);
    return parts === null ? null : new URL(parts[0]);
  }

  static createObjectURL(blob) {
    return require('../buffer/blob.js').createObjectURL(blob);
  }

  static revokeObjectURL(id) {
    require('../buffer/blob.js').revokeObjectURL(id);
  }

  toString() {
    return this.href;
  }

  toJSON() {
    return this.href;
  }

  get searchParams() {
    if (this.#params === null) {
      const { URLSearchParams, bind } = searchParams();
      this.#params = new URLSearchParams();
      this.#pairUp();
      bind(this.#params, (query) => {
        this.#parts = urls().change(this.#parts[0], 'search', query).split('\n');
      });
    }
    return this.#params;
  }

  /** Gives the pairs what the query says. */
  #pairUp() {
    searchParams().reset(this.#params, this.#parts[PARTS.indexOf('search')].slice(1));
  }

  #change(part, value) {
    const parts = part === 'href' ? read(value) : urls().change(this.#parts[0], part, value).split('\n');
    if (parts === null) throw new codes.ERR_INVALID_URL(value);
    this.#parts = parts;
    if (this.#params !== null && (part === 'href' || part === 'search')) this.#pairUp();
  }

  static {
    for (const [i, part] of PARTS.entries()) {
      const { get, set } = Object.getOwnPropertyDescriptor({
        get [part]() {
          return this.#parts[i];
        },
        set [part](value) {
          this.#change(part, `${value}`);
        },
      }, part);
      Object.defineProperty(URL.prototype, part, { get, set: part === 'origin' ? undefined : set, configurable: true });
    }
  }

  [kInspect](depth, options) {
    if (typeof depth === 'number' && depth < 0) return this;
    const shown = Object.create({ constructor: this.constructor === URL || !this.constructor ? URL : this.constructor });
    for (const key of [...PARTS.slice(0, -1), 'searchParams', 'hash']) {
      shown[key] = this[key];
    }
    return `${shown.constructor.name} ${require('../inspect/inspect.js').inspect(shown, { ...options, customInspect: true })
      .replace(/^[^{]*/, '')}`;
  }
}

// In the order in which Node lists them.
for (const key of ['toString', ...PARTS.slice(0, -1), 'searchParams', 'hash', 'toJSON']) {
  const member = Object.getOwnPropertyDescriptor(URL.prototype, key);
  delete URL.prototype[key];
  Object.defineProperty(URL.prototype, key, { ...member, enumerable: true });
}
for (const key of ['canParse', 'parse', 'createObjectURL', 'revokeObjectURL']) {
  Object.defineProperty(URL, key, { enumerable: true });
}
Object.defineProperty(URL.prototype, Symbol.toStringTag, { configurable: true, value: 'URL' });

module.exports = { URL };
