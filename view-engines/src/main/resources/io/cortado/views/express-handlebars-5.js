'use strict';

module.exports = require('./express-handlebars-older.js')('5.3.5');
