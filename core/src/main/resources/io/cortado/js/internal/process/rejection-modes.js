'use strict';

/** What `--unhandled-rejections` may ask for in place of the default. */

const rejections = require('./rejections.js');

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

/** By the word behind the option. */
const MODES = {
  strict(reason, promise) {
    rejections.raise(reason);
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

/** Handles rejections as the option's word says from here on. */
function set(mode) {
  if (mode !== 'throw') rejections.tellOtherwise(MODES[mode]);
}

module.exports = { set };
