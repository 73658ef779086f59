'use strict';

/** What a performance timeline holds: the entries, which observers are told of, and those that it keeps. */

const { codes } = require('../errors/errors.js');
const { shown } = require('../inspect/shown.js');
const { expose } = require('../web/idl.js');

const kInspect = Symbol.for('nodejs.util.inspect.custom');
const SECRET = Symbol('made here');
const offset = process.uptime() * 1000;
const started = process.hrtime();
const timeOrigin = Date.now() - offset;
/** What every entry tells, in the order in which it is given. */
const FACTS = ['name', 'entryType', 'startTime', 'duration'];
const MILESTONES = ['nodeStart', 'v8Start', 'environment', 'loopStart', 'loopExit', 'bootstrapComplete'];

/** Milliseconds since the process started. */
function now() {
  const [seconds, nanos] = process.hrtime(started);
  return offset + seconds * 1e3 + nanos / 1e6;
}

class PerformanceEntry {
  #facts;

  constructor(secret = undefined, ...facts) {
    if (secret !== SECRET) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    this.#facts = facts;
  }

  static fact(entry, index) { return entry.#facts[index]; }

  toJSON() { return Object.fromEntries(FACTS.map((name) => [name, this[name]])); }

  [kInspect](depth, options) {
    return shown(this, this.constructor.name, this.toJSON(), depth, options);
  }
}
const { fact } = PerformanceEntry;
delete PerformanceEntry.fact;
FACTS.forEach((name, index) => {
  Object.defineProperty(PerformanceEntry.prototype, name, { configurable: true, get() { return fact(this, index); } });
});
expose(PerformanceEntry, [...FACTS, 'toJSON']);
delete PerformanceEntry.prototype[Symbol.toStringTag];

/** An entry of a function or a request, whose `detail` is its own property. */
function detailed(name, entryType, startTime, duration, detail) {
  const entry = new PerformanceEntry(SECRET, name, entryType, startTime, duration);
  entry.detail = detail;
  return entry;
}

const cloned = (detail) => (detail == null ? null : structuredClone(detail));

class PerformanceMark extends PerformanceEntry {
  #detail;

  constructor(name, options = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    const text = `${name}`;
    if (MILESTONES.includes(text)) throw new codes.ERR_INVALID_ARG_VALUE('name', text);
    if (options != null) require('../errors/validators.js').validateObject(options, 'options');
    const startTime = options?.startTime ?? now();
    require('../errors/validators.js').validateNumber(startTime, 'startTime');
    if (startTime < 0) throw new codes.ERR_PERFORMANCE_INVALID_TIMESTAMP(startTime);
    super(SECRET, text, 'mark', startTime, 0);
    this.#detail = cloned(options?.detail);
  }

  get detail() { return this.#detail; }

  toJSON() { return { ...super.toJSON(), detail: this.detail }; }
}
expose(PerformanceMark, ['detail']);

class PerformanceMeasure extends PerformanceEntry {
  #detail;

  constructor(secret = undefined, name = undefined, startTime = undefined, duration = undefined, detail = undefined) {
    super(secret, name, 'measure', startTime, duration);
    this.#detail = cloned(detail);
  }

  get detail() { return this.#detail; }

  toJSON() { return { ...super.toJSON(), detail: this.detail }; }
}
expose(PerformanceMeasure, ['detail']);

const kept = [];
const observers = new Set();

/** Tells those who observe entries of that type. */
function tell(entry) {
  for (const offer of observers) offer(entry);
  return entry;
}

/** Keeps an entry in the timeline and tells of it. */
function keep(entry) {
  kept.push(entry);
  return tell(entry);
}

/** Entries by name and type, where given, in the order of their times. */
function select(list, name, type) {
  return list.filter((entry) => (name === undefined || entry.name === name) && (type === undefined || entry.entryType === type))
    .sort((a, b) => a.startTime - b.startTime);
}

/** The milliseconds that a mark, a milestone's name or a number stands for. */
function timeOf(mark) {
  if (typeof mark === 'number') {
    if (mark < 0) throw new codes.ERR_PERFORMANCE_INVALID_TIMESTAMP(mark);
    return mark;
  }
  const name = `${mark}`;
  if (MILESTONES.includes(name)) return milestones()[name];
  for (let i = kept.length - 1; i >= 0; i--) {
    if (kept[i].entryType === 'mark' && kept[i].name === name) return kept[i].startTime;
  }
  throw new DOMException(`The "${name}" performance mark has not been set`, 'SyntaxError');
}

/** When the process has come how far; what is ready when an app's first line runs is ready at one time. */
function milestones() {
  return { nodeStart: 0, v8Start: 0, environment: offset, loopStart: offset, loopExit: -1, bootstrapComplete: offset };
}

/** `performance.measure`. */
function measure(name, from, to) {
  const options = from !== null && typeof from === 'object' && Object.keys(from).length > 0 ? from : undefined;
  if (options !== undefined) {
    if (to !== undefined) throw new codes.ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS('endMark must not be specified');
    const { start, end, duration } = options;
    if (start === undefined && end === undefined && options.detail === undefined) {
      throw new codes.ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS('One of options.start or options.end is required');
    }
    if (start !== undefined && end !== undefined && duration !== undefined) {
      throw new codes.ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS('Must not have options.start, options.end, and options.duration specified');
    }
  }
  const { start = typeof from === 'object' ? undefined : from, end = to, duration, detail } = options ?? {};
  let last = end === undefined ? undefined : timeOf(end);
  const first = start === undefined ? undefined : timeOf(start);
  if (last === undefined) last = first !== undefined && duration !== undefined ? first + timeOf(duration) : now();
  const begin = first ?? (duration === undefined ? 0 : last - timeOf(duration));
  return keep(new PerformanceMeasure(SECRET, `${name}`, begin, last - begin, detail));
}

/** Forgets the entries of a type, all or those of that name. */
function clear(type, name) {
  for (let i = kept.length - 1; i >= 0; i--) {
    if (kept[i].entryType === type && (name === undefined || kept[i].name === name)) kept.splice(i, 1);
  }
}

module.exports = {
  PerformanceEntry, PerformanceMark, PerformanceMeasure, SECRET, clear, detailed, keep, kept, measure, milestones, now, observers, offset,
  select, tell, timeOf, timeOrigin,
};
