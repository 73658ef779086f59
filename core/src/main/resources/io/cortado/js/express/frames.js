'use strict';

// What a rejected promise hands to the next error handler when it was rejected with nothing.

/** Makes the error. Nobody's code is under it unless the promise was settled at once; then V8 shows this frame. */
function rejection() {
  const error = new Error('Rejected promise');
  if (!/\n +at /.test(error.stack)) {
    error.stack += '\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)';
  }
  return error;
}

module.exports = { rejection };
