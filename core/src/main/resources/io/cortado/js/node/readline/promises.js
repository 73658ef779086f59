'use strict';

module.exports = require('../../internal/readline/promises.js');
