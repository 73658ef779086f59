'use strict';

// process.nextTick and the rule that holds everywhere: after a callback the whole tick queue runs, then the microtasks
// (which the engine drains when the outermost call returns to Java), until both are empty.

const loop = internalBinding('loop');
// Set only when a tick is queued from a microtask: Java looks at it after the microtasks have run.
const flag = new Int8Array(new ArrayBuffer(loop.tickFlag()));

/** Says that a tick has one argument, which stands beside it: what the loop itself queues needs no list. */
const ONE = Object.freeze([]);
/** Beyond this a queue that was once long is let go. */
const KEPT = 1024;

/**
 * The queue, and how deep we are in calls from Java. The entries of every request look at it without a call.
 * `asyncContext` is set by the first AsyncLocalStorage that is used, `handling` where it matters for which request is run.
 */
const state = { depth: 0, head: 0, tail: 0, queue: [], asyncContext: null, handling: null };

/**
 * Whether the process has listened, and its sockets, servers, watchers and children that are open; who is asked for a port in a
 * process of a cluster.
 */
const seen = { listened: false, handles: new Set(), share: null };

let onUncaught = (error) => {
  throw error;
};
// Set by who has something under way that can be ended from outside.
let onInterrupted = () => {};
// Set by the process's exit: what its listeners queue does not run any more.
let stopped = false;

function add(callback, args, argument) {
  if (stopped) return;
  const context = state.asyncContext;
  const snapshot = context !== null && context.enabled ? context.capture() : undefined;
  if (state.depth === 0 && state.head === state.tail) {
    flag[0] = 1;
  }
  state.queue[state.tail++] = { callback, args, argument, snapshot };
}

function nextTick(callback, ...args) {
  if (typeof callback !== 'function') {
    const { ERR_INVALID_ARG_TYPE } = require('../errors/errors.js').codes;
    throw new ERR_INVALID_ARG_TYPE('callback', 'Function', callback);
  }
  add(callback, args, undefined);
}

/** `nextTick` with one argument, for our own use. */
function later(callback, argument) {
  if (stopped) return;
  if (state.asyncContext !== null) {
    add(callback, ONE, argument);
    return;
  }
  if (state.depth === 0 && state.head === state.tail) {
    flag[0] = 1;
  }
  state.queue[state.tail++] = { callback, args: ONE, argument, snapshot: undefined };
}

function runInContext({ callback, args, argument, snapshot }) {
  state.asyncContext.run(snapshot, () => (args === ONE ? callback(argument) : callback(...args)));
}

/** Runs every queued tick, also those queued meanwhile. */
function drainTicks() {
  state.depth++;
  while (state.head < state.tail) {
    const tick = state.queue[state.head];
    state.queue[state.head++] = undefined;
    try {
      if (tick.snapshot !== undefined) {
        runInContext(tick);
      } else {
        const { callback, args } = tick;
        if (args === ONE) callback(tick.argument);
        else if (args.length === 0) callback();
        else if (args.length === 1) callback(args[0]);
        else callback(...args);
      }
    } catch (error) {
      uncaught(error);
    }
    if (state.head > KEPT) {
      state.queue = state.queue.slice(state.head, state.tail);
      state.tail -= state.head;
      state.head = 0;
    }
  }
  if (state.queue.length > KEPT) state.queue = [];
  state.head = 0;
  state.tail = 0;
  flag[0] = 0;
  state.depth--;
}

/** The way every callback from Java comes in: runs it, reports what it throws, then runs the ticks. */
function enter(callback, ...args) {
  begin();
  try {
    callback(...args);
  } catch (error) {
    uncaught(error);
  }
  leave();
}

/**
 * For entry points that take their own arguments: `leave(begin())` around them keeps the same rules without a rest
 * array.
 */
function begin() {
  if (state.depth++ === 0 && state.asyncContext !== null) state.asyncContext.clear();
}

function leave() {
  if (state.depth === 1 && state.head < state.tail) {
    drainTicks();
  }
  if (--state.depth === 0 && state.asyncContext !== null) state.asyncContext.clear();
}

function uncaught(error) {
  if (state.asyncContext === null) onUncaught(error);
  else state.asyncContext.report(onUncaught, error);
}

module.exports = {
  ONE,
  state,
  seen,
  nextTick,
  later,
  drainTicks,
  enter,
  begin,
  leave,
  uncaught,
  stop() {
    stopped = true;
  },
  /** For the loop, which an error has reached past everything that begins and leaves: nothing has begun any more. */
  failed(error) {
    state.depth = 0;
    enter(uncaught, error);
  },
  /** The same where it is nobody's error, but what was running has been ended. */
  interrupted() {
    state.depth = 0;
    // What it has queued would go on with it.
    state.queue = [];
    state.head = 0;
    state.tail = 0;
    flag[0] = 0;
    const context = state.asyncContext;
    // Taken before `enter` clears it: it says which request was ended.
    const snapshot = context === null ? undefined : context.capture();
    enter(() => (context === null ? onInterrupted() : context.run(snapshot, onInterrupted)));
  },
  setInterruptedHandler(handler) {
    onInterrupted = handler;
  },
  /** For whoever waits for the app: a server listens on a port. */
  listens: (port) => loop.listens(port),
  setUncaughtHandler(handler) {
    onUncaught = handler;
  },
  setAsyncContext(module) {
    state.asyncContext = module;
  },
  get asyncContext() {
    return state.asyncContext;
  },
};
