'use strict';

module.exports = require('../../internal/stream/stream.js').promises;
