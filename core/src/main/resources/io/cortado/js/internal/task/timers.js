'use strict';

// setTimeout, setInterval and setImmediate. Timers stand in one binary heap by due time, then by age; Java is asked for
// one wake-up, at the earliest of them.

const tick = require('./tick.js');
const loop = internalBinding('loop');

const MAX_DELAY = 2 ** 31 - 1;
const inspect = Symbol.for('nodejs.util.inspect.custom');

const heap = [];
let armedFor = Infinity;
let referenced = 0;
let sequence = 0;
let nextId = 1;
const byId = new Map();

function invalidCallback(callback) {
  const { ERR_INVALID_ARG_TYPE } = require('../errors/errors.js').codes;
  return new ERR_INVALID_ARG_TYPE('callback', 'Function', callback);
}

function before(a, b) {
  return a._due < b._due || (a._due === b._due && a._sequence < b._sequence);
}

function siftUp(index) {
  const timer = heap[index];
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!before(timer, heap[parent])) break;
    heap[index] = heap[parent];
    heap[index]._index = index;
    index = parent;
  }
  heap[index] = timer;
  timer._index = index;
}

function siftDown(index) {
  const timer = heap[index];
  for (;;) {
    let child = 2 * index + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child++;
    if (!before(heap[child], timer)) break;
    heap[index] = heap[child];
    heap[index]._index = index;
    index = child;
  }
  heap[index] = timer;
  timer._index = index;
}

function removeFromHeap(timer) {
  const index = timer._index;
  if (index < 0) return;
  timer._index = -1;
  const last = heap.pop();
  if (last !== timer) {
    heap[index] = last;
    last._index = index;
    siftUp(index);
    siftDown(last._index);
  }
}

function countReferenced(delta) {
  const had = referenced;
  referenced += delta;
  if (had === 0 && referenced === 1) loop.retain();
  else if (had === 1 && referenced === 0) loop.release();
}

function start(timer) {
  const now = loop.now();
  timer._idleStart = now;
  timer._due = now + timer._idleTimeout;
  timer._sequence = sequence++;
  heap.push(timer);
  siftUp(heap.length - 1);
  if (timer._due < armedFor) {
    armedFor = timer._due;
    loop.armTimer(timer._idleTimeout);
  }
}

class Timeout {
  constructor(callback, delay, args, repeat) {
    let after = +delay;
    if (!(after >= 1 && after <= MAX_DELAY)) {
      if (after > MAX_DELAY) {
        process.emitWarning(
          `${delay} does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.`, 'TimeoutOverflowWarning');
      }
      after = 1;
    }
    this._idleTimeout = Math.trunc(after);
    this._idleStart = 0;
    this._onTimeout = callback;
    this._timerArgs = args;
    this._repeat = repeat ? this._idleTimeout : null;
    this._destroyed = false;
    this._due = 0;
    this._sequence = 0;
    this._index = -1;
    this._referenced = true;
    this._id = 0;
    const context = tick.asyncContext;
    this._snapshot = context !== null && context.enabled ? context.capture() : undefined;
    countReferenced(1);
    start(this);
  }

  ref() {
    if (!this._referenced) {
      this._referenced = true;
      if (!this._destroyed) countReferenced(1);
    }
    return this;
  }

  unref() {
    if (this._referenced) {
      this._referenced = false;
      if (!this._destroyed) countReferenced(-1);
    }
    return this;
  }

  hasRef() {
    return this._referenced;
  }

  refresh() {
    if (this._destroyed && this._onTimeout) {
      this._destroyed = false;
      if (this._referenced) countReferenced(1);
      start(this);
    } else if (!this._destroyed) {
      removeFromHeap(this);
      start(this);
    }
    return this;
  }

  close() {
    clearTimeout(this);
    return this;
  }

  [Symbol.toPrimitive]() {
    if (this._id === 0) {
      this._id = nextId++;
      if (!this._destroyed) byId.set(this._id, this);
    }
    return this._id;
  }

  [Symbol.dispose ?? Symbol.for('nodejs.dispose')]() {
    clearTimeout(this);
  }

  [inspect](depth, options, print) {
    const { _idleTimeout, _idleStart, _onTimeout, _repeat, _destroyed } = this;
    const shown = { _idleTimeout, _idleStart, _onTimeout, _timerArgs: this._timerArgs, _repeat, _destroyed };
    return `Timeout ${print(shown, options)}`;
  }
}

function end(timer) {
  if (timer._destroyed) return;
  timer._destroyed = true;
  removeFromHeap(timer);
  if (timer._id !== 0) byId.delete(timer._id);
  if (timer._referenced) countReferenced(-1);
}

function setTimeout(callback, delay, ...args) {
  if (typeof callback !== 'function') throw invalidCallback(callback);
  return new Timeout(callback, delay, args.length === 0 ? undefined : args, false);
}

function setInterval(callback, delay, ...args) {
  if (typeof callback !== 'function') throw invalidCallback(callback);
  return new Timeout(callback, delay, args.length === 0 ? undefined : args, true);
}

