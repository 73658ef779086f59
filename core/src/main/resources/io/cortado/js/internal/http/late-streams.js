'use strict';

// Requests are streams, but most are answered without being read, and responses are their own kind of stream: `stream`
// is loaded by whoever first touches what only it has.

const EventEmitter = require('../events/events.js');
const { inheritLate } = require('../stream/late.js');

const load = () => require('../stream/stream.js');

const STREAM = {
  methods: ['pipe', 'eventNames'],
  hidden: [],
  statics: [
    'isDestroyed', 'isDisturbed', 'isErrored', 'isReadable', 'isWritable', 'Readable', 'Writable', 'Duplex', 'Transform',
    'PassThrough', 'duplexPair', 'pipeline', 'addAbortSignal', 'finished', 'destroy', 'compose', 'setDefaultHighWaterMark',
    'getDefaultHighWaterMark', 'promises', 'Stream', '_isArrayBufferView', '_isUint8Array', '_uint8ArrayToBuffer',
  ],
};

const READABLE = {
  methods: [
    'destroy', '_undestroy', '_destroy', 'push', 'unshift', 'isPaused', 'setEncoding', 'read', '_read', 'pipe', 'unpipe', 'on',
    'addListener', 'removeListener', 'off', 'removeAllListeners', 'resume', 'pause', 'wrap', 'iterator',
    'eventNames',
    Symbol.for('nodejs.rejection'), Symbol.asyncDispose, Symbol.asyncIterator,
  ],
  hidden: [
    'readable', 'readableDidRead', 'readableAborted', 'readableHighWaterMark', 'readableBuffer', 'readableFlowing',
    'readableLength', 'readableObjectMode', 'readableEncoding', 'errored', 'closed', 'destroyed', 'readableEnded',
    'asIndexedPairs', 'drop', 'filter', 'flatMap', 'map', 'take', 'compose', 'every', 'forEach', 'reduce', 'toArray', 'some',
    'find',
  ],
  statics: ['ReadableState', '_fromList', 'from', 'fromWeb', 'toWeb', 'wrap', ...STREAM.statics],
};

module.exports = {
  /** Lets `child` inherit from stream.Stream. */
  inheritStream: (child) => inheritLate(child, 'Stream', EventEmitter, STREAM, load),
  /** Lets `child` inherit from stream.Readable. */
  inheritReadable: (child) => inheritLate(child, 'Readable', EventEmitter, READABLE, load),
  /** stream.Readable itself. */
  readable: () => load().Readable,
};
