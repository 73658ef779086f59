'use strict';

// Content-Disposition of downloads: the file name in ASCII(), and in UTF-8 where it needs more.

const { basename } = require('node:path');

const NOT_ATTRIBUTE = () => /[\x00-\x20"'()*,/:;<=>?@[\\\]{}\x7f]/g;
const ASCII = () => /^[\x20-\x7e]*$/;
const QUOTABLE = () => /^[\x20-\x7e\x80-\xff]+$/;
const NOT_LATIN1 = () => /[^\x20-\x7e\xa0-\xff]/g;
const ESCAPED = () => /%[0-9A-Fa-f]{2}/;
const TOKEN = () => /^[!#$%&'*+.0-9A-Z^_`a-z|~-]+$/;

function extended(name) {
  return 'UTF-8\'\'' + encodeURIComponent(name)
    .replace(NOT_ATTRIBUTE(), (char) => '%' + char.charCodeAt(0).toString(16).toUpperCase());
}

function quote(text) {
  return '"' + text.replace(/[\\"]/g, '\\$&') + '"';
}

/** The header of Express 5: a token stays unquoted. */
function attachment(name) {
  if (name === undefined) return 'attachment';
  const plain = ASCII().test(name) && !ESCAPED().test(name);
  const fallback = plain ? name : name.replace(/[^\x20-\x7e]/g, '?');
  const text = 'attachment; filename=' + (TOKEN().test(fallback) ? fallback : quote(fallback));
  if (plain) return text;
  const utf8 = extended(name);
  return text + '; filename*=' + (TOKEN().test(utf8) ? utf8 : quote(utf8));
}

/** The header of Express 4: always quoted, ISO-8859-1 allowed, of any path only the last part. */
function attachment4(path) {
  if (path === undefined) return 'attachment';
  if (typeof path !== 'string') throw new TypeError('filename must be a string');
  const name = basename(path);
  const fallback = name.replace(NOT_LATIN1(), '?');
  const text = fallback !== name || QUOTABLE().test(name) ? '; filename=' + quote(fallback) : '';
  const full = fallback !== name || !QUOTABLE().test(name) || ESCAPED().test(name);
  return 'attachment' + text + (full ? '; filename*=' + extended(name) : '');
}

module.exports = { attachment, attachment4 };