function clearTimeout(timer) {
  if (timer instanceof Timeout) {
    timer._onTimeout = null;
    end(timer);
  } else if (typeof timer === 'number' || typeof timer === 'string') {
    const known = byId.get(+timer);
    if (known !== undefined) clearTimeout(known);
  }
}

function call(item, callback, args) {
  if (item._snapshot !== undefined) {
    tick.asyncContext.run(item._snapshot, () => Reflect.apply(callback, item, args ?? []));
  } else if (args === undefined) {
    callback.call(item);
  } else {
    Reflect.apply(callback, item, args);
  }
}

/** Has a timer that runs now run once more: when `due` is past, in this phase, after the microtasks. */
function again(timer, due) {
  timer._due = due;
  timer._destroyed = false;
  if (timer._referenced) countReferenced(1);
  heap.push(timer);
  siftUp(heap.length - 1);
}

// What a timers phase runs: what was due, and there, when it began.
let phaseNow = 0;
let phaseLimit = 0;

/**
 * Runs one due timer and its ticks; returns whether another may be due. Called by the loop, `first` at the beginning of
 * a timers phase.
 */
function runTimer(first) {
  if (first) {
    phaseNow = loop.now();
    phaseLimit = sequence;
  }
  const timer = heap[0];
  if (timer === undefined || timer._due > phaseNow || timer._sequence >= phaseLimit) {
    armedFor = timer === undefined ? Infinity : timer._due;
    if (timer !== undefined) loop.armTimer(timer._due - loop.now());
    return false;
  }
  removeFromHeap(timer);
  if (timer._repeat === null) end(timer);
  tick.begin();
  try {
    call(timer, timer._onTimeout, timer._timerArgs);
  } catch (error) {
    tick.uncaught(error);
  }
  if (timer._repeat !== null && !timer._destroyed && timer._index < 0) {
    timer._idleTimeout = timer._repeat;
    armedFor = -Infinity;
    start(timer);
  }
  tick.leave();
  return true;
}

for (const [timer, name] of [[setTimeout, 'setTimeout'], [setImmediate, 'setImmediate']]) {
  Object.defineProperty(timer, Symbol.for('nodejs.util.promisify.custom'), {
    enumerable: true,
    get: () => require('./timers-promises.js')[name],
  });
}

let immediates = [];
let running = [];
let runningIndex = 0;
let referencedImmediates = 0;

function countImmediate(delta) {
  const had = referencedImmediates;
  referencedImmediates += delta;
  if (had === 0 && referencedImmediates === 1) loop.retain();
  else if (had === 1 && referencedImmediates === 0) loop.release();
}

class Immediate {
  constructor(callback, args) {
    this._onImmediate = callback;
    this._argv = args;
    this._destroyed = false;
    this._referenced = true;
    const context = tick.asyncContext;
    this._snapshot = context !== null && context.enabled ? context.capture() : undefined;
    countImmediate(1);
    if (immediates.push(this) === 1) loop.requestCheck();
  }

  ref() {
    if (!this._referenced && !this._destroyed) {
      this._referenced = true;
      countImmediate(1);
    }
    return this;
  }

  unref() {
    if (this._referenced && !this._destroyed) {
      this._referenced = false;
      countImmediate(-1);
    }
    return this;
  }

  hasRef() {
    return this._referenced;
  }

  [Symbol.dispose ?? Symbol.for('nodejs.dispose')]() {
    clearImmediate(this);
  }
}

function setImmediate(callback, ...args) {
  if (typeof callback !== 'function') throw invalidCallback(callback);
  return new Immediate(callback, args.length === 0 ? undefined : args);
}

function clearImmediate(immediate) {
  if (!(immediate instanceof Immediate) || immediate._destroyed) return;
  immediate._destroyed = true;
  immediate._onImmediate = null;
  if (immediate._referenced) countImmediate(-1);
}

/** Fixes the immediates of this check phase; returns how many there are. Called by the loop. */
function beginImmediates() {
  // Some are left where what one of them did has ended the last phase.
  running = runningIndex < running.length ? running.slice(runningIndex).concat(immediates) : immediates;
  runningIndex = 0;
  immediates = [];
  return running.length;
}

/** Runs the next immediate of this check phase and its ticks; returns whether any are waiting for the next one. */
function runImmediate() {
  const immediate = running[runningIndex];
  running[runningIndex++] = undefined;
  if (!immediate._destroyed) {
    const callback = immediate._onImmediate;
    clearImmediate(immediate);
    tick.begin();
    try {
      call(immediate, callback, immediate._argv);
    } catch (error) {
      tick.uncaught(error);
    }
    tick.leave();
  }
  return immediates.length > 0;
}

/** How many timers and immediates keep the process alive. */
function active() {
  return {
    timeouts: heap.filter((timer) => timer._referenced).length,
    immediates: [...immediates, ...running.slice(runningIndex)].filter((each) => !each._destroyed && each._referenced).length,
  };
}

module.exports = {
  active,
  Timeout,
  Immediate,
  setTimeout,
  setInterval,
  setImmediate,
  clearTimeout,
  clearInterval: clearTimeout,
  clearImmediate,
  runTimer,
  runImmediate,
  beginImmediates,
  again,
  now: () => loop.now(),
};
