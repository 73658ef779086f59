'use strict';

/** Node's deprecated `constants`: those of os, fs and crypto in one object. */

const os = require('./os.js').constants;

module.exports = Object.freeze({
  ...os.dlopen, ...os.errno, ...os.priority, ...os.signals, ...require('./fs.js').constants, ...require('./crypto.js').constants,
});
