'use strict';

/** Node's `console`: the global one, with `Console` on it to make others. */

const { Console, install } = require('../internal/console');

const console = install({}, () => ({ out: process.stdout, err: process.stderr }));
console.Console = Console;

module.exports = console;
