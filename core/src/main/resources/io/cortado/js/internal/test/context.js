'use strict';

// What the functions of tests and suites are given.

const assert = require('assert');
const { declare, hook, ownAssertions } = require('./declare.js');

const units = new WeakMap();
const unitOf = (context) => units.get(context);

/** Says that something of Node's is not here. */
function refused(name) {
  const error = new Error(`${name} is not supported: compare with a file that the test reads`);
  error.code = 'ERR_METHOD_NOT_IMPLEMENTED';
  throw error;
}

/** What a test's function is given. */
class TestContext {
  #assert;

  constructor(unit) {
    units.set(this, unit);
  }

  get signal() { return unitOf(this).signal; }

  get name() { return unitOf(this).name; }

  get filePath() { return unitOf(this).place.file; }

  get fullName() { return unitOf(this).fullName; }

  get error() { return unitOf(this).failure ?? null; }

  get passed() { return unitOf(this).passed === true && unitOf(this).failure === undefined; }

  diagnostic(message) {
    const unit = unitOf(this);
    (unit.notes ??= []).push(String(message));
  }

  plan(count) {
    const unit = unitOf(this);
    if (unit.planned !== undefined) throw new Error('cannot set plan more than once');
    unit.planned = count;
  }

  /** The functions of assert, each of which counts for the plan. */
  get assert() {
    if (this.#assert === undefined) {
      const unit = unitOf(this);
      const counted = (fn) => (...given) => {
        unit.asserted = (unit.asserted ?? 0) + 1;
        return fn(...given);
      };
      this.#assert = {};
      for (const name of Object.keys(assert)) {
        if (/^[a-z]/.test(name) && name !== 'strict' && typeof assert[name] === 'function') this.#assert[name] = counted(assert[name]);
      }
      for (const name of ['snapshot', 'fileSnapshot']) this.#assert[name] = () => refused(`t.assert.${name}()`);
      for (const [name, fn] of ownAssertions) {
        this.#assert[name] = (...given) => counted(fn.bind(this))(...given);
      }
    }
    return this.#assert;
  }

  get mock() {
    const unit = unitOf(this);
    if (unit.mocks === undefined) {
      const { MockTracker } = require('./mock.js');
      unit.mocks = new MockTracker();
      unit.hooks.after.push({ fn: () => unit.mocks.reset() });
    }
    return unit.mocks;
  }

  runOnly(value) { unitOf(this).runsOnly = Boolean(value); }

  skip(message) { unitOf(this).skipped = message === undefined ? '' : String(message); }

  todo(message) { unitOf(this).todo = message === undefined ? '' : String(message); }

  test(name, options, fn) {
    return declare(unitOf(this), 'test', [name, options, fn], {});
  }

  before(fn, options) { hook(unitOf(this), 'before', fn, options); }

  after(fn, options) { hook(unitOf(this), 'after', fn, options); }

  beforeEach(fn, options) { hook(unitOf(this), 'beforeEach', fn, options); }

  afterEach(fn, options) { hook(unitOf(this), 'afterEach', fn, options); }

  /** Asks again and again until `condition` throws nothing; gives what it has returned. */
  async waitFor(condition, { interval = 50, timeout = 1000 } = {}) {
    const end = performance.now() + timeout;
    for (;;) {
      try {
        return await condition();
      } catch (cause) {
        if (performance.now() + interval > end) throw new Error('waitFor() timed out', { cause });
      }
      await new Promise((resolve) => { setTimeout(resolve, interval); });
    }
  }
}

/** What a suite's function is given. */
class SuiteContext {
  constructor(unit) {
    units.set(this, unit);
  }

  get signal() { return unitOf(this).signal; }

  get name() { return unitOf(this).name; }

  get filePath() { return unitOf(this).place.file; }

  get fullName() { return unitOf(this).fullName; }
}

module.exports = { TestContext, SuiteContext };
