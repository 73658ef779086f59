'use strict';

require('../older').before53 = true;

module.exports = require('./express5');
