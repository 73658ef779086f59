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

const util = require('util');

class Own {
  toString() {
    return 'own';
  }
}
for (const args of [['%s', 1], ['%s', -0], ['%s', 12n], ['%s', {}], ['%s', new Own()], ['%s', [1, [2, [3]]]], ['%s', null],
  ['%s', Symbol('a')], ['%d', '42'], ['%d', {}], ['%i', '42.9'], ['%f', '1.5x'], ['%j', { a: 1 }], ['%o', { a: [1] }],
  ['%O', { a: { b: { c: { d: 1 } } } }], ['%c', 'css'], ['%%'], ['%% %s', 1], ['%s'], ['%s %s', 'a'], ['a', 'b', { c: 1 }],
  [1, 2, '3'], ['%x', 1], ['100%', 1], [], [undefined]]) {
  log('%s', util.format(...args));
}
log(attempt(() => util.promisify(1)));
log(attempt(() => util.inherits(function A() {}, undefined)));
log(util.parseArgs({ args: ['-f', '--bar', 'b', 'x'], options: { foo: { type: 'boolean', short: 'f' }, bar: { type: 'string' } },
  allowPositionals: true }));
log(attempt(() => util.parseArgs({ args: ['--nope'], options: {} })));
log(util.isDeepStrictEqual({ a: [1, new Set([{}])] }, { a: [1, new Set([{}])] }), util.types.isProxy(new Proxy({}, {})));
log(util.stripVTControlCharacters('\u001b[31mred\u001b[0m'), util.inspect(util.styleText('red', 'r')));
log(util.toUSVString('a\ud800'), util.getSystemErrorName(-2));
log(util.types.isDate(new Date()), util.types.isMap(new Map()), util.types.isRegExp({}), util.types.isPromise(Promise.resolve()));
util.callbackify(async (a) => a + 1)(1, (err, value) => log('callbackify', err, value));
util.promisify((a, callback) => callback(null, a * 2))(4).then((value) => log('promisify', value));
