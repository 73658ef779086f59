'use strict';

/** Node's `cluster`: processes that listen on the same ports. */

const isWorker = require('../task/tick.js').seen.share !== null;

module.exports = (isWorker ? require('./child.js') : require('./primary.js')).cluster;
