'use strict';

module.exports = require('../internal/process.js').process;
