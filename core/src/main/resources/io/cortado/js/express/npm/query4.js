'use strict';

module.exports = require('../v4/builtin').query;
