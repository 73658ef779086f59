'use strict';

// Tags that a class's name tells already, what iterators have left, digits in groups.

const { inspect } = require('util');
const lines = [];
const log = (...values) => lines.push(values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' '));

for (const [name, tag] of [['Foo', 'Foo'], ['AsyncFoo', 'Foo'], ['AFooB', 'Foo'], ['Foo', 'F'], ['Foo', 'oo'], ['Foo1', 'Foo'], ['X', 'Foo']]) {
  const Class = { [name]: class {} }[name];
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: tag });
  log(name, tag, new Class());
}
log(new (class MyMap extends Map {})(), new (class Other extends Set {})());

const map = new Map([[1, { a: { b: { c: 1 } } }], ['k', [2]]]);
log(map.entries(), map.keys(), map.values(), map[Symbol.iterator]());
log(new Set([1, 'b']).values(), new Set([[1]]).entries(), new Set().values());
const begun = map.entries();
begun.next();
log(begun, begun);
begun.extra = 1;
log(begun, [begun], inspect([begun], { depth: 0 }), inspect(map.entries(), { maxArrayLength: 1 }), inspect(map.keys(), { colors: true }));
begun.next();
begun.next();
log(begun);
log([1][Symbol.iterator](), 'a'[Symbol.iterator](), (function* () {})());

for (const number of [1234567, -1234.56789, 0.1234567, -0.5, 1.5e-10, 1e21, 123456789n, -1234n, NaN, 100]) {
  log(inspect(number, { numericSeparator: true }));
}
require('fs').writeFileSync(process.env.OUT, lines.join('\n'));
