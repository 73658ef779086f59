'use strict';

/**
 * The link between `AsyncLocalStorage` and the loop. Promises carry their context by themselves; ticks and timers ask
 * `capture()` when `enabled` and later `run(snapshot, fn)`. Nothing is captured until a storage is first used.
 */

const { Snapshot, Variable } = require('../util/natives.js').AsyncContext;

/**
 * What `enterWith` has entered, in a map that is never changed: one scope per callback that the loop makes and per `run`,
 * so that requests do not mix.
 */
const outside = { entered: null };
const scope = new Variable({ name: 'loop callback', defaultValue: outside });

/** The last error that left a callback, with the context it left. */
let failure = null;

function guarded(fn) {
  try {
    return fn();
  } catch (error) {
    failure = { error, snapshot: new Moment() };
    throw error;
  }
}

/** The context of a moment. */
class Moment {
  #snapshot = new Snapshot();
  #entered = scope.get().entered;

  /** Runs a function as something the loop, or the app, calls later. */
  run(fn, ...args) {
    return this.#snapshot.run(() => scope.run({ entered: this.#entered }, guarded, () => fn(...args)));
  }
}

const state = module.exports = {
  enabled: false,
  /** The context that was last entered since Java called: promises rejected meanwhile do not tell theirs. */
  latest: undefined,
  /** What is current now, to be run in later. */
  capture: () => new Moment(),
  /** Runs a callback of the loop in what `capture` gave, or outside of everything where there was nothing to capture. */
  run(snapshot, fn) {
    if (snapshot === undefined) return state.fresh(fn);
    state.latest = snapshot;
    return snapshot.run(fn);
  },
  /** Runs a callback of the loop in a scope of its own. */
  fresh: (fn, ...args) => scope.run({ entered: null }, fn, ...args),
  /** Hands an error to `handler` in the context of the callback that it left. */
  report(handler, error) {
    const left = failure;
    failure = null;
    if (left !== null && left.error === error) left.snapshot.run(handler, error);
    else handler(error);
  },
  scope: () => scope.get(),
  /** Runs a function in a scope that begins as the one around. */
  nested: (fn) => scope.run({ entered: scope.get().entered }, fn),
  Variable,
  /** Called by the first storage that is used. */
  enable() {
    if (state.enabled) return;
    state.enabled = true;
    require('../task/tick.js').setAsyncContext(state);
  },
  /** What runs is to know its request from here on, through promises, ticks and timers. */
  watch() {
    state.enable();
    require('../task/tick.js').state.handling = new Variable({ name: 'request' });
  },
};
