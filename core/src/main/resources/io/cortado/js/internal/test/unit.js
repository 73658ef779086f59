'use strict';

// A test, a suite, or the root that both hang from: in which order what runs, and how it ends.

const { AsyncLocalStorage } = require('async_hooks');
const { TestFailure, describe } = require('./failure.js');
const options = require('./options.js');
const { TestContext, SuiteContext } = require('./context.js');

/** What runs now, for errors that nobody catches. */
const running = new AsyncLocalStorage();

/** Tests that were not let come to an end count as cancelled. */
const CANCELLED = new Set(['testTimeoutFailure', 'testAborted']);
const FOREVER = 2 ** 31 - 1;
const nothing = () => {};

/** A promise with the functions that settle it. */
function deferred() {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  parts.promise.catch(nothing);
  return parts;
}

/** Calls what may take a callback instead of giving a promise. */
function called(fn, self, given, arity) {
  if (fn.length < arity) return fn.apply(self, given);
  const { promise, resolve, reject } = deferred();
  const result = fn.call(self, ...given, (error) => (error ? reject(error) : resolve()));
  if (typeof result?.then === 'function') {
    throw new TestFailure('passed a callback but also returned a Promise', 'callbackAndPromisePresent');
  }
  return promise;
}

class Unit {
  constructor(kind, parent, name, settings, fn, place) {
    this.kind = kind;
    this.parent = parent;
    this.name = name;
    this.fn = fn;
    this.place = place;
    this.children = [];
    this.waiting = [];
    this.active = 0;
    this.hooks = { before: [], after: [], beforeEach: [], afterEach: [] };
    this.events = [];
    this.nextToTell = 0;
    this.nesting = parent ? parent.nesting + 1 : -1;
    this.skipped = settings.skip ? (settings.skip === true ? '' : String(settings.skip)) : undefined;
    this.todo = settings.todo ? (settings.todo === true ? '' : String(settings.todo)) : undefined;
    this.only = settings.only;
    this.timeout = settings.timeout ?? (kind === 'test' && !parent?.parent ? options.timeout : Infinity);
    this.concurrency = settings.concurrency === true ? Infinity : settings.concurrency || 1;
    this.signals = settings.signal;
    this.planned = settings.plan;
    this.controller = undefined;
    this.failure = undefined;
    this.finished = false;
    this.time = 0;
    this.done = deferred();
    this.stopped = deferred();
    this.context = kind === 'suite' ? new SuiteContext(this) : new TestContext(this);
    this.skippedByOnly = false;
  }

  get signal() {
    this.controller ??= new AbortController();
    return this.controller.signal;
  }

  get fullName() {
    return this.parent?.parent ? `${this.parent.fullName} > ${this.name}` : this.name;
  }

  /** Whether names that were asked for lead here, or to something in here. */
  get isAskedFor() {
    const path = [];
    for (let unit = this; unit.parent; unit = unit.parent) path.unshift(unit.name);
    const named = (pattern) => path.some((name) => pattern.test(name)) || pattern.test(path.join(' '));
    if (options.skipped.some((pattern) => pattern.test(this.name) || pattern.test(path.join(' ')))) return false;
    if (this.kind === 'suite' && this.children.some((child) => child.isAskedFor)) return true;
    return options.names.length === 0 || options.names.some(named);
  }

  /** Whether this or something in it is marked. */
  get hasOnly() {
    return Boolean(this.only) || this.children.some((child) => child.hasOnly);
  }

  add(kind, name, settings, fn, place) {
    const child = new Unit(kind, this, name, settings, fn, place);
    if (this.skipped !== undefined && this.kind === 'suite') child.skipped ??= '';
    if (this.finished || this.ending) {
      child.fail(`test could not be started because its parent finished`, 'parentAlreadyFinished');
      child.finish();
      return child;
    }
    this.children.push(child);
    if (kind === 'suite') child.build();
    if (this.kind !== 'suite') this.schedule(child);
    return child;
  }

  /** A suite's function says at once what is in it. */
  build() {
    if (this.skipped !== undefined && !this.fn) return;
    try {
      const outcome = running.run(this, () => this.fn.call(this.context, this.context));
      this.built = Promise.resolve(outcome).catch((error) => this.fail(error, 'testCodeFailure'));
    } catch (error) {
      this.fail(error, 'testCodeFailure');
    }
  }

  schedule(child) {
    this.waiting.push(child);
    this.pump();
  }

  pump() {
    while (this.active < this.concurrency && this.waiting.length > 0) {
      const next = this.waiting.shift();
      if (next.finished) continue;
      this.active++;
      // What runs next is nothing that the last one has brought about.
      running.run(next, () => next.run()).finally(() => {
        this.active--;
        this.pump();
        if (this.active === 0 && this.waiting.length === 0) this.emptied?.();
      });
    }
  }

  fail(error, type) {
    if (this.failure !== undefined) return;
    this.failure = error instanceof TestFailure ? error : new TestFailure(error, type);
  }

  /** Hooks that run once, before the first of what is in here. */
  opened() {
    this.opening ??= this.runHooks('before', this.context);
    return this.opening;
  }

  runHooks(kind, context) {
    const run = async () => {
      for (const { fn, timeout } of this.hooks[kind]) {
        await running.run(this, () => this.bounded(() => called(fn, context, [context], 2), timeout ?? Infinity));
      }
    };
    return run();
  }

