'use strict';

require('../older').plainAsKeys = true;

module.exports = require('./express4');
