'use strict';

/** What is said of an app that was meant to serve and has ended without having listened or printed anything. */

const { wrote } = require('./streams.js');

function tell(file, isUntouched) {
  if (!isUntouched('stdout') || !isUntouched('stderr') || wrote()) return;
  internalBinding('process').writeError(
    `cortado: ${file} has ended without listening on a port; if another file starts the server, name that one\n`);
}

module.exports = { tell };
