'use strict';

// How Express 4 sends files, where it differs from 5.

const { resolve } = require('node:path');
const { deprecate } = require('../deprecate');
const { page } = require('../http/html');
const older = require('../older');
const mime = require('./mime');

module.exports = {
  ...older.files,
  page: older.page || page,
  older: true,
  refusesSlash: false,

  construct(stream, options) {
    stream._hidden = Boolean(options.hidden);
    if (options.hidden !== undefined) {
      deprecate('send', `hidden: use dotfiles: '${stream._hidden ? 'allow' : 'ignore'}' instead`);
    }
    if (options.dotfiles === undefined) stream._dotfiles = undefined;
    if (!stream._root && options.from) {
      deprecate('send', 'send.from: pass root as option');
      stream._root = resolve(String(options.from));
    }
  },

  dotFileAccess(stream, parts) {
    if (stream._dotfiles !== undefined) return stream._dotfiles;
    // Left to itself it hides dot files, but not what lies in dot directories.
    return parts[parts.length - 1][0] === '.' && !stream._hidden ? 'ignore' : 'allow';
  },

  fileType(path) {
    const type = mime.lookup(path);
    return mime.isTextual(type) ? type + '; charset=UTF-8' : type;
  }
};
