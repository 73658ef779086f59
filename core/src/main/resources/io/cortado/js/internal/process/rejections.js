'use strict';

// unhandledRejection, as Node's default mode has it: listeners first, else the error is uncaught.

const tick = require('../task/tick.js');

function rejectionError(reason) {
  const { inspect } = require('util');
  const error = new Error(
    'This error originated either by throwing inside of an async function without a catch block, or by rejecting a ' +
      'promise which was not handled with .catch(). The promise rejected with the reason ' +
      `"${typeof reason === 'string' ? reason : inspect(reason)}".`);
  error.name = 'UnhandledPromiseRejection';
  error.code = 'ERR_UNHANDLED_REJECTION';
  return error;
}

/** What `--unhandled-rejections` says: listeners first, then or before that an error, a warning, or nothing. */
let handling = 'throw';
let warned = 0;

/** Two warnings: of the reason, and of the promise. */
function warn(reason) {
  const name = 'UnhandledPromiseRejectionWarning';
  const isError = reason instanceof Error;
  process.emitWarning(isError && typeof reason.stack === 'string' ? reason.stack : require('util').inspect(reason), name);
  const warning = new Error(
    'Unhandled promise rejection. This error originated either by throwing inside of an async function without a catch block, or '
      + 'by rejecting a promise which was not handled with .catch(). To terminate the node process on unhandled promise rejection, '
      + 'use the CLI flag `--unhandled-rejections=strict` (see https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode). '
      + `(rejection id: ${++warned})`);
  warning.name = name;
  if (isError && typeof reason.stack === 'string') warning.stack = reason.stack;
  process.emitWarning(warning);
}

const OTHERWISE = {
  strict(reason, promise) {
    raise(reason);
    if (!process.emit('unhandledRejection', reason, promise)) warn(reason);
  },
  warn(reason, promise) {
    process.emit('unhandledRejection', reason, promise);
    warn(reason);
  },
  none(reason, promise) {
    process.emit('unhandledRejection', reason, promise);
  },
  'warn-with-error-code'(reason, promise) {
    if (process.emit('unhandledRejection', reason, promise)) return;
    warn(reason);
    process.exitCode = 1;
  },
};

function tell(reason, promise) {
  if (handling !== 'throw') {
    OTHERWISE[handling](reason, promise);
    return;
  }
  if (process.emit('unhandledRejection', reason, promise)) return;
  raise(reason);
}

function raise(reason) {
  const isError = reason instanceof Error || Object.prototype.toString.call(reason) === '[object Error]';
  require('./process.js').uncaught(isError ? reason : rejectionError(reason), 'unhandledRejection');
}

/** Those that come up while another one is told of: the engine brings them when a script is loaded for that. */
const waiting = [];
let telling = false;

function onRejection(reason, promise) {
  if (telling) {
    waiting.push([reason, promise]);
    return;
  }
  telling = true;
  try {
    tellInContext(reason, promise);
    while (waiting.length > 0) tellInContext(...waiting.shift());
  } finally {
    telling = false;
  }
}

function tellInContext(reason, promise) {
  const context = tick.asyncContext;
  // Taken before `begin` clears it.
  const snapshot = context === null ? undefined : context.capture();
  tick.begin();
  try {
    if (context === null) tell(reason, promise);
    else context.run(snapshot, () => tell(reason, promise));
  } catch (error) {
    tick.uncaught(error);
  }
  tick.leave();
}

/** A handler came after all. */
function onHandled(promise) {
  tick.enter(() => process.emit('rejectionHandled', promise));
}

module.exports = {
  mode(wanted) {
    handling = wanted;
  },
  install() {
    require('../util/natives.js').AsyncContext.onRejection(onRejection, onHandled);
  },
};
