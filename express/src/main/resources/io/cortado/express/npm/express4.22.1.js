'use strict';

module.exports = require('../v4/older')('4.22.1');
