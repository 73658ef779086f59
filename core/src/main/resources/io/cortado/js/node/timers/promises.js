'use strict';

module.exports = require('../../internal/task/timers-promises.js');
