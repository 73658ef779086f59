'use strict';

module.exports = require('../../internal/path/path.js').win32;
