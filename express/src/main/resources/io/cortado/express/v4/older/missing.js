'use strict';

// Errors of older releases that nobody meant: a value is not what the code took it for. In V8's words, whoever runs it.

/** The error of reading a property of a value that has none. */
function unreadable(value, property) {
  return new TypeError(`Cannot read properties of ${value} (reading '${property}')`);
}

/** Fails where `value`, known as `name`, has no such method. */
function needMethod(value, name, method) {
  if (value === undefined || value === null) throw unreadable(value, method);
  if (typeof value[method] !== 'function') throw new TypeError(`${name}.${method} is not a function`);
}

module.exports = { needMethod, unreadable };
