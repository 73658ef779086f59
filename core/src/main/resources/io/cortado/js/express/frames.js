'use strict';

// Stacks show the app's own frames. An error that Express makes where none of the app's code runs would show none.

const BOTTOM = '\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)';

/** An error's stack, with the frame that V8 has at the bottom where it would have no frame at all. */
function stackWithFrame(error) {
  const { stack } = error;
  return stack === `${error.name}: ${error.message}` ? stack + BOTTOM : stack;
}

/** The stack to show for an error of any kind. */
function stackOf(error) {
  return error instanceof require('./http-error').HttpError ? stackWithFrame(error) : error.stack;
}

/** What the next error handler gets when a promise was rejected with nothing. */
function rejection() {
  const error = new Error('Rejected promise');
  error.stack = stackWithFrame(error);
  return error;
}

module.exports = { rejection, stackOf };
