'use strict';

/** Node's `dns/promises`. */

module.exports = require('../../internal/dns/dns.js').promises;
