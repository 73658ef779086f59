'use strict';

const lines = [];
const log = (...values) => lines.push(require('util').format(...values));
process.on('exit', () => require('fs').writeFileSync(process.env.OUT, lines.join('\n')));
const attempt = (fn) => {
  try {
    return fn();
  } catch (err) {
    return `${err.name} ${err.code} ${err.message}`;
  }
};

const { inspect } = require('util');

class Foo {
  constructor() {
    this.a = 1;
  }

  get x() {
    return 1;
  }
}
class Bar extends Foo {}
const circular = { name: 'c' };
circular.self = circular;
circular.list = [circular, { circular }];
const sparse = [1, , 3, , ,]; // eslint-disable-line no-sparse-arrays -- holes are what is shown
sparse.foo = 'x';
const failed = new TypeError('boom');
failed.stack = 'TypeError: boom\n    at f (/a.js:1:2)';
failed.code = 'E';
const caused = new Error('outer', { cause: failed });
caused.stack = 'Error: outer\n    at g (/a.js:3:4)';
const rejected = Promise.reject(new Error('x').message);
rejected.catch(() => {});
const cases = [
  0, -0, 10n, 'a', "it's", 'a\n\u0000', Symbol('s'), null, undefined, [], {}, [1, 2, 3], [[[[]]]],
  { a: { b: { c: { d: 1 } } } }, new Foo(), new Bar(), circular, Object.create(null), failed, caused, sparse,
  { get a() { return 1; }, set a(v) {}, get b() { return 2; }, set c(v) {} },
  new Map([['a', { b: 1 }], [{ k: 1 }, [1]]]), new Set([1, 'a']), new WeakMap(), function named() {}, () => {}, class A {},
  class B extends Foo {}, async () => {}, function* g() {}, Array.from({ length: 120 }, (_, i) => i),
  Array.from({ length: 30 }, (_, i) => `item ${i}`), 'x'.repeat(120), new Date(0), new Date(NaN), /a/g, new Uint8Array(3),
  new ArrayBuffer(4), new DataView(new ArrayBuffer(2)), Object(1), Object('abc'), Object(Symbol('a')),
  (function () { return arguments; })(1), { [Symbol('k')]: 1, 'a-b': 2, 3: 4 }, new Proxy({ a: 1 }, {}), Math, JSON,
  Promise.resolve(4), new Promise(() => {}), rejected, Buffer.from('hi'), new URL('http://u:p@h:1/p?q=1#f'),
  new URLSearchParams('a=1&b=2'), { [inspect.custom]: (depth) => `custom ${depth}` }, new (class extends Array {})(2),
  { long: 'a'.repeat(40), longer: 'b'.repeat(40) },
];
for (const options of [undefined, { depth: 0 }, { compact: false }, { colors: true }, { sorted: true, getters: true },
  { breakLength: 30 }, { maxArrayLength: 2, maxStringLength: 5 }, { showProxy: true }]) {
  for (const value of cases) log('%s', inspect(value, options));
}
