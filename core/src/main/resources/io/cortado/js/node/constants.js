'use strict';

/** Node's deprecated `constants`: those of os, fs and crypto in one object. */

const os = require('../internal/os/os.js').constants;

module.exports = Object.freeze({
  ...os.dlopen, ...os.errno, ...os.priority, ...os.signals,
  ...require('../internal/fs/fs.js').constants,
  ...require('../internal/crypto/crypto.js').constants,
});
