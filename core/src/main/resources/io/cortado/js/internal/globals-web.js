'use strict';

/** The globals that Node shares with browsers; each file is loaded when one of its names is first used. */

const files = {
  './event_target': ['Event', 'EventTarget', 'CustomEvent'],
  './abort': ['AbortController', 'AbortSignal'],
  './dom_exception': ['DOMException'],
  './structured_clone': ['structuredClone'],
  './form_data': ['FormData'],
  './headers': ['Headers'],
  './messaging': ['MessageChannel', 'MessagePort', 'MessageEvent', 'BroadcastChannel'],
  './text_codec': ['TextDecoder'],
  './webstreams': ['ReadableStream', 'ReadableStreamDefaultReader', 'ReadableStreamBYOBReader',
    'ReadableStreamBYOBRequest', 'ReadableByteStreamController', 'ReadableStreamDefaultController', 'WritableStream',
    'WritableStreamDefaultController', 'WritableStreamDefaultWriter', 'TransformStream',
    'TransformStreamDefaultController', 'ByteLengthQueuingStrategy', 'CountQueuingStrategy', 'TextEncoderStream',
    'TextDecoderStream', 'CompressionStream', 'DecompressionStream'],
  './fetch': ['fetch', 'Request', 'Response'],
  './navigator': ['navigator', 'Navigator'],
  '../node/perf_hooks': ['PerformanceEntry', 'PerformanceMark', 'PerformanceMeasure', 'PerformanceObserver',
    'PerformanceObserverEntryList', 'PerformanceResourceTiming'],
};

/** Defines the globals on `scope` through `lazy(scope, names, load)`. */
function install(scope, lazy) {
  require('./natives');
  require('./proxies').install(scope);
  const { Intl } = scope;
  lazy(scope, ['Intl'], () => {
    // Its names of zones are not all the JVM's: UTC where that says Etc/UTC.
    internalBinding('timezone').name();
    return { Intl };
  });
  for (const [file, names] of Object.entries(files)) lazy(scope, names, () => require(file));
}

module.exports = { install };
