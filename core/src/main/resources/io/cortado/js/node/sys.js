'use strict';

module.exports = require('../internal/util/util.js');
