'use strict';

module.exports = require('../../internal/inspect/types.js');
