'use strict';

// readable-stream's from, loaded at the first stream that is made from an iterable.

module.exports = function from(Readable, iterable, opts) {
  return require('readable-stream/lib/internal/streams/from')(Readable, iterable, opts);
};
