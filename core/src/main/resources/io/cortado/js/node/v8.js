'use strict';

/** Node's `v8`: heap figures of the JVM, and `serialize` through structured clones. */

const { unsupported } = require('../internal/errors/errors.js');

function getHeapStatistics() {
  const { heapTotal, heapUsed, rss } = process.memoryUsage();
  return {
    total_heap_size: heapTotal, total_heap_size_executable: 0, total_physical_size: rss,
    total_available_size: heapTotal - heapUsed, used_heap_size: heapUsed, heap_size_limit: heapTotal, malloced_memory: 0,
    peak_malloced_memory: 0, does_zap_garbage: 0, number_of_native_contexts: 1, number_of_detached_contexts: 0,
    total_global_handles_size: 0, used_global_handles_size: 0, external_memory: 0,
  };
}

const later = (name, instead) => () => {
  throw unsupported(`v8.${name}`, instead);
};

module.exports = {
  cachedDataVersionTag: () => 0,
  getHeapStatistics,
  getHeapSpaceStatistics: () => [],
  getHeapCodeStatistics: () => ({
    code_and_metadata_size: 0, bytecode_and_metadata_size: 0, external_script_source_size: 0, cpu_profiler_metadata_size: 0,
  }),
  setFlagsFromString() {},
  setHeapSnapshotNearHeapLimit() {},
  getHeapSnapshot: later('getHeapSnapshot', 'use jcmd <pid> GC.heap_dump <file>'),
  writeHeapSnapshot: later('writeHeapSnapshot', 'use jcmd <pid> GC.heap_dump <file>'),
  takeCoverage() {},
  stopCoverage() {},
  serialize: (value) => require('../internal/util/v8-serializer.js').serialize(value),
  deserialize: (buffer) => require('../internal/util/v8-serializer.js').deserialize(buffer),
  Serializer: class Serializer {
    constructor() {
      throw unsupported('v8.Serializer', 'use v8.serialize');
    }
  },
  Deserializer: class Deserializer {
    constructor() {
      throw unsupported('v8.Deserializer', 'use v8.deserialize');
    }
  },
  startupSnapshot: Object.freeze({ isBuildingSnapshot: () => false }),
  promiseHooks: Object.freeze({
    createHook: later('promiseHooks.createHook', 'use AsyncLocalStorage'),
    onInit: later('promiseHooks.onInit', 'use AsyncLocalStorage'),
    onBefore: later('promiseHooks.onBefore', 'use AsyncLocalStorage'),
    onAfter: later('promiseHooks.onAfter', 'use AsyncLocalStorage'),
    onSettled: later('promiseHooks.onSettled', 'use AsyncLocalStorage'),
  }),
};
