'use strict';

/** `util.debuglog`: a log that `NODE_DEBUG=section` turns on. */

const on = new Map();
let pattern;

function wanted(section) {
  if (pattern === undefined) {
    const setting = process.env.NODE_DEBUG || '';
    const words = setting.replace(/[|\\{}()[\]^$+?.]/g, '\\$&').replaceAll('*', '.*').replaceAll(',', '$|^');
    pattern = setting ? new RegExp(`^${words}$`, 'i') : /^(?!)/;
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
