'use strict';

module.exports = require('../index').load5();
