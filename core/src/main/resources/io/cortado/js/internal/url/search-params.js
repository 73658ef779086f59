'use strict';

/** `URLSearchParams`: a list of pairs, in step with the URL it belongs to. */

const { codes } = require('../errors/errors.js');

const kInspect = Symbol.for('nodejs.util.inspect.custom');

let binding;

function forms() {
  binding ??= internalBinding('url');
  return binding;
}

/** Names and values of a query in turn. */
const parse = (query) => (query === '' ? [] : [...forms().readForm(query)]);
const serialize = (list) => (list.length === 0 ? '' : forms().writeForm(list));

const text = (value) => `${value}`.toWellFormed();

function need(args, ...names) {
  if (args.length < names.length) throw new codes.ERR_MISSING_ARGS(...names);
}

function fromPairs(init) {
  const list = [];
  for (const pair of init) {
    if (pair == null || (typeof pair !== 'object' && typeof pair !== 'function')
        || typeof pair[Symbol.iterator] !== 'function') {
      throw new codes.ERR_INVALID_TUPLE('Each query pair', '[name, value]');
    }
    const both = [...pair];
    if (both.length !== 2) throw new codes.ERR_INVALID_TUPLE('Each query pair', '[name, value]');
    list.push(text(both[0]), text(both[1]));
  }
  return list;
}

function fromRecord(init) {
  const found = new Map();
  for (const key of Reflect.ownKeys(init)) {
    const own = Reflect.getOwnPropertyDescriptor(init, key);
    if (own !== undefined && own.enumerable) found.set(text(key), text(init[key]));
  }
  return [...found].flat();
}

class URLSearchParams {
  #list = [];
  #update = null;

  constructor(init = undefined) {
    if (init == null) return;
    if (typeof init === 'object' || typeof init === 'function') {
      const iterator = init[Symbol.iterator];
      if (#list in init && iterator === URLSearchParams.prototype[Symbol.iterator]) {
        this.#list = init.#list.slice();
      } else if (iterator != null) {
        if (typeof iterator !== 'function') throw new codes.ERR_ARG_NOT_ITERABLE('Query pairs');
        this.#list = fromPairs(init);
      } else {
        this.#list = fromRecord(init);
      }
      return;
    }
    const string = text(init);
    this.#list = parse(string[0] === '?' ? string.slice(1) : string);
  }

  /** For URL alone: binds params to a URL, whose `update` hears of each change. */
  static bind(params, update) {
    params.#update = update;
  }

  /** For URL alone: replaces the pairs by those of a query. */
  static reset(params, query) {
    params.#list = parse(query);
  }

