'use strict';

// readable-stream's end-of-stream, loaded when a stream is first watched for its end.

const load = () => require('readable-stream/lib/internal/streams/end-of-stream');

function eos(stream, options, callback) {
  return Reflect.apply(load(), this, arguments);
}

module.exports = eos;
module.exports.finished = function finished(stream, opts) {
  return load().finished(stream, opts);
};
