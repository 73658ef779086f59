'use strict';

// Entity tags of bodies and files. One function per kind, so that a faster one can be put under it.

const crypto = require('node:crypto');
const { Buffer } = require('node:buffer');

const EMPTY = '"0-2jmj7l5rSw0yVb/vlWAYkK/YBwk"';

/**
 * The strong tag of a body: its length in hexadecimal and its SHA-1.
 * @param {Buffer|string} body
 * @param {number} length in bytes
 */
function bodyTag(body, length) {
  if (length === 0) return EMPTY;
  const hash = crypto.createHash('sha1').update(body, 'utf8').digest('base64');
  return '"' + length.toString(16) + '-' + hash.substring(0, 27) + '"';
}

function toBuffer(body, encoding) {
  return Buffer.isBuffer(body) ? body : Buffer.from(body, encoding);
}

/** `etag` setting "strong". */
function strong(body, encoding) {
  const buffer = toBuffer(body, encoding);
  return bodyTag(buffer, buffer.length);
}

/** `etag` setting "weak". */
function weak(body, encoding) {
  return 'W/' + strong(body, encoding);
}

/** The weak tag of a file: its size and modification time. */
function fileTag(stat) {
  return 'W/"' + stat.size.toString(16) + '-' + stat.mtime.getTime().toString(16) + '"';
}

module.exports = { bodyTag, strong, weak, fileTag };
