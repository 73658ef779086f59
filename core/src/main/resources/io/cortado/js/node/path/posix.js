'use strict';

module.exports = require('../path.js').posix;
