'use strict';

// mongoose takes its bulk classes from this place in npm's package.
const bulk = require('./mongo/bulk');
const results = require('./mongo/bulk-results');

module.exports = { ...bulk, ...results };
