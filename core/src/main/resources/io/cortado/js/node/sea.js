'use strict';

/** Node's `sea`: an app on Cortado is no executable of its own. */

const { codes, define } = require('../internal/errors/errors.js');
const { validateString } = require('../internal/errors/validators.js');

define('ERR_NOT_IN_SINGLE_EXECUTABLE_APPLICATION', 'Operation cannot be invoked when not in a single-executable application', Error);

function refuse() {
  throw new codes.ERR_NOT_IN_SINGLE_EXECUTABLE_APPLICATION();
}

function refuseKey(key) {
  validateString(key, 'key');
  refuse();
}

module.exports = {
  isSea: function isSea() {
    return false;
  },
  getAsset: function getAsset(key, encoding) {
    if (encoding !== undefined) validateString(encoding, 'encoding');
    refuseKey(key);
  },
  getRawAsset: function getRawAsset(key) {
    refuseKey(key);
  },
  getAssetAsBlob: function getAssetAsBlob(key, options) {
    refuseKey(key, options);
  },
  getAssetKeys: function getAssetKeys() {
    refuse();
  },
};
