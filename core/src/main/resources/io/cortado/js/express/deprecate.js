'use strict';

// Deprecation notices on stderr, once per place that calls.

const seen = new Set();

function callSite() {
  const holder = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 20;
  Error.captureStackTrace(holder, callSite);
  Error.stackTraceLimit = limit;
  const frames = String(holder.stack).split('\n').slice(1);
  const outside = frames.find((frame) => !frame.includes('express/') || frame.includes('node_modules'));
  const place = outside && /\(?([^()\s]+:\d+:\d+)\)?$/.exec(outside);
  return place ? place[1] : '<anonymous>';
}

function deprecate(namespace, message) {
  if (process.noDeprecation) return;
  const hidden = process.env.NO_DEPRECATION || '';
  if (hidden === '*' || hidden.split(/[ ,]+/).includes(namespace)) return;
  const place = callSite();
  const key = `${namespace} ${message} ${place}`;
  if (seen.has(key)) return;
  seen.add(key);
  process.stderr.write(`${new Date().toUTCString()} ${namespace} deprecated ${message} at ${place}\n`);
}

/** A notice in Express' name. */
function deprecateExpress(message) {
  deprecate('express', message);
}

/** A notice in the router's name. */
function deprecateRouter(message) {
  deprecate('router', message);
}

module.exports = { deprecate, deprecateExpress, deprecateRouter };
