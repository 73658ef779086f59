'use strict';

const { createHash } = require('crypto');
const out = (...parts) => require('fs').appendFileSync(process.env.OUT, `${parts.join(' ')}\n`);
const digest = (text) => `${text.length} ${createHash('sha1').update(text).digest('hex')}`;
const LEVELS = 1200;

function nest(inner, wrap, levels = LEVELS) {
  let value = inner;
  for (let level = 0; level < levels; level++) value = wrap(value, level);
  return value;
}

const inner = {
  date: new Date(0), none: undefined, fn() {}, symbol: Symbol('x'), nan: NaN, null: null, boxed: [new Number(1), new String('s'),
    new Boolean(false)], list: [undefined, () => {}, 1], empty: {}, emptyList: [], 'a"b\n': 'c\u2028\ud800', own: { toJSON: (key) => `own ${key}` },
  map: new Map([[1, 2]]), proxy: new Proxy([1, { a: 2 }], {}), buffer: Buffer.from('ab'), 10: 1, 2: 2,
};
const mixed = nest(inner, (value, level) => (level % 3 === 0 ? [level, value] : { level, value, [Symbol('hidden')]: 1 }));

out(digest(JSON.stringify(nest(1, (value) => ({ value }), 3000))));
out(digest(JSON.stringify(mixed)));
out(digest(JSON.stringify(mixed, null, 2)));
out(digest(JSON.stringify(mixed, null, '--')));
out(digest(JSON.stringify(mixed, null, new Number(3))));
out(digest(JSON.stringify(mixed, ['value', 'level', 'list', new String('own'), 2, 'value'])));
out(digest(JSON.stringify(mixed, (key, value) => (typeof value === 'number' ? value + 1 : value))));
out(digest(JSON.stringify(mixed, function drop(key, value) {
  return key === 'level' && this.level % 2 ? undefined : value;
}, '\t')));
out(digest(JSON.stringify(JSON.parse(JSON.stringify(mixed)))));
out(digest(JSON.stringify(nest('x', (value) => ({ toJSON: () => ({ value }) })))));

for (const attempt of [
  () => JSON.stringify(nest({ big: 1n }, (value) => [value])),
  () => JSON.stringify(nest({ get bad() { throw new Error('from a getter'); } }, (value) => [value])),
  () => {
    const end = {};
    end.start = nest(end, (value) => ({ value }));
    JSON.stringify({ end });
  },
  () => JSON.stringify(nest(1, (value) => [value]), () => ({ again: 1 })),
]) {
  try {
    out(attempt());
  } catch (error) {
    out(error.name, error.message);
  }
}
