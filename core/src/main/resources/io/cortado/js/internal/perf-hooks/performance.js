'use strict';

/** The global `performance`. */

const { codes } = require('../errors/errors.js');
const { validateFunction } = require('../errors/validators.js');
const { defineHandler } = require('../events/event-target.js');
const { shown } = require('../inspect/shown.js');
const { expose } = require('../web/idl.js');
const timeline = require('./entries.js');

const { PerformanceEntry, PerformanceMark, SECRET, clear, detailed, keep, kept, now, select, tell, timeOrigin } = timeline;
const kInspect = Symbol.for('nodejs.util.inspect.custom');
const binding = internalBinding('perf');
const DEFAULT_RESOURCES = 250;

/** Milliseconds of the loop's life that it has not worked. */
const idle = () => Math.max(0, now() - timeline.offset - binding.loopNanos() / 1e6);

class PerformanceNodeTiming extends PerformanceEntry {
  constructor() {
    super(SECRET, 'node', 'node', 0);
    const own = (name, get) => Object.defineProperty(this, name, { enumerable: true, configurable: true, get });
    own('name', () => 'node');
    own('entryType', () => 'node');
    own('startTime', () => 0);
    own('duration', now);
    for (const name of Object.keys(timeline.milestones())) own(name, () => timeline.milestones()[name]);
    own('idleTime', idle);
  }

  toJSON() { return { ...this }; }
}

/** How much of a time the loop has worked: since its start, since `last`, or between two readings. */
function eventLoopUtilization(first, second) {
  if (second !== undefined) return share(first.idle - second.idle, first.active - second.active);
  const idleNow = idle();
  const active = now() - timeline.offset - idleNow;
  return first === undefined ? share(idleNow, active) : share(idleNow - first.idle, active - first.active);
}

const share = (rest, active) => ({ idle: rest, active, utilization: rest + active > 0 ? active / (rest + active) : 0 });

function timerify(fn, options = {}) {
  validateFunction(fn, 'fn');
  require('../errors/validators.js').validateObject(options, 'options');
  const { histogram } = options;
  if (histogram !== undefined && typeof histogram?.record !== 'function') {
    throw new codes.ERR_INVALID_ARG_TYPE('options.histogram', 'RecordableHistogram', histogram);
  }
  function timerified(...args) {
    const begin = now();
    const done = (result) => {
      const duration = now() - begin;
      histogram?.record(Math.max(1, Math.ceil(duration * 1e6)));
      const entry = detailed(fn.name, 'function', begin, duration, args);
      args.forEach((arg, i) => { entry[i] = arg; });
      tell(entry);
      return result;
    };
    const result = new.target ? Reflect.construct(fn, args, fn) : Reflect.apply(fn, this, args);
    return !new.target && typeof result?.finally === 'function' ? result.finally(done) : done(result);
  }
  Object.defineProperty(timerified, 'name', { configurable: true, value: `timerified ${fn.name}` });
  Object.defineProperty(timerified, 'length', { configurable: true, value: fn.length });
  return timerified;
}

const nodeTiming = new PerformanceNodeTiming();

class Performance extends EventTarget {
  #resources = DEFAULT_RESOURCES;

  constructor(secret = undefined) {
    if (secret !== SECRET) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    super();
  }

  static check(self) {
    if (Object(self) !== self || !(#resources in self)) throw new codes.ERR_INVALID_THIS('Performance');
  }

  static buffer(self) { return self.#resources; }

  static resize(self, size) { self.#resources = size; }

  [kInspect](depth, options) {
    return shown(this, 'Performance', { nodeTiming: this.nodeTiming, timeOrigin }, depth, options);
  }
}
const { check, buffer, resize } = Performance;
for (const name of ['check', 'buffer', 'resize']) delete Performance[name];

/** An entry of a fetch, as long as there is room for it. */
function markResourceTiming(timing, url, initiator, global, cache, body, status, delivery = '') {
  require('../errors/validators.js').validateObject(timing, 'timingInfo');
  const entry = require('./resource-timing.js').resource(url, initiator, timing, cache, status, delivery);
  if (select(kept, undefined, 'resource').length >= buffer(performance)) {
    performance.dispatchEvent(new Event('resourcetimingbufferfull'));
    tell(entry);
  } else {
    keep(entry);
  }
  return entry;
}

/** Members that only a Performance may be asked for; which are enumerable, Web IDL says. */
const members = {
  now() { return now(); },
  mark(name, options = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    return keep(new PerformanceMark(name, options));
  },
  measure(name, from = undefined, to = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    return timeline.measure(name, from, to);
  },
  clearMarks(name = undefined) { clear('mark', name === undefined ? name : `${name}`); },
  clearMeasures(name = undefined) { clear('measure', name === undefined ? name : `${name}`); },
  clearResourceTimings(name = undefined) { clear('resource', name === undefined ? name : `${name}`); },
  getEntries() { return select(kept); },
  getEntriesByName(name, type = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    return select(kept, `${name}`, type === undefined ? type : `${type}`);
  },
  getEntriesByType(type) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
    return select(kept, undefined, `${type}`);
  },
  setResourceTimingBufferSize(size) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('maxSize');
    resize(this, size >>> 0);
  },
  toJSON() { return { nodeTiming: this.nodeTiming, timeOrigin, eventLoopUtilization: eventLoopUtilization() }; },
};
for (const [name, member] of Object.entries(members)) {
  const guarded = function (...args) {
    check(this);
    return Reflect.apply(member, this, args);
  };
  Object.defineProperty(guarded, 'name', { configurable: true, value: name });
  Object.defineProperty(guarded, 'length', { configurable: true, value: member.length });
  Object.defineProperty(Performance.prototype, name, { configurable: true, enumerable: true, writable: true, value: guarded });
}
Object.defineProperty(Performance.prototype, 'timeOrigin', {
  configurable: true,
  enumerable: true,
  get() {
    check(this);
    return timeOrigin;
  },
});
const hidden = { eventLoopUtilization, nodeTiming, timerify, markResourceTiming };
for (const [name, value] of Object.entries(hidden)) {
  Object.defineProperty(Performance.prototype, name, { configurable: true, enumerable: false, writable: true, value });
}
Object.defineProperty(eventLoopUtilization, 'length', { configurable: true, value: 2 });
defineHandler(Performance.prototype, 'resourcetimingbufferfull');
expose(Performance, []);

const performance = new Performance(SECRET);

module.exports = { Performance, performance };