  /** Runs work until it ends, takes too long, or is told to stop. */
  async bounded(work, timeout) {
    const limits = [this.stopped.promise];
    let timer;
    if (timeout < FOREVER) {
      const late = deferred();
      timer = setTimeout(() => late.reject(new TestFailure(`test timed out after ${timeout}ms`, 'testTimeoutFailure')), timeout);
      limits.push(late.promise);
    }
    try {
      return await Promise.race([work(), ...limits]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The units around this one, the outermost first. */
  around() {
    return this.parent ? [...this.parent.around(), this.parent] : [];
  }

  async run() {
    if (this.kind === 'suite') await this.built;
    const suiteLeftOut = this.kind === 'suite' && this.children.length > 0 && !this.isAskedFor;
    if (suiteLeftOut || (this.kind === 'test' && !this.isAskedFor) || this.isLeftOut()) {
      this.skippedByOnly = true;
      this.finish();
      return;
    }
    this.started = performance.now();
    try {
      await (this.kind === 'suite' ? this.runSuite() : this.runTest());
    } catch (error) {
      this.fail(error, 'testCodeFailure');
    }
    this.finish();
  }

  /** Whether only others are to run. */
  isLeftOut() {
    const asked = this.only || this.parent.runsOnly;
    if (asked && !options.only) {
      (this.notes ??= []).push('\'only\' and \'runOnly\' require the --test-only command-line option.');
    }
    if (!options.only || this.hasOnly) return false;
    for (let unit = this.parent; unit?.parent; unit = unit.parent) {
      if (unit.only && !unit.children.some((child) => child.hasOnly)) return false;
    }
    return true;
  }

  async runSuite() {
    if (this.skipped === undefined && this.failure === undefined) {
      await this.parent.opened();
      try {
        await this.opened();
      } catch (error) {
        this.fail(error, 'hookFailed');
      }
    }
    if (this.failure !== undefined) {
      for (const child of this.children) child.cancel('test did not finish before its parent and was cancelled');
    } else if (this.children.length > 0 && this.skipped === undefined) {
      const emptied = deferred();
      this.emptied = emptied.resolve;
      this.waiting.push(...this.children);
      this.pump();
      await this.bounded(() => emptied.promise, this.timeout);
      await this.closed();
    }
    this.countFailed();
  }

  async closed() {
    try {
      await this.runHooks('after', this.context);
    } catch (error) {
      this.fail(error, 'hookFailed');
    }
  }

  async runTest() {
    if (this.skipped !== undefined || !this.fn) return;
    const { context } = this;
    const given = this.around();
    await this.parent.opened();
    if (this.signals?.aborted) throw new TestFailure(this.signals.reason, 'testAborted');
    const abort = () => this.stopped.reject(new TestFailure(this.signals.reason, 'testAborted'));
    this.signals?.addEventListener('abort', abort, { once: true });
    try {
      await this.aroundHooks(given, 'beforeEach', context);
      await running.run(this, () => this.bounded(() => called(this.fn, context, [context], 2), this.timeout));
      this.checkPlan();
      this.passed = true;
    } catch (error) {
      this.fail(error, 'testCodeFailure');
    }
    this.ending = true;
    for (const child of this.children) child.cancel('test did not finish before its parent and was cancelled');
    try {
      await this.aroundHooks(given.toReversed(), 'afterEach', context);
    } catch (error) {
      this.fail(error, 'hookFailed');
    }
    await this.closed();
    this.countFailed();
  }

  async aroundHooks(units, kind, context) {
    for (const unit of units) {
      try {
        await unit.runHooks(kind, context);
      } catch (error) {
        throw error instanceof TestFailure ? error : new TestFailure(error, 'hookFailed');
      }
    }
  }

  checkPlan() {
    if (this.planned === undefined) return;
    const count = (this.asserted ?? 0) + this.children.length;
    if (count !== this.planned) {
      throw new TestFailure(`plan expected ${this.planned} assertions but received ${count}`, 'testCodeFailure');
    }
  }

  countFailed() {
    const failed = this.children.filter((child) => child.failure !== undefined && child.todo === undefined).length;
    if (failed > 0) this.fail(`${failed} subtest${failed > 1 ? 's' : ''} failed`, 'subtestsFailed');
  }

  /** Ends what has not ended by itself. */
  cancel(why) {
    if (this.finished) return;
    for (const child of this.children) child.cancel(why);
    if (this.skipped === undefined) {
      this.fail(why, 'cancelledByParent');
      this.isCancelled = true;
    }
    this.stopped.reject(this.failure);
    this.controller?.abort();
    this.finish();
  }

  finish() {
    if (this.finished) return;
    this.finished = true;
    this.time = this.started === undefined ? 0 : performance.now() - this.started;
    this.controller?.abort();
    this.parent.tell();
    this.done.resolve();
  }

  /** Hands on what has ended here, in the order in which it was declared. */
  tell() {
    for (; this.nextToTell < this.children.length && this.children[this.nextToTell].finished; this.nextToTell++) {
      const child = this.children[this.nextToTell];
      if (!child.skippedByOnly) this.events.push(...child.report(++this.told));
    }
    this.flush?.();
  }

  told = 0;

  /** All that is to be said of this unit when it has ended. */
  report(number) {
    const head = { nesting: this.nesting, name: this.name, kind: this.kind, place: this.place };
    const end = {
      ...head, number, time: this.time, skip: this.skipped, todo: this.todo,
      cancelled: this.isCancelled || CANCELLED.has(this.failure?.failureType) || undefined,
      failure: this.failure && describe(this.failure),
    };
    const events = [['start', head], ...this.events];
    if (this.told > 0) events.push(['plan', { nesting: this.nesting + 1, count: this.told }]);
    events.push([this.failure === undefined ? 'pass' : 'fail', end]);
    for (const message of this.notes ?? []) events.push(['diagnostic', { nesting: this.nesting, message }]);
    return events;
  }
}

module.exports = { Unit, running };
