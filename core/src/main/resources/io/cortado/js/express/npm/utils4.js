'use strict';

module.exports = require('../lib-utils')(4);
