'use strict';

module.exports = require('../internal/worker/threads.js');
