'use strict';

module.exports = require('./express-handlebars-older.js')('4.0.6');
