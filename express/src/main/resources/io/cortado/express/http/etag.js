'use strict';

// Entity tags of bodies and files.

const EMPTY = '"0-2jmj7l5rSw0yVb/vlWAYkK/YBwk"';

// On Cortado a body's tag is made in Java.
const native = typeof binding === 'object' ? binding : null;

/** The tag of bytes: their length in hexadecimal and their SHA-1. */
function bytesTag(bytes) {
  if (bytes.length === 0) return EMPTY;
  const hash = require('node:crypto').createHash('sha1').update(bytes).digest('base64');
  return '"' + bytes.length.toString(16) + '-' + hash.substring(0, 27) + '"';
}

/** The tag of a text as UTF-8, or '' when only its bytes can tell; needs `takesText`. */
function textTag(text) {
  return native.textTag(text);
}

/** The length in bytes that a tag tells. */
function lengthOf(tag) {
  return parseInt(tag.substring(1, tag.indexOf('-')), 16);
}

/** `etag` setting "strong". */
const strong = function generateETag(body, encoding) {
  const { Buffer } = require('node:buffer');
  return bytesTag(Buffer.isBuffer(body) ? body : Buffer.from(body, encoding));
};

/** `etag` setting "weak". */
const weak = function generateETag(body, encoding) {
  return 'W/' + strong(body, encoding);
};

/** Whether a tag function is one of ours, and made without the bytes of a text. */
function takesText(fn) {
  return native !== null && (fn === weak || fn === strong);
}

/** The weak tag of a file: its size and modification time. */
function fileTag(stat) {
  return 'W/"' + stat.size.toString(16) + '-' + stat.mtime.getTime().toString(16) + '"';
}

module.exports = { textTag, lengthOf, takesText, strong, weak, fileTag };
