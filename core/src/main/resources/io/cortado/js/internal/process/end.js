'use strict';

/** What is said of an app that was meant to serve and has ended without having listened or printed anything. */

const { isUntouched } = require('./process.js');
const { wrote } = require('./streams.js');

function tell(file) {
  if (!isUntouched('stdout') || !isUntouched('stderr') || wrote()) return;
  internalBinding('process').writeError(
    `cortado: ${file} has ended without listening on a port; if another file starts the server, name that one\n`);
}

module.exports = { tell };
