'use strict';

module.exports = require('../internal/loader/loader.js').Module;
