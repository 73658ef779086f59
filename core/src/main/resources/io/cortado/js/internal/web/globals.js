'use strict';

/** The globals that Node shares with browsers; each file is loaded when one of its names is first used. */

const files = {
  '../events/event-target.js': ['Event', 'EventTarget', 'CustomEvent'],
  '../events/abort.js': ['AbortController', 'AbortSignal'],
  '../events/dom-exception.js': ['DOMException'],
  './form-data.js': ['FormData'],
  './headers.js': ['Headers'],
  './messaging.js': ['MessageChannel', 'MessagePort', 'MessageEvent', 'BroadcastChannel'],
  '../util/text-codec.js': ['TextDecoder'],
  './streams.js': ['ReadableStream', 'ReadableStreamDefaultReader', 'ReadableStreamBYOBReader',
    'ReadableStreamBYOBRequest', 'ReadableByteStreamController', 'ReadableStreamDefaultController', 'WritableStream',
    'WritableStreamDefaultController', 'WritableStreamDefaultWriter', 'TransformStream',
    'TransformStreamDefaultController', 'ByteLengthQueuingStrategy', 'CountQueuingStrategy', 'TextEncoderStream',
    'TextDecoderStream', 'CompressionStream', 'DecompressionStream'],
  './fetch.js': ['Request', 'Response'],
  './navigator.js': ['Navigator'],
  '../perf-hooks/perf-hooks.js': ['PerformanceEntry', 'PerformanceMark', 'PerformanceMeasure', 'PerformanceObserver',
    'PerformanceObserverEntryList', 'Performance', 'PerformanceResourceTiming'],
};

/** Those that `Object.keys(globalThis)` lists on Node. */
const enumerable = { structuredClone: '../util/structured-clone.js', fetch: './fetch.js', navigator: './navigator.js' };

/** Defines some of the enumerable globals: the order in which they are defined is seen. */
function listed(scope, lazy, names) {
  for (const name of names) lazy(scope, [name], () => require(enumerable[name]), true);
}

/** Defines the globals on `scope` through `lazy(scope, names, load)`. */
function install(scope, lazy) {
  require('../util/natives.js');
  const { Intl } = scope;
  lazy(scope, ['Intl'], () => {
    // Its names of zones are not all the JVM's: UTC where that says Etc/UTC.
    internalBinding('timezone').name();
    return { Intl };
  });
  for (const [file, names] of Object.entries(files)) lazy(scope, names, () => require(file));
}

module.exports = { install, listed };
