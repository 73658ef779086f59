'use strict';

module.exports = require('../../internal/web/streams.js');
