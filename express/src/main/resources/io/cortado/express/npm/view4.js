'use strict';

module.exports = require('../view').View4;
