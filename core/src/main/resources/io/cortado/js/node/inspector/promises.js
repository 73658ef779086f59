'use strict';

module.exports = require('../inspector.js');
