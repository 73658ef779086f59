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

const assert = require('assert');

const show = (fn) => {
  try {
    fn();
    log('passed');
  } catch (err) {
    log(err.name, err.code, err.operator, err.generatedMessage, err.message.trimEnd());
  }
};
show(() => assert.equal(1, 2));
show(() => assert.equal(1, '1'));
show(() => assert.notEqual(1, 1));
show(() => assert.strictEqual(1, 2));
show(() => assert.strictEqual('a', 'b', 'own message'));
show(() => assert.strictEqual('hello world, hello', 'hello world, hallo'));
show(() => assert.notStrictEqual(1, 1));
show(() => assert.deepEqual({ a: 1 }, { a: '1' }));
show(() => assert.deepEqual([1], [2]));
show(() => assert.deepStrictEqual({ a: 1, b: [1, 2] }, { a: 1, b: [1, 3] }));
show(() => assert.deepStrictEqual(new Map([[1, new Set([{ a: 1 }])]]), new Map([[1, new Set([{ a: 1 }])]])));
show(() => assert.notDeepStrictEqual({ a: 1 }, { a: 1 }));
show(() => assert.throws(() => {}));
show(() => assert.throws(() => { throw new Error('foo'); }, /bar/));
show(() => assert.throws(() => { throw new Error('foo'); }, { message: 'foo', name: 'Error' }));
show(() => assert.doesNotThrow(() => { throw new Error('foo'); }));
show(() => assert.ifError(new Error('e')));
show(() => assert.match('abc', /x/));
show(() => assert.fail('boom'));
show(() => assert.ok(0, 'zero'));
show(() => assert(lines.length === -1));
show(() => assert.strict.equal(1, '1', 'strict'));
assert.rejects(Promise.reject(new TypeError('r')), TypeError).then(() => log('rejected as expected'));
assert.rejects(Promise.resolve()).catch((err) => log(err.message));
