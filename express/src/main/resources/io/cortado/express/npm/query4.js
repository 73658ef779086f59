'use strict';

module.exports = require('../v4/init').query;
