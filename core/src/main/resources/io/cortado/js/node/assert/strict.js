'use strict';

module.exports = require('../../internal/assert/assert.js').strict;
