'use strict';

// assert.Assert, assert.CallTracker, util.diff and node:sea.

const fs = require('fs');
const assert = require('assert');
const util = require('util');

process.removeAllListeners('warning');
const lines = [];
const log = (...values) => lines.push(values.map((value) => (typeof value === 'string' ? value : util.inspect(value))).join(' '));

function call(name, work) {
  try {
    log(name, work());
  } catch (error) {
    log(name, error.name, error.code, error.message);
  }
}

const lists = [['abc', 'abd'], [['a', 'b', 'c'], ['a', 'c', 'd']], ['', ''], ['same', 'same'], [[], ['x']], ['abc', ''], ['', 'abc'],
  [['1', '2', '3', '4'], ['2', '4', '5']], ['kitten', 'sitting'], [['a'], 'a'], ['intention', 'execution'], ['aab', 'ab'], ['abab', 'baba']];
for (const [a, b] of lists) call('diff', () => util.diff(a, b));
for (const bad of [[5, 'a'], ['a', 5], [[1], ['a']], [['a'], [2]], []]) call('diff', () => util.diff(...bad));

const { Assert } = assert;
log(Assert.length, Object.keys(Assert), Object.keys(Assert.prototype), assert.strict.Assert === Assert);
const strictly = new Assert();
log(Object.keys(strictly), strictly instanceof Assert, strictly.AssertionError === assert.AssertionError);
call('equal', () => strictly.equal(1, '1'));
call('equal', () => new Assert({ strict: false }).equal(1, '1'));
const { strictEqual } = strictly;
call('alone', () => strictEqual(1, 2));
for (const diff of ['simple', 'full']) {
  try {
    new Assert({ diff }).deepEqual({ a: 1 }, { a: 2 });
  } catch (error) {
    log(Object.keys(error), error.diff, error.message);
  }
}
call('Assert', () => Assert());
call('Assert', () => new Assert({ diff: 'x' }));
call('Assert', () => Object.keys(new Assert({ strict: false })));

const tracker = new assert.CallTracker();
const doubled = tracker.calls((x) => x * 2, 2);
log(doubled(1), doubled.length, tracker.report().map(({ stack, ...rest }) => rest), tracker.getCalls(doubled));
call('verify', () => tracker.verify());
doubled.call('this', 2, 3);
log(tracker.getCalls(doubled));
call('verify', () => tracker.verify());
tracker.reset(doubled);
log(tracker.getCalls(doubled));
tracker.reset();
call('getCalls', () => tracker.getCalls(() => {}));
call('reset', () => tracker.reset(5));
call('calls', () => tracker.calls(0));
const other = new assert.CallTracker();
other.calls(2);
other.calls(function named() {}, 1);
call('verify', () => other.verify());

const sea = require('node:sea');
log(sea);
for (const [name, args] of [['getAsset', []], ['getAsset', ['x']], ['getRawAsset', ['x']], ['getAssetAsBlob', ['x']], ['getAsset', ['x', 5]],
  ['isSea', []], ['getAssetKeys', []]]) call(name, () => sea[name](...args));

fs.writeFileSync(process.env.OUT, `${lines.join('\n')}\n`);
