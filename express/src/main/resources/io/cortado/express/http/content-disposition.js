'use strict';

// Content-Disposition of downloads.

const { basename } = require('node:path');

function field(name, older) {
  // Who has no words for half a surrogate pair leaves them to JavaScript.
  return binding.attachment(name, older) ?? encodeURIComponent(name);
}

/** The header of Express 5: a token stays unquoted. */
function attachment(name) {
  return name === undefined ? 'attachment' : field(name, false);
}

/** The header of Express 4: always quoted, ISO-8859-1 allowed, of any path only the last part. */
function attachment4(path) {
  if (path === undefined) return 'attachment';
  if (typeof path !== 'string') throw new TypeError('filename must be a string');
  return field(basename(path), true);
}

module.exports = { attachment, attachment4 };
