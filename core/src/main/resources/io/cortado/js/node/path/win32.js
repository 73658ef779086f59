'use strict';

module.exports = require('../path.js').win32;
