'use strict';

module.exports = require('qs');
