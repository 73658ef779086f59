'use strict';

const { enter } = require('./tick.js');

// Calls a Node-style callback with the outcome of work done by Java.
module.exports = function settle(callback, error, value) {
  enter(callback, error, value);
};
