'use strict';

// The end of the tests of a process: when nothing is left to run, what the exit code is, and errors that no test catches.

const { TestFailure } = require('./failure.js');
const options = require('./options.js');

/** Where a reporter's text goes. */
function destinationOf(name) {
  if (name === undefined || name === 'stdout') return (text) => process.stdout.write(text);
  if (name === 'stderr') return (text) => process.stderr.write(text);
  const file = require('fs').openSync(name, 'w');
  return (text) => require('fs').writeSync(file, text);
}

/** Writes what happens in a root to where the options say. */
function outputOf(binding) {
  if (binding.isCollected()) return (event) => binding.collect(JSON.stringify(event));
  const names = options.reporters.length > 0 ? options.reporters : [process.stdout.isTTY ? 'spec' : 'tap'];
  const reporters = names.map((name, i) => {
    const reporter = binding.reporter(name, process.cwd());
    if (reporter === null) {
      throw new TypeError(`--test-reporter: there is no reporter "${name}" (spec, tap, dot, junit)`);
    }
    return { reporter, write: destinationOf(options.destinations[i]) };
  });
  return (event) => {
    const json = JSON.stringify(event);
    for (const { reporter, write } of reporters) {
      const text = reporter.event(json);
      if (text !== '') write(text);
    }
  };
}

/** Counts what has been said of tests and suites. */
class Totals {
  constructor() {
    Object.assign(this, { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 });
  }

  add([type, { kind, skip, todo, cancelled }]) {
    if (type !== 'pass' && type !== 'fail') return;
    if (kind === 'suite') {
      this.suites++;
      return;
    }
    this.tests++;
    if (skip !== undefined) this.skipped++;
    else if (todo !== undefined) this.todo++;
    else if (cancelled) this.cancelled++;
    else this[type]++;
  }
}

function install(root, running, binding) {
  const began = performance.now();
  const write = outputOf(binding);
  const totals = new Totals();
  let failed = false;
  let ended = false;

  function send(event) {
    totals.add(event);
    if (event[0] === 'fail' && event[1].todo === undefined) failed = true;
    write(event);
  }

  root.flush = () => {
    for (const event of root.events.splice(0)) send(event);
  };

  function tellLate(error, unit) {
    const place = `${require('path').relative(process.cwd(), unit.place.file)}:${unit.place.line}:${unit.place.column}`;
    (root.notes ??= []).push(
      `Error: Test "${unit.name}" at ${place} generated asynchronous activity after the test ended. This activity created the error ` +
      `"${error}" and would have caused the test to fail, but instead triggered an unhandledRejection event.`);
  }

  const caught = (type) => (error) => {
    const unit = running.getStore();
    if (unit === undefined || unit === root) {
      process.removeAllListeners('uncaughtException');
      setImmediate(() => { throw error; });
    } else if (unit.finished) {
      tellLate(error, unit);
      process.exitCode = 1;
    } else {
      unit.stopped.reject(new TestFailure(error, type));
    }
  };
  process.on('uncaughtException', caught('uncaughtException'));
  process.on('unhandledRejection', caught('unhandledRejection'));

  let cleared;

  function clear() {
    cleared ??= running.run(root, () => root.runHooks('after', root.context)).catch((error) => {
      failed = true;
      (root.notes ??= []).push(`Error: ${error?.message ?? error}`);
    });
    return cleared;
  }

  // What keeps the loop alive may be what these hooks close, so they do not wait for its end.
  root.emptied = () => {
    if (root.hooks.after.length > 0) clear();
  };

  async function end() {
    if (ended) return;
    ended = true;
    for (const child of root.children) child.cancel('Promise resolution is still pending but the event loop has already resolved');
    await clear();
    root.tell();
    send(['plan', { nesting: 0, count: root.told }]);
    for (const message of root.notes ?? []) send(['diagnostic', { nesting: 0, message }]);
    for (const [name, count] of Object.entries(totals)) send(['diagnostic', { nesting: 0, message: `${name} ${count}`, total: true }]);
    send(['diagnostic', { nesting: 0, message: `duration_ms ${(performance.now() - began).toFixed(6)}`, total: true }]);
    send(['end', {}]);
    if (failed) process.exitCode = 1;
    if (options.forceExit) process.exit();
  }
  process.on('beforeExit', end);
}

module.exports = { install };
