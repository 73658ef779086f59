'use strict';

/** What is posted from one context to another, and how it becomes objects there. */

require('./revivers.js');

module.exports = { ...require('./messaging.js'), structuredClone: require('../util/structured-clone.js').structuredClone };
