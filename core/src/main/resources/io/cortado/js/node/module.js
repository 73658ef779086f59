'use strict';

module.exports = require('../internal/loader.js').Module;
