'use strict';

// Version 1 was one function.
module.exports = require('./text-stats.js').words;
