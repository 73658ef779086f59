'use strict';

// Lines on stderr for the namespaces that DEBUG names, as npm's express writes them with the package `debug`.

const COLORS = [6, 2, 3, 4, 5, 1];

function patternOf(name) {
  return new RegExp('^' + name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*?') + '$');
}

const wanted = process.env.DEBUG;
const names = wanted ? wanted.split(/[\s,]+/).filter((name) => name !== '') : [];
const shown = names.filter((name) => name[0] !== '-').map(patternOf);
const hidden = names.filter((name) => name[0] === '-').map((name) => patternOf(name.slice(1)));

function isEnabled(namespace) {
  return shown.some((pattern) => pattern.test(namespace)) && !hidden.some((pattern) => pattern.test(namespace));
}

function colorOf(namespace) {
  let hash = 0;
  for (const char of namespace) hash = ((hash << 5) - hash + char.charCodeAt(0)) | 0;
  return COLORS[Math.abs(hash) % COLORS.length];
}

function format(text, values, colors) {
  const { inspect } = require('node:util');
  let index = 0;
  return text.replace(/%[so]/g, (verb) => {
    const value = values[index++];
    if (verb === '%s') return String(value);
    return inspect(value, { colors }).split('\n').map((line) => line.trim()).join(' ');
  });
}

/**
 * A function that writes a line, with `%s` and `%o` for values; null when DEBUG does not name the namespace.
 * @param {string} namespace
 * @param {4|5} major decides how the time is written
 * @returns {Function|null}
 */
module.exports = function debug(namespace, major) {
  if (shown.length === 0 || !isEnabled(namespace)) return null;
  let last = Date.now();
  const tty = process.stderr.isTTY;
  return function write(text, ...values) {
    const message = format(text, values, tty);
    const now = new Date();
    if (tty) {
      const color = `\x1b[3${colorOf(namespace)}`;
      process.stderr.write(`  ${color};1m${namespace} \x1b[0m${message} ${color}m+${now - last}ms\x1b[0m\n`);
    } else {
      process.stderr.write(`${major === 4 ? now.toUTCString() : now.toISOString()} ${namespace} ${message}\n`);
    }
    last = now.getTime();
  };
};
