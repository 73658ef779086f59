'use strict';

// What stands in error and redirect pages.

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

module.exports = { escapeHtml, htmlDocument };
