'use strict';

module.exports = require('./utils')(5);
