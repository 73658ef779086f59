'use strict';

/** `util.debuglog`: a log that `NODE_DEBUG=section` turns on. */

const on = new Map();
let pattern;

const literal = (text) => text.replace(/[^\w\s]/g, '\\$&');

function wanted(section) {
  if (pattern === undefined) {
    const names = (process.env.NODE_DEBUG || '').split(',').map((name) => name.split('*').map(literal).join('.*'));
    pattern = process.env.NODE_DEBUG ? new RegExp(`^(?:${names.join('|')})$`, 'i') : /^(?!)/;
  }
  if (!on.has(section)) on.set(section, pattern.test(section));
  return on.get(section);
}

function debuglog(set, callback) {
  const section = String(set).toUpperCase();
  let told = false;
  const log = (...args) => {
    if (!wanted(section)) return;
    if (!told) {
      told = true;
      callback?.(log);
    }
    const { formatWithOptions } = require('../inspect/format.js');
    process.stderr.write(`${section} ${process.pid}: ${formatWithOptions({}, ...args)}\n`);
  };
  Object.defineProperty(log, 'enabled', { get: () => wanted(section), configurable: true, enumerable: true });
  return log;
}

module.exports = { debuglog };
