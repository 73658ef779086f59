'use strict';

// process.nextTick and the rule that holds everywhere: after a callback the whole tick queue runs, then the microtasks
// (which the engine drains when the outermost call returns to Java), until both are empty.

const loop = internalBinding('loop');
// Set only when a tick is queued from a microtask: Java looks at it after the microtasks have run.
const flag = new Int8Array(new ArrayBuffer(loop.tickFlag()));

let queue = [];
let head = 0;
let depth = 0;
let onUncaught = (error) => {
  throw error;
};
let asyncContext = null;
// Set by the process's exit: what its listeners queue does not run any more.
let stopped = false;

class Tick {
  constructor(callback, args, snapshot) {
    this.callback = callback;
    this.args = args;
    this.snapshot = snapshot;
  }
}

function nextTick(callback, ...args) {
  if (typeof callback !== 'function') {
    const { ERR_INVALID_ARG_TYPE } = require('./errors.js').codes;
    throw new ERR_INVALID_ARG_TYPE('callback', 'Function', callback);
  }
  if (stopped) return;
  const snapshot = asyncContext !== null && asyncContext.enabled ? asyncContext.capture() : undefined;
  if (depth === 0 && head === queue.length) {
    flag[0] = 1;
  }
  queue.push(new Tick(callback, args, snapshot));
}

function runTick(tick) {
  const { callback, args } = tick;
  if (tick.snapshot !== undefined) {
    asyncContext.run(tick.snapshot, () => callback(...args));
    return;
  }
  switch (args.length) {
    case 0:
      callback();
      break;
    case 1:
      callback(args[0]);
      break;
    default:
      callback(...args);
  }
}

/** Runs every queued tick, also those queued meanwhile. */
function drainTicks() {
  depth++;
  while (head < queue.length) {
    const tick = queue[head];
    queue[head++] = undefined;
    try {
      runTick(tick);
    } catch (error) {
      uncaught(error);
    }
    if (head > 1024) {
      queue = queue.slice(head);
      head = 0;
    }
  }
  queue.length = 0;
  head = 0;
  flag[0] = 0;
  depth--;
}

/** The way every callback from Java comes in: runs it, reports what it throws, then runs the ticks. */
function enter(callback, ...args) {
  begin();
  try {
    callback(...args);
  } catch (error) {
    uncaught(error);
  }
  if (depth === 1 && head < queue.length) {
    drainTicks();
  }
  depth--;
}

/**
 * For entry points that take their own arguments: `leave(begin())` around them keeps the same rules without a rest
 * array.
 */
function begin() {
  if (depth++ === 0 && asyncContext !== null) asyncContext.latest = undefined;
}

function leave() {
  if (depth === 1 && head < queue.length) {
    drainTicks();
  }
  depth--;
}

function uncaught(error) {
  if (asyncContext === null) onUncaught(error);
  else asyncContext.report(onUncaught, error);
}

module.exports = {
  nextTick,
  drainTicks,
  enter,
  begin,
  leave,
  uncaught,
  stop() {
    stopped = true;
  },
  /** For the loop, after a call into JavaScript that Java's own failure has ended: nothing has begun any more. */
  reset() {
    depth = 0;
  },
  setUncaughtHandler(handler) {
    onUncaught = handler;
  },
  setAsyncContext(module) {
    asyncContext = module;
  },
  get asyncContext() {
    return asyncContext;
  },
};
