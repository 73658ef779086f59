'use strict';

module.exports = require('./express-handlebars-older.js')('3.1.0');
