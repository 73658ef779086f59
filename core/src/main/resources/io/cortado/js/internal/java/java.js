'use strict';

// Objects of the program that Cortado runs in, as `require('java:NAME')` gives them. Values (numbers, texts, lists, maps, points in
// time) are copied as Jackson would write them; other objects stay in Java, with their properties and methods.

const java = internalBinding('java');

/** Java's side of an object that stands for one. */
const HOST = Symbol('cortado.java.object');
/** The object and the method behind a function: see `offload`. */
const TARGET = Symbol('cortado.java.method');
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** Jackson's numbers that JavaScript's parser would round, digit by digit. */
const exactly = (key, value, { source }) => (typeof value === 'number' && String(value) !== source ? JSON.rawJSON(source) : value);
const parse = (text) => (text[0] === '!' ? JSON.parse(text.slice(1), exactly) : JSON.parse(text));

/** A number with more digits than JavaScript's have: counts as the nearest one, prints and is written with all digits. */
class JavaNumber {
  constructor(number) {
    Object.defineProperty(this, HOST, { value: number });
  }

  valueOf() {
    return Number(this.toString());
  }

  toString() {
    return this[HOST].toString();
  }

  toJSON() {
    return JSON.rawJSON(this.toString());
  }

  [INSPECT]() {
    return this.toString();
  }
}

function bytes(buffer) {
  const copy = Buffer.from(new ArrayBuffer(buffer));
  Object.defineProperty(copy, 'toJSON', { configurable: true, writable: true, value: () => copy.toString('base64') });
  return copy;
}

/** A Readable over a stream of Java's, which is read off the loop. */
function readable(input) {
  const { Readable } = require('../stream/stream.js');
  return new Readable({
    read(size) {
      java.read(input, size, (error, chunk) => {
        if (error !== null) this.destroy(error);
        else this.push(chunk === null ? null : Buffer.from(new ArrayBuffer(chunk)));
      });
    },
    destroy(error, callback) {
      java.close(input, (failure) => callback(error ?? failure));
    },
  });
}

function dictionary(pairs) {
  const object = {};
  for (let i = 0; i < pairs.length; i += 2) {
    Object.defineProperty(object, pairs[i], { value: show(pairs[i + 1]), configurable: true, enumerable: true, writable: true });
  }
  return object;
}

function list(elements) {
  const array = new Array(elements.length);
  for (let i = 0; i < array.length; i++) array[i] = show(elements[i]);
  return array;
}

/** What `Shown` stands for, by its kind. */
const KINDS = [
  ({ value }) => value,
  ({ value, shape }) => instance(shapeOf(shape), value),
  ({ value }) => list(value),
  ({ value }) => dictionary(value),
  ({ value }) => new JavaNumber(value),
  ({ value }) => bytes(value),
  ({ value }) => promise((callback) => java.settled(value, callback)),
  ({ value }) => parse(value),
  ({ value }) => readable(value),
];

const show = (result) => (typeof result === 'object' && result !== null ? KINDS[result.kind](result) : result);

/** What Java gets in place of what stands for an object of its own. */
function given(value) {
  return typeof value === 'object' && value !== null ? value[HOST] ?? value : value;
}

/** The promise of what `begin(callback)` tells later; its errors have the frames of who asked for it. */
function promise(begin) {
  const asked = {};
  Error.captureStackTrace(asked);
  return new Promise((resolve, reject) => {
    begin((error, result) => {
      if (error === null) {
        resolve(show(result));
        return;
      }
      if (error[TARGET] === true) error.stack += framesOf(asked.stack);
      reject(error);
    });
  });
}

const framesOf = (stack) => {
  const at = stack.indexOf('\n    at ');
  return at < 0 ? '' : stack.slice(at);
};

/** By number of Java's, what the objects of a class have. */
const shapes = new Map();

function shapeOf(id) {
  let shape = shapes.get(id);
  if (shape === undefined) shapes.set(id, shape = describe(...java.shape(id)));
  return shape;
}

const names = (lines) => (lines === '' ? [] : lines.split('\n'));

function describe(name, kind, properties, methods) {
  const prototype = {
    toJSON() {
      return parse(java.json(this[HOST]));
    },
    toString() {
      return this[HOST].toString();
    },
    [INSPECT](depth, options, inspect) {
      try {
        return `${name} ${inspect({ ...this }, { ...options, depth: options.depth === null ? null : depth })}`;
      } catch {
        // Getters may throw.
        return `[${name}]`;
      }
    },
  };
  const shape = { prototype, accessors: {}, isRecord: kind === 'record', methods: names(methods) };
  for (const method of shape.methods.filter((key) => !(key in prototype))) {
    Object.defineProperty(prototype, method, {
      configurable: true,
      get() {
        return functionOf(this[HOST], method);
      },
    });
  }
  for (const key of Reflect.ownKeys(prototype)) Object.defineProperty(prototype, key, { enumerable: false });
  for (const property of names(properties)) {
    shape.accessors[property] = {
      configurable: true,
      enumerable: true,
      get() {
        return show(java.get(this[HOST], property));
      },
    };
  }
  return shape;
}

