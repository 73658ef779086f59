'use strict';

// What stands in error and redirect pages.

const { encodeUrl } = require('./url');

const HTML = () => /["'&<>]/;
const HTML_ALL = () => /["'&<>]/g;
const ENTITIES = { '"': '&quot;', '\'': '&#39;', '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Escapes text for HTML. */
function escapeHtml(value) {
  const text = '' + value;
  return HTML().test(text) ? text.replace(HTML_ALL(), (char) => ENTITIES[char]) : text;
}

/** The small HTML document of error and redirect pages. */
function htmlDocument(title, body) {
  return '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>' + title +
    '</title>\n</head>\n<body>\n<pre>' + body + '</pre>\n</body>\n</html>\n';
}

/** Error and redirect pages of the newest releases. */
const page = {
  policy: 'default-src \'none\'',
  encodeUrl,
  /** How a redirect names its target. */
  link: escapeHtml,
  /** Whether an error page keeps the fields that told of the content it takes the place of. */
  keepsContent: false,
  /** Reason phrases by status code, where they are not Node's. */
  reasons: undefined
};

module.exports = { escapeHtml, htmlDocument, page };
