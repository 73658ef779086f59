'use strict';

/** Node's `perf_hooks`. */

const { PerformanceEntry, PerformanceMark, PerformanceMeasure } = require('./entries.js');
const { PerformanceObserver, PerformanceObserverEntryList } = require('./observer.js');
const { Performance, performance } = require('./performance.js');

const constants = Object.freeze({
  NODE_PERFORMANCE_GC_MAJOR: 4, NODE_PERFORMANCE_GC_MINOR: 1, NODE_PERFORMANCE_GC_INCREMENTAL: 8,
  NODE_PERFORMANCE_GC_WEAKCB: 16, NODE_PERFORMANCE_GC_FLAGS_NO: 0, NODE_PERFORMANCE_GC_FLAGS_CONSTRUCT_RETAINED: 2,
  NODE_PERFORMANCE_GC_FLAGS_FORCED: 4, NODE_PERFORMANCE_GC_FLAGS_SYNCHRONOUS_PHANTOM_PROCESSING: 8,
  NODE_PERFORMANCE_GC_FLAGS_ALL_AVAILABLE_GARBAGE: 16, NODE_PERFORMANCE_GC_FLAGS_ALL_EXTERNAL_MEMORY: 32,
  NODE_PERFORMANCE_GC_FLAGS_SCHEDULE_IDLE: 64,
});

module.exports = {
  Performance,
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
  PerformanceObserver,
  PerformanceObserverEntryList,
  get PerformanceResourceTiming() { return require('./resource-timing.js').PerformanceResourceTiming; },
  createHistogram(options = undefined) { return require('./histogram.js').createHistogram(options); },
  monitorEventLoopDelay(options = undefined) { return require('./histogram.js').monitorEventLoopDelay(options); },
  performance,
};
Object.defineProperty(module.exports, 'constants', { enumerable: true, value: constants });
