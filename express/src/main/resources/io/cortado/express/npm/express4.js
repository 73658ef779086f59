'use strict';

module.exports = require('../index').load4();
