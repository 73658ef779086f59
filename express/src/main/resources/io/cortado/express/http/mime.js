'use strict';

// Media types by file extension, and the charset a media type implies, from Java's tables.

const { extname } = require('node:path');
const { keeping } = require('./content-type');

/**
 * Media type look-ups as one Express major sees them.
 * @param {4|5} major
 */
function createMime(major) {
  const older = major === 4;

  /** The media type of a file name or extension, or false. */
  const lookup = keeping((path) => {
    const extension = extname('x.' + path).toLowerCase().slice(1);
    return (extension !== '' && binding.mediaType(extension, older)) || false;
  });

  /** A whole Content-Type value for a media type or extension, or false. */
  const contentType = keeping((value) => {
    const type = value.includes('/') ? value : lookup(value);
    return type && binding.withImpliedCharset(type, older);
  });

  return { lookup, contentType, older };
}

module.exports = { createMime };
