'use strict';

/** Node's `stream`, from readable-stream, with Node 22's defaults and the bridges to web streams. */

const Stream = require('readable-stream/lib/stream');

// Node 22 reads and writes 64 KiB at a time.
Stream.setDefaultHighWaterMark(false, 64 * 1024);

const web = (name) => (...args) => require('../internal/webstreams_adapters')[name](...args);

Stream.Readable.fromWeb = web('readableFromWeb');
Stream.Readable.toWeb = web('readableToWeb');
Stream.Writable.fromWeb = web('writableFromWeb');
Stream.Writable.toWeb = web('writableToWeb');
Stream.Duplex.fromWeb = web('duplexFromWeb');
Stream.Duplex.toWeb = web('duplexToWeb');
Stream.duplexPair = (options) => require('../internal/duplex_pair').duplexPair(options);

module.exports = Stream;
