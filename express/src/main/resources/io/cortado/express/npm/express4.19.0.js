'use strict';

module.exports = require('../v4/older')('4.19.0');
