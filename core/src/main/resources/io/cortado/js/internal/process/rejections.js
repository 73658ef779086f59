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

/** What is done in place of the default, as `--unhandled-rejections` says (rejection-modes.js), or null. */
let otherwise = null;

function tell(reason, promise) {
  if (otherwise !== null) {
    otherwise(reason, promise);
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
  raise,
  tellOtherwise(handler) {
    otherwise = handler;
  },
  install() {
    require('../util/natives.js').AsyncContext.onRejection(onRejection, onHandled);
  },
};
