'use strict';

/** `PerformanceResourceTiming`: what a fetched resource took, as the Resource Timing specification names it. */

const { PerformanceEntry, SECRET } = require('./entries.js');
const { expose } = require('../web/idl.js');

/** The fields of the timings that a fetch keeps, by the names under which they are read. */
const TIMES = {
  redirectStart: 'redirectStartTime', redirectEnd: 'redirectEndTime', fetchStart: 'postRedirectStartTime',
  requestStart: 'finalNetworkRequestStartTime', responseStart: 'finalNetworkResponseStartTime', responseEnd: 'endTime',
  workerStart: 'finalServiceWorkerStartTime', encodedBodySize: 'encodedBodySize', decodedBodySize: 'decodedBodySize',
};
const CONNECTION = {
  nextHopProtocol: ['ALPNNegotiatedProtocol', []], domainLookupStart: ['domainLookupStartTime'], domainLookupEnd: ['domainLookupEndTime'],
  connectStart: ['connectionStartTime'], connectEnd: ['connectionEndTime'], secureConnectionStart: ['secureConnectionStartTime'],
};

class PerformanceResourceTiming extends PerformanceEntry {
  #url;
  #initiator;
  #timing;
  #cache;
  #status;
  #delivery;

  constructor(secret = undefined, url = undefined, initiator = undefined, timing = undefined, cache = undefined, status = undefined,
    delivery = undefined) {
    super(secret, url, 'resource');
    this.#url = url;
    this.#initiator = initiator;
    this.#timing = timing;
    this.#cache = cache;
    this.#status = status;
    this.#delivery = delivery;
  }

  get name() { return this.#url; }

  get startTime() { return this.#timing.startTime; }

  get duration() { return this.#timing.endTime - this.#timing.startTime; }

  get initiatorType() { return this.#initiator; }

  /** Bytes over the wire: none from a cache, else the body's and 300 for the head, as the specification has it. */
  get transferSize() {
    if (this.#cache === 'local') return 0;
    return this.#cache === 'validated' ? 300 : this.#timing.encodedBodySize + 300;
  }

  get deliveryType() { return this.#delivery; }

  get responseStatus() { return this.#status; }

  /** One field of the timings, for the members that are defined below. */
  static field(entry, name) { return entry.#timing[name]; }

  toJSON() {
    const shown = { name: this.name, entryType: this.entryType, startTime: this.startTime, duration: this.duration };
    for (const name of ['initiatorType', 'nextHopProtocol', 'workerStart', 'redirectStart', 'redirectEnd', 'fetchStart',
      'domainLookupStart', 'domainLookupEnd', 'connectStart', 'connectEnd', 'secureConnectionStart', 'requestStart', 'responseStart',
      'responseEnd', 'transferSize', 'encodedBodySize', 'decodedBodySize', 'deliveryType', 'responseStatus']) {
      shown[name] = this[name];
    }
    return shown;
  }
}
const { field } = PerformanceResourceTiming;
delete PerformanceResourceTiming.field;
for (const [name, source] of Object.entries(TIMES)) {
  Object.defineProperty(PerformanceResourceTiming.prototype, name, {
    configurable: true, get() { return field(this, source); },
  });
}
for (const [name, [source, absent]] of Object.entries(CONNECTION)) {
  Object.defineProperty(PerformanceResourceTiming.prototype, name, {
    configurable: true, get() { return field(this, 'finalConnectionTimingInfo')?.[source] ?? absent; },
  });
}
expose(PerformanceResourceTiming, Object.getOwnPropertyNames(PerformanceResourceTiming.prototype)
  .filter((name) => !['name', 'startTime', 'duration'].includes(name)));

const resource = (...facts) => new PerformanceResourceTiming(SECRET, ...facts);

module.exports = { PerformanceResourceTiming, resource };
