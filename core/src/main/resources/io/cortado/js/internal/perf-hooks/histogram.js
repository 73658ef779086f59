'use strict';

/** Histograms of `perf_hooks`. The counting is Java's. */

const { codes } = require('../errors/errors.js');
const { shown } = require('../inspect/shown.js');
const { validateInteger, validateNumber, validateObject } = require('../errors/validators.js');

const kInspect = Symbol.for('nodejs.util.inspect.custom');
const SECRET = Symbol('made here');
const binding = internalBinding('perf');

class Histogram {
  #counts;
  #map = new Map();

  constructor(secret, counts) {
    if (secret !== SECRET) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    this.#counts = counts;
  }

  [kInspect](depth, options) {
    const closed = `[${this.constructor.name}]`;
    const { min, max, mean, exceeds, stddev, count, percentiles } = this;
    return shown(closed, 'Histogram', { min, max, mean, exceeds, stddev, count, percentiles }, depth, options);
  }

  get count() { return this.#counts.count(); }

  get countBigInt() { return BigInt(this.#counts.count()); }

  get min() { return Number(this.#counts.min()); }

  get minBigInt() { return BigInt(this.#counts.min()); }

  get max() { return Number(this.#counts.max()); }

  get maxBigInt() { return BigInt(this.#counts.max()); }

  get mean() { return this.#counts.mean(); }

  get exceeds() { return this.#counts.exceeds(); }

  get exceedsBigInt() { return BigInt(this.#counts.exceeds()); }

  get stddev() { return this.#counts.stddev(); }

  #at(percentile) {
    validateNumber(percentile, 'percentile');
    if (!(percentile > 0 && percentile <= 100)) throw new codes.ERR_OUT_OF_RANGE('percentile', '> 0 && <= 100', percentile);
    return this.#counts.percentile(percentile);
  }

  percentile(percentile) { return Number(this.#at(percentile)); }

  percentileBigInt(percentile) { return BigInt(this.#at(percentile)); }

  #levels(type) {
    const levels = this.#counts.percentiles();
    this.#map.clear();
    for (let i = 0; i < levels.length; i += 2) this.#map.set(Number(levels[i]), type(levels[i + 1]));
    return this.#map;
  }

  get percentiles() { return this.#levels(Number); }

  get percentilesBigInt() { return this.#levels(BigInt); }

  reset() { this.#counts.reset(); }

  toJSON() {
    const { count, min, max, mean, exceeds, stddev } = this;
    return { count, min, max, mean, exceeds, stddev, percentiles: Object.fromEntries(this.percentiles) };
  }
}

class RecordableHistogram extends Histogram {
  #counts;
  #last = 0;

  constructor(secret, counts) {
    super(secret, counts);
    this.#counts = counts;
  }

  record(val) {
    if (typeof val === 'bigint') {
      if (val < 1n || val > 0x7fffffffffffffffn) {
        const error = new RangeError('value is out of range');
        error.code = 'ERR_OUT_OF_RANGE';
        throw error;
      }
      this.#counts.record(Number(val));
      return;
    }
    validateInteger(val, 'val', 1);
    this.#counts.record(val);
  }

  /** Records the nanoseconds since the last call. */
  recordDelta() {
    const now = Number(process.hrtime.bigint());
    if (this.#last > 0) this.#counts.record(now - this.#last);
    this.#last = now;
  }

  add(other) {
    if (other === null || typeof other !== 'object' || !(#counts in other)) {
      throw new codes.ERR_INVALID_ARG_TYPE('other', 'RecordableHistogram', other);
    }
    this.#counts.add(other.#counts);
  }
}

/** Samples how late a timer of `resolution` milliseconds fires. */
class ELDHistogram extends Histogram {
  #counts;
  #timer = null;
  #resolution;

  constructor(secret, counts, resolution) {
    super(secret, counts);
    this.#counts = counts;
    this.#resolution = resolution;
  }

  enable() {
    if (this.#timer !== null) return false;
    let last = process.hrtime.bigint();
    this.#timer = setInterval(() => {
      const now = process.hrtime.bigint();
      this.#counts.record(Math.max(1, Number(now - last)));
      last = now;
    }, this.#resolution);
    this.#timer.unref();
    return true;
  }

  disable() {
    if (this.#timer === null) return false;
    clearInterval(this.#timer);
    this.#timer = null;
    return true;
  }
}

const fresh = (lowest, highest, figures) => binding.histogram(lowest, highest, figures);

function createHistogram(options = {}) {
  validateObject(options, 'options');
  const { lowest = 1, highest = Number.MAX_SAFE_INTEGER, figures = 3 } = options;
  if (typeof lowest !== 'bigint') validateInteger(lowest, 'options.lowest', 1);
  if (typeof highest !== 'bigint') validateInteger(highest, 'options.highest', 2 * Number(lowest));
  else if (highest < 2n * BigInt(lowest)) throw new codes.ERR_OUT_OF_RANGE('options.highest', `>= ${2n * BigInt(lowest)}`, highest);
  validateInteger(figures, 'options.figures', 1, 5);
  return new RecordableHistogram(SECRET, fresh(Number(lowest), Number(highest), figures));
}

function monitorEventLoopDelay(options = {}) {
  validateObject(options, 'options');
  const { resolution = 10 } = options;
  validateInteger(resolution, 'options.resolution', 1);
  return new ELDHistogram(SECRET, fresh(1, 3.6e12, 3), resolution);
}

module.exports = { createHistogram, monitorEventLoopDelay };
