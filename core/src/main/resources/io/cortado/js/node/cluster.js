'use strict';

/** Node's `cluster`: processes that listen on the same ports. */

const isWorker = require('../internal/task/tick.js').seen.share !== null;

module.exports = (isWorker ? require('../internal/cluster/child.js') : require('../internal/cluster/primary.js')).cluster;
