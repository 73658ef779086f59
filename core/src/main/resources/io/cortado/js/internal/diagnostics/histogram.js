'use strict';

/** Histograms of `perf_hooks`; exact, over sorted values. */

const { validateInteger, validateNumber } = require('../errors/validators.js');

class Histogram {
  #values = [];
  #sorted = true;
  #last = undefined;

  record(value) {
    validateInteger(Number(value), 'val', 1);
    this.#values.push(Number(value));
    this.#sorted = false;
  }

  recordDelta() {
    const now = Number(process.hrtime.bigint());
    if (this.#last !== undefined) this.record(Math.max(1, now - this.#last));
    this.#last = now;
  }

  add(other) {
    for (const value of other.#values) this.#values.push(value);
    this.#sorted = false;
  }

  #ordered() {
    if (!this.#sorted) this.#values.sort((a, b) => a - b);
    this.#sorted = true;
    return this.#values;
  }

  get count() { return this.#values.length; }

  get countBigInt() { return BigInt(this.count); }

  get exceeds() { return 0; }

  get min() { return this.#ordered()[0] ?? 9223372036854776000; }

  get max() { return this.#ordered().at(-1) ?? 0; }

  get mean() { return this.count === 0 ? NaN : this.#values.reduce((sum, v) => sum + v, 0) / this.count; }

  get stddev() {
    const { mean } = this;
    return this.count === 0 ? NaN : Math.sqrt(this.#values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / this.count);
  }

  percentile(percentile) {
    validateNumber(percentile, 'percentile', 0, 100);
    const list = this.#ordered();
    return list[Math.min(list.length - 1, Math.max(0, Math.ceil(percentile / 100 * list.length) - 1))] ?? 0;
  }

  get percentiles() {
    return new Map([0, 50, 75, 90, 99, 100].map((p) => [p, this.percentile(p)]));
  }

  reset() {
    this.#values.length = 0;
    this.#last = undefined;
  }

  toJSON() {
    const { count, min, max, mean, exceeds, stddev } = this;
    return { count, min, max, mean, exceeds, stddev, percentiles: Object.fromEntries(this.percentiles) };
  }
}

/** Samples how late a timer of `resolution` milliseconds fires. */
class DelayMonitor extends Histogram {
  #timer = null;
  #resolution;

  constructor(resolution) {
    super();
    this.#resolution = resolution;
  }

  enable() {
    if (this.#timer !== null) return false;
    let last = process.hrtime.bigint();
    this.#timer = setInterval(() => {
      const now = process.hrtime.bigint();
      this.record(Math.max(1, Number(now - last)));
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

function monitorEventLoopDelay({ resolution = 10 } = {}) {
  validateInteger(resolution, 'options.resolution', 1);
  return new DelayMonitor(resolution);
}

module.exports = { createHistogram: () => new Histogram(), monitorEventLoopDelay };
