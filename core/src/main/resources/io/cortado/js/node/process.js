'use strict';

module.exports = require('../internal/process/process.js').process;