  #changed() {
    this.#update?.(serialize(this.#list));
  }

  static #check(value) {
    if (typeof value !== 'object' || value === null || !(#list in value)) {
      throw new codes.ERR_INVALID_THIS('URLSearchParams');
    }
  }

  get size() {
    URLSearchParams.#check(this);
    return this.#list.length / 2;
  }

  append(name, value) {
    URLSearchParams.#check(this);
    need(arguments, 'name', 'value');
    this.#list.push(text(name), text(value));
    this.#changed();
  }

  delete(name, value = undefined) {
    URLSearchParams.#check(this);
    need(arguments, 'name');
    const key = text(name);
    const only = value === undefined ? undefined : text(value);
    const kept = [];
    for (let i = 0; i < this.#list.length; i += 2) {
      if (this.#list[i] === key && (only === undefined || this.#list[i + 1] === only)) continue;
      kept.push(this.#list[i], this.#list[i + 1]);
    }
    this.#list = kept;
    this.#changed();
  }

  get(name) {
    URLSearchParams.#check(this);
    need(arguments, 'name');
    const key = text(name);
    for (let i = 0; i < this.#list.length; i += 2) if (this.#list[i] === key) return this.#list[i + 1];
    return null;
  }

  getAll(name) {
    URLSearchParams.#check(this);
    need(arguments, 'name');
    const key = text(name);
    return this.#list.filter((_, i) => i % 2 === 1 && this.#list[i - 1] === key);
  }

  has(name, value = undefined) {
    URLSearchParams.#check(this);
    need(arguments, 'name');
    const all = this.getAll(name);
    return value === undefined ? all.length > 0 : all.includes(text(value));
  }

  set(name, value) {
    URLSearchParams.#check(this);
    need(arguments, 'name', 'value');
    const key = text(name);
    const kept = [];
    let done = false;
    for (let i = 0; i < this.#list.length; i += 2) {
      if (this.#list[i] !== key) kept.push(this.#list[i], this.#list[i + 1]);
      else if (!done) {
        kept.push(key, text(value));
        done = true;
      }
    }
    if (!done) kept.push(key, text(value));
    this.#list = kept;
    this.#changed();
  }

  sort() {
    URLSearchParams.#check(this);
    const pairs = [];
    for (let i = 0; i < this.#list.length; i += 2) pairs.push([this.#list[i], this.#list[i + 1]]);
    pairs.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    this.#list = pairs.flat();
    this.#changed();
  }

  forEach(callback, thisArg = undefined) {
    URLSearchParams.#check(this);
    require('../errors/validators.js').validateFunction(callback, 'callback');
    for (let i = 0; i < this.#list.length; i += 2) callback.call(thisArg, this.#list[i + 1], this.#list[i], this);
  }

  toString() {
    URLSearchParams.#check(this);
    return serialize(this.#list);
  }

  entries() {
    URLSearchParams.#check(this);
    return iterate(() => this.#list, (list, i) => [list[i], list[i + 1]]);
  }

  keys() {
    URLSearchParams.#check(this);
    return iterate(() => this.#list, (list, i) => list[i]);
  }

  values() {
    URLSearchParams.#check(this);
    return iterate(() => this.#list, (list, i) => list[i + 1]);
  }

  [kInspect](recurseTimes, ctx) {
    if (typeof recurseTimes === 'number' && recurseTimes < 0) return ctx.stylize('[Object]', 'special');
    const { inspect } = require('../inspect/inspect.js');
    const list = this.#list;
    if (list.length === 0) return 'URLSearchParams {}';
    const pairs = [];
    for (let i = 0; i < list.length; i += 2) pairs.push(`${inspect(list[i], ctx)} => ${inspect(list[i + 1], ctx)}`);
    const length = pairs.reduce((sum, pair) => sum + pair.length + 2, -2);
    if (length > ctx.breakLength || pairs.some((pair) => pair.includes('\n'))) {
      return `URLSearchParams {\n  ${pairs.join(',\n  ')} }`;
    }
    return `URLSearchParams { ${pairs.join(', ')} }`;
  }
}

const iteratorProto = Object.create(Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())), {
  next: {
    configurable: true,
    enumerable: true,
    writable: true,
    value: function next() {
      const state = iterators.get(this);
      if (state === undefined) throw new codes.ERR_INVALID_THIS('URLSearchParamsIterator');
      const list = state.list();
      if (state.at >= list.length) return { value: undefined, done: true };
      const value = state.pick(list, state.at);
      state.at += 2;
      return { value, done: false };
    },
  },
  [Symbol.toStringTag]: { configurable: true, value: 'URLSearchParams Iterator' },
  [Symbol.for('nodejs.util.inspect.custom')]: {
    configurable: true,
    value: function inspect(depth, options, print) {
      const { list, pick, at } = iterators.get(this);
      const left = [];
      for (let i = at, all = list(); i < all.length; i += 2) left.push(print(pick(all, i), options));
      return left.length === 0 ? 'URLSearchParams Iterator {  }' : `URLSearchParams Iterator { ${left.join(', ')} }`;
    },
  },
});
const iterators = new WeakMap();

function iterate(list, pick) {
  const iterator = Object.create(iteratorProto);
  iterators.set(iterator, { list, pick, at: 0 });
  return iterator;
}

const { bind, reset } = URLSearchParams;
delete URLSearchParams.bind;
delete URLSearchParams.reset;

for (const key of ['append', 'delete', 'get', 'getAll', 'has', 'set', 'sort', 'toString', 'size', 'forEach', 'entries',
  'keys', 'values']) {
  Object.defineProperty(URLSearchParams.prototype, key, { enumerable: true });
}
Object.defineProperties(URLSearchParams.prototype, {
  [Symbol.toStringTag]: { configurable: true, value: 'URLSearchParams' },
  [Symbol.iterator]: { configurable: true, writable: true, value: URLSearchParams.prototype.entries },
});

module.exports = { URLSearchParams, bind, reset };
