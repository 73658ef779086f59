'use strict';

/** Node's `console`: the global one, with `Console` on it to make others. */

const { Console, install } = require('../internal/console/console.js');
const { writeEarly } = require('../internal/process/process.js');

const NAMES = { out: 'stdout', err: 'stderr' };
const console = install({}, () => ({ out: process.stdout, err: process.stderr }), {
  early: (kind, text) => writeEarly(NAMES[kind], text),
});
console.Console = Console;

module.exports = console;
