'use strict';

// unhandledRejection, as Node's default mode has it: listeners first, else the error is uncaught.

const tick = require('./tick.js');

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

function onRejection(reason, promise) {
  tick.begin();
  try {
    if (!process.emit('unhandledRejection', reason, promise)) {
      const isError = reason instanceof Error || Object.prototype.toString.call(reason) === '[object Error]';
      require('./process.js').uncaught(isError ? reason : rejectionError(reason), 'unhandledRejection');
    }
  } catch (error) {
    tick.uncaught(error);
  }
  tick.leave();
}

module.exports = {
  install() {
    Graal.setUnhandledPromiseRejectionHandler(onRejection);
  },
};