function functionOf(host, method) {
  const call = { [method]: (...args) => show(java.call(host, method, args.map(given))) }[method];
  Object.defineProperty(call, TARGET, { value: [host, method] });
  return call;
}

/** An object that stands for one of Java's: properties are its own, methods are looked up. */
function instance(shape, host) {
  return Object.defineProperties(Object.create(shape.prototype, { [HOST]: { value: host } }), shape.accessors);
}

/** What `require` gives of a bound object: of one that has behaviour the methods, and the properties for who knows of them. */
function exportsOf(name) {
  const shown = java.object(name);
  if (typeof shown !== 'object' || shown === null || shown.kind !== 1) return show(shown);
  const shape = shapeOf(shown.shape);
  const object = instance(shape, shown.value);
  if (shape.isRecord) return object;
  for (const property of Object.keys(shape.accessors)) Object.defineProperty(object, property, { enumerable: false });
  for (const method of shape.methods) {
    Object.defineProperty(object, method, {
      value: functionOf(shown.value, method), configurable: true, enumerable: true, writable: true,
    });
  }
  return object;
}

/** The class of exceptions that are named by their code. */
const CODED = 'io.cortado.spi.CodedException';

/** The error for an exception: its stack begins with the frames of Java and, but for a cause, goes on with those of JavaScript. */
function error(name, message, type, frames, stack, code, cause, inner) {
  const failure = code === 'CORTADO_ARGUMENTS' ? new TypeError(message) : new Error(message);
  const hide = (key, value) => Object.defineProperty(failure, key, { value, configurable: true, enumerable: false, writable: true });
  if (name !== failure.name && type !== CODED) hide('name', name);
  hide('stack', `${failure.name}${message === '' ? '' : `: ${message}`}${`\n${frames}`.trimEnd()}${inner ? '' : framesOf(failure.stack)}`);
  hide('javaClass', type);
  hide('javaStack', stack);
  hide(TARGET, true);
  if (cause !== null) hide('cause', cause);
  if (code !== null) failure.code = code;
  return failure;
}

/** What JSON has no form for, in the form in which Jackson reads it. */
function written(key, value) {
  const given = this[key];
  if (given instanceof Uint8Array) return Buffer.from(given).toString('base64');
  if (given instanceof Map) return Object.fromEntries(given);
  if (given instanceof Set) return [...given];
  return typeof value === 'bigint' ? JSON.rawJSON(`${value}`) : value;
}

java.functions({
  error,
  stringify: (value) => JSON.stringify(value, written),
  invoke: (callback, deliver, args) => deliver(callback(...list(args))),
});

/**
 * Calls a method of a Java object on a virtual thread, so that it may block, and promises its result.
 * @param {Function} method a function of a `java:` module or of an object that one has given
 */
function offload(method, ...args) {
  const target = typeof method === 'function' ? method[TARGET] : undefined;
  if (target === undefined) {
    throw Object.assign(
      new TypeError('offload: the first argument must be a method of a Java object; JavaScript itself runs on the loop only'),
      { code: 'ERR_INVALID_ARG_TYPE' });
  }
  return promise((callback) => java.offload(target[0], target[1], args.map(given), callback));
}

/**
 * What a value of Java's that has come another way, by `Java.type`, is as the result of a bound method: a class gives its static
 * methods, an object its methods and properties, and what is no value of Java's is itself.
 */
const fromJava = (value) => show(java.shown(value));

/** A handler of Undertow as a middleware. */
const handler = (object) => require('./handler.js').middleware(given(object));

const modules = new Map([['cortado', { offload, fromJava, handler }]]);

/**
 * The exports of a request.
 * @param {?string} advice what is to be said of a name that nothing is bound to
 * @param {Function} notFound makes the error for that
 */
function find(request, advice, notFound) {
  if (advice !== null) {
    const missing = notFound();
    missing.message += `\n${advice}`;
    missing.stack = missing.stack.replace(/(?=\n    at |$)/, `\n${advice}`);
    throw missing;
  }
  const name = request.slice('java:'.length);
  if (!modules.has(name)) modules.set(name, exportsOf(name));
  return modules.get(name);
}

module.exports = { find };
