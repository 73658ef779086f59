'use strict';

/**
 * The link between `AsyncLocalStorage` and the loop. Promises carry their context by themselves; ticks and timers ask
 * `capture()` when `enabled` and later `run(snapshot, fn)`. Nothing is captured until a storage is first used.
 */

const { Snapshot, Variable, run, within, enter, clear } = require('../util/natives.js').AsyncContext;

/** Taken before there is any variable. */
const nothing = new Snapshot();

/** The last error that left a callback, with what held there. */
let failure = null;

function guarded(fn) {
  try {
    return fn();
  } catch (error) {
    failure = { error, snapshot: new Snapshot() };
    throw error;
  }
}

const state = module.exports = {
  enabled: false,
  /** What is current now, to be run in later. */
  capture: () => new Snapshot(),
  /** Runs a callback of the loop in what `capture` gave, or outside of everything where there was nothing to capture. */
  run: (snapshot, fn) => run(snapshot ?? nothing, guarded, fn),
  /** Calls a function in a snapshot, on behalf of the app. */
  call: run,
  /** Hands an error to `handler` in the context of the callback that it left. */
  report(handler, error) {
    const left = failure;
    failure = null;
    if (left !== null && left.error === error) run(left.snapshot, handler, error);
    else handler(error);
  },
  /** What the loop's last callback has entered does not hold for the next. */
  clear,
  Variable,
  /** Calls a function with a variable's value. */
  within,
  /** Gives a variable its value from here on. */
  enter,
  /** Called by the first storage that is used. */
  enable() {
    if (state.enabled) return;
    state.enabled = true;
    require('../task/tick.js').setAsyncContext(state);
  },
  /** What runs is to know its request from here on, through promises, ticks and timers. */
  watch() {
    state.enable();
    const request = new Variable({ name: 'request' });
    require('../task/tick.js').state.handling = {
      get: () => request.get(),
      run: (value, fn, ...args) => within(request, value, fn, ...args),
    };
  },
};
