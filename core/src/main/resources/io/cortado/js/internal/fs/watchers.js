'use strict';

/** `fs.watch`, by the system's notifications, and `fs.watchFile`, by polling. */

const EventEmitter = require('../events/events.js');
const ops = require('./ops.js');
const bound = require('../errors/bound.js');
const { codes } = require('../errors/errors.js');
const { seen } = require('../task/tick.js');
const { uvException } = require('../errors/uv.js');
const { toPath, encoded } = require('./util.js');
const { Stats } = require('./stats.js');
const { validateFunction, validateUint32, validateBoolean } = require('../errors/validators.js');
const watching = internalBinding('fs').watch();

class FSWatcher extends EventEmitter {
  #handle = null;

  _start(name, options) {
    const recursive = options.recursive ?? false;
    const handle = watching.start(name, recursive, bound((type, file) => {
      this.emit('change', type, encoded(file, options.encoding));
    }));
    if (typeof handle === 'number') {
      const error = uvException(handle, { syscall: 'watch', path: name });
      error.filename = name;
      throw error;
    }
    this.#handle = handle;
    seen.handles.add(this);
    if (options.persistent === false) this.unref();
  }

  close() {
    if (this.#handle === null) return;
    this.#handle.close();
    this.#handle = null;
    seen.handles.delete(this);
    process.nextTick(() => this.emit('close'));
  }

  ref() {
    this._unref = false;
    this.#handle?.keepAlive(true);
    return this;
  }

  unref() {
    this._unref = true;
    this.#handle?.keepAlive(false);
    return this;
  }
}

function watch(target, options, listener) {
  const name = toPath(target, 'filename');
  if (options.persistent !== undefined) validateBoolean(options.persistent, 'options.persistent');
  if (options.recursive !== undefined) validateBoolean(options.recursive, 'options.recursive');
  const watcher = new FSWatcher();
  watcher._start(name, options);
  if (listener) watcher.on('change', listener);
  const { signal } = options;
  if (signal) {
    const close = () => watcher.close();
    if (signal.aborted) process.nextTick(close);
    else {
      signal.addEventListener('abort', close, { once: true });
      watcher.once('close', () => signal.removeEventListener('abort', close));
    }
  }
  return watcher;
}

/** The events of `fs.promises.watch`. */
async function* watchEvents(target, options = {}) {
  const { AbortError } = require('../errors/errors.js');
  if (options.signal?.aborted) throw new AbortError(undefined, { cause: options.signal.reason });
  const queue = [];
  let wake = () => {};
  const watcher = watch(target, { ...options, signal: undefined }, (eventType, filename) => {
    queue.push({ eventType, filename });
    wake();
  });
  const abort = () => wake();
  options.signal?.addEventListener('abort', abort, { once: true });
  try {
    while (true) {
      while (queue.length > 0) yield queue.shift();
      if (options.signal?.aborted) throw new AbortError(undefined, { cause: options.signal.reason });
      await new Promise((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    options.signal?.removeEventListener('abort', abort);
    watcher.close();
  }
}

const polled = new Map();

function missing() {
  return new Stats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}

class StatWatcher extends EventEmitter {
  constructor(name, options) {
    super();
    this.name = name;
    this.bigint = options.bigint === true;
    this.previous = null;
    this.timer = setInterval(() => this.check(), options.interval);
    if (options.persistent === false) this.timer.unref();
    this.check();
  }

  check() {
    ops.stat(this.name, { bigint: this.bigint }, (error, stats) => {
      if (this.timer === null) return;
      const now = error ? missing() : stats;
      const before = this.previous;
      this.previous = now;
      const first = before === null;
      if (first ? error : !same(before, now)) this.emit('change', now, before ?? missing());
    });
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.emit('stop');
  }

  ref() {
    this.timer?.ref();
    return this;
  }

  unref() {
    this.timer?.unref();
    return this;
  }
}

function same(a, b) {
  return a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs && a.size === b.size && a.ino === b.ino
    && a.mode === b.mode;
}

function watchFile(target, options, listener) {
  const name = require('../path/path.js').resolve(toPath(target, 'filename'));
  const given = typeof options === 'function' || options == null ? {} : options;
  const handler = typeof options === 'function' ? options : listener;
  validateFunction(handler, 'listener');
  const interval = given.interval ?? 5007;
  validateUint32(interval, 'interval');
  let watcher = polled.get(name);
  if (watcher === undefined) {
    watcher = new StatWatcher(name, { ...given, interval });
    polled.set(name, watcher);
  }
  watcher.addListener('change', handler);
  return watcher;
}

function unwatchFile(target, listener) {
  const name = require('../path/path.js').resolve(toPath(target, 'filename'));
  const watcher = polled.get(name);
  if (watcher === undefined) return;
  if (listener !== undefined && typeof listener !== 'function') {
    throw new codes.ERR_INVALID_ARG_TYPE('listener', 'Function', listener);
  }
  if (listener) watcher.removeListener('change', listener);
  else watcher.removeAllListeners('change');
  if (watcher.listenerCount('change') === 0) {
    polled.delete(name);
    watcher.stop();
  }
}

module.exports = { FSWatcher, StatWatcher, watch, watchEvents, watchFile, unwatchFile };
