'use strict';

module.exports = require('../v4/older')('4.21.1');
