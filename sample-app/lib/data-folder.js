'use strict';

const fs = require('fs');
const path = require('path');

/**
 * Works in the app's folder, or in the one that DATA_DIR names, which is made if need be. Cortado's embedded database keeps
 * its files in `data` below it, wherever the app was started, and says so.
 */
exports.enter = (appFolder) => {
  const folder = process.env.DATA_DIR ? path.resolve(process.env.DATA_DIR) : appFolder;
  fs.mkdirSync(folder, { recursive: true });
  process.chdir(folder);
};
