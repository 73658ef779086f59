'use strict';

// readable-stream's add-abort-signal, loaded when a stream is first given a signal.

const load = () => require('readable-stream/lib/internal/streams/add-abort-signal');

module.exports.addAbortSignal = function addAbortSignal(signal, stream) {
  return load().addAbortSignal(signal, stream);
};
module.exports.addAbortSignalNoValidate = function (signal, stream) {
  return load().addAbortSignalNoValidate(signal, stream);
};
