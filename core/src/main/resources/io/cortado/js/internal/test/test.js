'use strict';

// node:test. Tests are JavaScript's; what reporters write of them is Java's.

const { Unit, running } = require('./unit.js');
const { declare, hook, ownAssertions } = require('./declare.js');
const { validateFunction } = require('../errors/validators.js');
const binding = internalBinding('test');

let root;

/** The root of this process, which reports when nothing is left to run. */
function rootUnit() {
  if (root === undefined) {
    root = new Unit('root', null, '<root>', {}, undefined, { file: process.argv[1] ?? '', line: 1, column: 1 });
    require('./process.js').install(root, running, binding);
  }
  return root;
}

/** Where what is declared now belongs: in the suite that is being read, or the test that runs. */
const here = () => running.getStore() ?? rootUnit();

function test(name, settings, fn) {
  return declare(here(), 'test', [name, settings, fn], {});
}

function suite(name, settings, fn) {
  return declare(here(), 'suite', [name, settings, fn], {});
}

for (const word of ['skip', 'todo', 'only']) {
  const marked = (kind) => (name, settings, fn) => declare(here(), kind, [name, settings, fn], { [word]: true });
  test[word] = marked('test');
  suite[word] = marked('suite');
}

const hooks = ['after', 'afterEach', 'before', 'beforeEach'].map((kind) => {
  const declared = { [kind]: (fn, settings) => hook(here(), kind, fn, settings) };
  return [kind, declared[kind]];
});

/** The original is test.run(): what it does here `cortado --test` does. */
function run() {
  const error = new Error('test.run() is not supported: use `cortado --test` with the names of the files');
  error.code = 'ERR_METHOD_NOT_IMPLEMENTED';
  throw error;
}

const assertions = {
  register(name, fn) {
    if (typeof name !== 'string') throw new (require('../errors/errors.js').codes.ERR_INVALID_ARG_TYPE)('name', 'string', name);
    validateFunction(fn, 'fn');
    ownAssertions.set(name, fn);
  },
};

/** Without snapshots there is nothing to set. */
const refused = () => {
  const error = new Error('snapshots are not supported: compare with a file that the test reads');
  error.code = 'ERR_METHOD_NOT_IMPLEMENTED';
  throw error;
};

const snapshots = { setDefaultSnapshotSerializers: refused, setResolveSnapshotPath: refused };

Object.assign(test, Object.fromEntries(hooks), { describe: suite, it: test, run, suite, test });
let mocks;
Object.defineProperty(test, 'mock', {
  configurable: true,
  enumerable: true,
  get: () => (mocks ??= new (require('./mock.js').MockTracker)()),
});
Object.defineProperty(test, 'snapshot', { configurable: true, enumerable: true, value: snapshots });
Object.defineProperty(test, 'assert', { configurable: true, enumerable: true, value: assertions });

module.exports = test;
