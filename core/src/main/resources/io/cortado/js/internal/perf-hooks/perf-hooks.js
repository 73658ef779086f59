'use strict';

/** Node's `perf_hooks`: the clock, marks and measures, observers of them, and histograms. */

const { codes } = require('../errors/errors.js');
const { validateFunction } = require('../errors/validators.js');

const started = process.hrtime();
const timeOrigin = Date.now() - process.uptime() * 1000;
const offset = process.uptime() * 1000;

function now() {
  const [seconds, nanos] = process.hrtime(started);
  return offset + seconds * 1e3 + nanos / 1e6;
}

class PerformanceEntry {
  constructor(name, entryType, startTime, duration, detail) {
    Object.assign(this, { name, entryType, startTime, duration });
    if (detail !== undefined) this.detail = detail;
  }

  toJSON() {
    return { ...this };
  }
}

class PerformanceMark extends PerformanceEntry {
  constructor(name, options = {}) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    super(`${name}`, 'mark', options?.startTime ?? now(), 0, options?.detail === undefined ? null
      : structuredClone(options.detail));
  }
}

class PerformanceMeasure extends PerformanceEntry {}
class PerformanceResourceTiming extends PerformanceEntry {}

const entries = [];
const observers = new Set();

function add(entry) {
  entries.push(entry);
  for (const observer of observers) observer.offer(entry);
  return entry;
}

function timeOf(mark) {
  if (typeof mark === 'number') return mark;
  for (let i = entries.length - 1; i >= 0; i--) {
    if (entries[i].entryType === 'mark' && entries[i].name === `${mark}`) return entries[i].startTime;
  }
  throw new DOMException(`The "${mark}" performance mark has not been set`, 'SyntaxError');
}

const select = (list, name, type) => list.filter((entry) =>
  (name === undefined || entry.name === name) && (type === undefined || entry.entryType === type))
  .sort((a, b) => a.startTime - b.startTime);

function clear(type, name) {
  for (let i = entries.length - 1; i >= 0; i--) {
    if (entries[i].entryType === type && (name === undefined || entries[i].name === name)) entries.splice(i, 1);
  }
}

class Performance extends EventTarget {
  get timeOrigin() { return timeOrigin; }

  get nodeTiming() {
    return {
      name: 'node', entryType: 'node', startTime: 0, duration: now(), nodeStart: 0, v8Start: 0, environment: offset,
      bootstrapComplete: offset, loopStart: offset, loopExit: -1, idleTime: 0,
    };
  }

  now() { return now(); }

  mark(name, options) { return add(new PerformanceMark(name, options)); }

  measure(name, from, to) {
    let start = from;
    let end = to;
    let detail = null;
    let length;
    if (from !== null && typeof from === 'object') {
      ({ start, end, detail = null, duration: length } = from);
    }
    let finish = end === undefined ? now() : timeOf(end);
    const begin = start === undefined ? (length === undefined ? 0 : finish - length) : timeOf(start);
    if (end === undefined && length !== undefined && start !== undefined) finish = begin + length;
    return add(new PerformanceMeasure(`${name}`, 'measure', begin, finish - begin, detail));
  }

  clearMarks(name) { clear('mark', name); }

  clearMeasures(name) { clear('measure', name); }

  clearResourceTimings(name) { clear('resource', name); }

  setResourceTimingBufferSize() {}

  getEntries() { return select(entries); }

  getEntriesByName(name, type) { return select(entries, name, type); }

  getEntriesByType(type) { return select(entries, undefined, type); }

  timerify(fn) {
    validateFunction(fn, 'fn');
    return function timerified(...args) {
      const begin = now();
      const done = (result) => {
        add(new PerformanceEntry(fn.name, 'function', begin, now() - begin, args));
        return result;
      };
      const result = new.target ? Reflect.construct(fn, args) : Reflect.apply(fn, this, args);
      return typeof result?.finally === 'function' ? result.finally(done) : done(result);
    };
  }

  eventLoopUtilization() { return { idle: 0, active: now(), utilization: 1 }; }

  toJSON() {
    return { nodeTiming: this.nodeTiming, timeOrigin, eventLoopUtilization: this.eventLoopUtilization() };
  }
}

class PerformanceObserverEntryList {
  #list;

  constructor(list) { this.#list = list; }

  getEntries() { return select(this.#list); }

  getEntriesByName(name, type) { return select(this.#list, name, type); }

  getEntriesByType(type) { return select(this.#list, undefined, type); }
}

class PerformanceObserver {
  #callback;
  #types = new Set();
  #buffer = [];

  static supportedEntryTypes = Object.freeze(['function', 'mark', 'measure']);

  constructor(callback) {
    validateFunction(callback, 'callback');
    this.#callback = callback;
  }

  observe({ entryTypes, type, buffered = false } = {}) {
    if (entryTypes === undefined && type === undefined) throw new codes.ERR_MISSING_ARGS('options.entryTypes', 'options.type');
    for (const name of entryTypes ?? [type]) this.#types.add(name);
    observers.add(this);
    if (buffered) for (const entry of entries) this.offer(entry);
  }

  offer(entry) {
    if (!this.#types.has(entry.entryType)) return;
    if (this.#buffer.push(entry) > 1) return;
    setImmediate(() => {
      const list = this.takeRecords();
      if (list.length > 0) this.#callback(new PerformanceObserverEntryList(list), this);
    });
  }

  takeRecords() { return this.#buffer.splice(0); }

  disconnect() {
    observers.delete(this);
    this.#types.clear();
    this.#buffer.length = 0;
  }
}

const performance = new Performance();

module.exports = {
  Performance,
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
  PerformanceObserver,
  PerformanceObserverEntryList,
  PerformanceResourceTiming,
  monitorEventLoopDelay: (options) => require('../diagnostics/histogram.js').monitorEventLoopDelay(options),
  createHistogram: (options) => require('../diagnostics/histogram.js').createHistogram(options),
  performance,
  constants: Object.freeze({
    NODE_PERFORMANCE_GC_MAJOR: 4, NODE_PERFORMANCE_GC_MINOR: 1, NODE_PERFORMANCE_GC_INCREMENTAL: 8,
    NODE_PERFORMANCE_GC_WEAKCB: 16, NODE_PERFORMANCE_GC_FLAGS_NO: 0, NODE_PERFORMANCE_GC_FLAGS_CONSTRUCT_RETAINED: 2,
    NODE_PERFORMANCE_GC_FLAGS_FORCED: 4, NODE_PERFORMANCE_GC_FLAGS_SYNCHRONOUS_PHANTOM_PROCESSING: 8,
    NODE_PERFORMANCE_GC_FLAGS_ALL_AVAILABLE_GARBAGE: 16, NODE_PERFORMANCE_GC_FLAGS_ALL_EXTERNAL_MEMORY: 32,
    NODE_PERFORMANCE_GC_FLAGS_SCHEDULE_IDLE: 64,
  }),
};
