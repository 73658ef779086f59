'use strict';

/** Web streams from web-streams-polyfill, and the streams Node adds to them. */

const streams = require('web-streams-polyfill/dist/ponyfill.es2018');

const { own } = require('./idl.js');

const { ReadableStream, WritableStream, TransformStream } = streams;

const STREAM = ['_state', '_storedError', '_backpressure'];
const CLOSED = ['_closedPromise', '_closedPromise_resolve', '_closedPromise_reject', '_closedPromiseState'];
const FIELDS = {
  ReadableStream: [...STREAM, '_reader', '_disturbed', '_readableStreamController'],
  WritableStream: [...STREAM, '_writer', '_writableStreamController', '_writeRequests', '_inFlightWriteRequest',
    '_closeRequest', '_inFlightCloseRequest', '_pendingAbortRequest'],
  TransformStream: ['_readable', '_writable', '_backpressure', '_backpressureChangePromise',
    '_backpressureChangePromise_resolve', '_transformStreamController'],
  ReadableStreamDefaultReader: [...CLOSED, '_ownerReadableStream', '_readRequests'],
  ReadableStreamBYOBReader: [...CLOSED, '_ownerReadableStream', '_readIntoRequests'],
  WritableStreamDefaultWriter: [...CLOSED, '_ownerWritableStream', '_readyPromise', '_readyPromise_resolve',
    '_readyPromise_reject', '_readyPromiseState'],
};

/** The polyfill keeps its state in plain properties; nobody is to see them by JSON.stringify or Object.keys. */
function hideFields() {
  for (const [name, fields] of Object.entries(FIELDS)) {
    for (const field of fields) {
      Object.defineProperty(streams[name].prototype, field, {
        configurable: true,
        set(value) {
          Object.defineProperty(this, field, { value, writable: true, configurable: true, enumerable: false });
        },
      });
    }
  }
}

hideFields();

/** What `stream` asks of web streams: when they are over, and in which state they are. */
const closings = new WeakMap();

/** Resolved when a stream is closed, rejected when it fails. */
function closing(stream) {
  let known = closings.get(stream);
  if (known === undefined) {
    known = { promise: null };
    known.promise = new Promise((resolve, reject) => {
      let state = stream._state;
      const look = () => {
        if (state === 'closed') resolve();
        // The error is stored behind the state.
        else if (state === 'errored') queueMicrotask(() => reject(stream._storedError));
      };
      Object.defineProperty(stream, '_state', {
        configurable: true,
        enumerable: false,
        get: () => state,
        set(value) {
          state = value;
          look();
        },
      });
      look();
    });
    known.promise.catch(() => {});
    closings.set(stream, known);
  }
  return known;
}

function answers(Class, table) {
  for (const [name, get] of Object.entries(table)) {
    Object.defineProperty(Class.prototype, Symbol.for(`nodejs.${name}`), {
      configurable: true,
      get() {
        return get(this);
      },
    });
  }
}

answers(ReadableStream, {
  'webstream.isClosedPromise': closing,
  'stream.disturbed': (stream) => stream._disturbed,
  'stream.errored': (stream) => stream._state === 'errored',
  'stream.readable': (stream) => stream._state === 'readable',
});
answers(WritableStream, {
  'webstream.isClosedPromise': closing,
  'stream.errored': (stream) => stream._state === 'errored' || stream._state === 'erroring',
  'stream.writable': (stream) => stream._state === 'writable',
});

const kInspect = Symbol.for('nodejs.util.inspect.custom');
Object.defineProperty(ReadableStream.prototype, kInspect, {
  configurable: true,
  writable: true,
  value(depth, options) {
    const shown = { locked: this.locked, state: this._state, supportsBYOB: 'pendingPullIntos' in this._readableStreamController };
    return depth < 0 ? this : `ReadableStream ${require('../inspect/inspect.js').inspect(shown, options)}`;
  },
});

/** A stream of the values of an iterable, async or not. */
ReadableStream.from ??= function from(iterable) {
  const iterator = iterable[Symbol.asyncIterator]?.() ?? iterable[Symbol.iterator]?.();
  if (iterator === undefined) {
    throw new (require('../errors/errors.js').codes.ERR_ARG_NOT_ITERABLE)(String(iterable));
  }
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(await value);
    },
    async cancel(reason) {
      await iterator.return?.(reason);
    },
  }, { highWaterMark: 0 });
};

/** What the four classes below share: a transform with its two sides as properties. */
class Pair {
  #transform;

  constructor(transformer) {
    this.#transform = new TransformStream(transformer);
  }

  get readable() { return this.#transform.readable; }

  get writable() { return this.#transform.writable; }
}

class TextEncoderStream extends Pair {
  constructor() {
    const encoder = new TextEncoder();
    let high = '';
    super({
      transform(chunk, controller) {
        let text = high + String(chunk);
        high = '';
        if (/[\ud800-\udbff]$/.test(text)) {
          high = text.slice(-1);
          text = text.slice(0, -1);
        }
        if (text !== '') controller.enqueue(encoder.encode(text));
      },
      flush(controller) {
        if (high !== '') controller.enqueue(new Uint8Array([0xef, 0xbf, 0xbd]));
      },
    });
  }

  get encoding() { return 'utf-8'; }
}

class TextDecoderStream extends Pair {
  #decoder;

  constructor(label = 'utf-8', options = {}) {
    const decoder = new TextDecoder(label, options);
    super({
      transform(chunk, controller) {
        const text = decoder.decode(chunk, { stream: true });
        if (text !== '') controller.enqueue(text);
      },
      flush(controller) {
        const text = decoder.decode();
        if (text !== '') controller.enqueue(text);
      },
    });
    this.#decoder = decoder;
  }

  get encoding() { return this.#decoder.encoding; }

  get fatal() { return this.#decoder.fatal; }

  get ignoreBOM() { return this.#decoder.ignoreBOM; }
}

function fromNode(stream) {
  return {
    start(controller) {
      stream.on('data', (chunk) => {
        try {
          controller.enqueue(new Uint8Array(chunk));
        } catch {
          // Whoever read it has cancelled: no one is left to be told, and nothing to go on for.
          stream.destroy();
        }
      });
      stream.on('error', (err) => controller.error(err));
    },
    transform: (chunk) => new Promise((resolve, reject) => {
      stream.write(Buffer.from(chunk.buffer ?? chunk, chunk.byteOffset, chunk.byteLength),
        (err) => (err ? reject(err) : resolve()));
    }),
    flush: () => new Promise((resolve) => {
      require('../stream/stream.js').finished(stream, { writable: false }, () => resolve());
      stream.end();
    }),
  };
}

function zlibStream(format, kinds) {
  require('../errors/validators.js').validateOneOf(format, 'format', Object.keys(kinds));
  return fromNode(require('../zlib/zlib.js')[kinds[format]]());
}

class CompressionStream extends Pair {
  constructor(format) {
    super(zlibStream(format, { deflate: 'createDeflate', 'deflate-raw': 'createDeflateRaw', gzip: 'createGzip' }));
  }
}

class DecompressionStream extends Pair {
  constructor(format) {
    super(zlibStream(format, { deflate: 'createInflate', 'deflate-raw': 'createInflateRaw', gzip: 'createGunzip' }));
  }
}

for (const type of [TextEncoderStream, TextDecoderStream, CompressionStream, DecompressionStream]) own(type, Pair);

module.exports = {
  ...streams, TextEncoderStream, TextDecoderStream, CompressionStream, DecompressionStream,
};
