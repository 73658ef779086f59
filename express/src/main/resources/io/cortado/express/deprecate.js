'use strict';

// Deprecation notices: events of the process where it has listeners for them, otherwise on stderr, once per place that
// calls. NO_DEPRECATION and TRACE_DEPRECATION name the packages to keep quiet or to tell more about.

const { relative } = require('node:path');

const OWN_FRAME = 'io/cortado/express/';
const PLACE = () => /\(?([^()\s]+):(\d+:\d+)\)?$/;

const base = process.cwd();
const seen = new Set();

function names(variable, namespace) {
  const list = (process.env[variable] || '').toLowerCase().split(/[ ,]+/);
  return list.includes('*') || list.includes(namespace);
}

/** The stack frames outside Express. */
function callers() {
  const holder = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = Math.max(20, limit);
  Error.captureStackTrace(holder);
  Error.stackTraceLimit = limit;
  const frames = String(holder.stack).split('\n').slice(1);
  const first = frames.findIndex((frame) => !frame.includes(OWN_FRAME));
  return first === -1 ? [] : frames.slice(first);
}

function DeprecationError(namespace, message, frames) {
  const error = new Error();
  const define = (name, value) => Object.defineProperty(error, name, { configurable: true, value, writable: true });
  Object.defineProperty(error, 'constructor', { value: DeprecationError });
  define('message', message);
  define('name', 'DeprecationError');
  define('namespace', namespace);
  define('stack', [`DeprecationError: ${namespace} deprecated ${message}`, ...frames].join('\n'));
  return error;
}

function format(namespace, message, place, frames) {
  const traced = process.traceDeprecation || names('TRACE_DEPRECATION', namespace);
  if (process.stderr.isTTY) {
    const text = `\x1b[36;1m${namespace}\x1b[22;39m \x1b[33;1mdeprecated\x1b[22;39m \x1b[0m${message}\x1b[39m`;
    return text + (traced ? frames.map((frame) => `\n    \x1b[36m${frame.trim()}\x1b[39m`).join('')
      : ` \x1b[36m${place}\x1b[39m`);
  }
  const text = `${new Date().toUTCString()} ${namespace} deprecated ${message}`;
  return text + (traced ? frames.map((frame) => '\n' + frame).join('') : ' at ' + place);
}

function deprecate(namespace, message) {
  const heard = process.listenerCount('deprecation') > 0;
  if (!heard && (process.noDeprecation || names('NO_DEPRECATION', namespace))) return;
  const frames = callers();
  const found = frames.length > 0 ? PLACE().exec(frames[0]) : null;
  const place = found === null ? '<anonymous>' : `${relative(base, found[1])}:${found[2]}`;
  const key = `${namespace} ${message} ${place}`;
  if (seen.has(key)) return;
  seen.add(key);
  if (heard) process.emit('deprecation', DeprecationError(namespace, message, frames));
  else process.stderr.write(format(namespace, message, place, frames) + '\n');
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
