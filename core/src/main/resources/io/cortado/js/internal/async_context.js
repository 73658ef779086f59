'use strict';

/**
 * The link between `AsyncLocalStorage` and the loop. Promises carry their context by themselves; ticks and timers ask
 * `capture()` when `enabled` and later `run(snapshot, fn)`. Nothing is captured until a storage is first used.
 */

const { Snapshot, Variable } = globalThis.AsyncContext;

/** What `enterWith` outside of any `run` holds: one per callback that the loop makes, so that requests do not mix. */
const outside = { entered: null };
const scope = new Variable({ name: 'loop callback', defaultValue: outside });

/** Code of the main script, and what it starts, has the outermost scope; each callback gets a copy to change. */
function inScope(fn) {
  if (scope.get() !== outside) return fn();
  return scope.run({ entered: outside.entered === null ? null : new Map(outside.entered) }, fn);
}

const state = module.exports = {
  enabled: false,
  /** What is current now, to be run in later. */
  capture: () => new Snapshot(),
  run: (snapshot, fn) => snapshot.run(inScope, fn),
  /** Runs a callback of the loop in a scope of its own. */
  fresh: (fn, ...args) => scope.run({ entered: null }, fn, ...args),
  scope: () => scope.get(),
  Variable,
  /** Called by the first storage that is used. */
  enable() {
    if (state.enabled) return;
    state.enabled = true;
    require('./tick.js').setAsyncContext(state);
  },
};
