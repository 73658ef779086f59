'use strict';

// Media types of files and of `res.type`, as Express 4 looks them up.

const { parseTable } = require('../mime');

const TEXTUAL = /^text\/|^application\/(javascript|json)/;
const EVERYDAY = { __proto__: null, html: 'text/html', txt: 'text/plain', json: 'application/json' };

let types = null;

/** The media type of a file name or extension; `application/octet-stream` when unknown. */
function lookup(path) {
  const extension = path.replace(/^.*[./\\]/, '').toLowerCase();
  if (EVERYDAY[extension] !== undefined) return EVERYDAY[extension];
  if (types === null) {
    const tables = require('../mime-table');
    types = parseTable(tables.mime1, parseTable(tables.base, Object.create(null)));
  }
  return types[extension] || 'application/octet-stream';
}

/** Whether text of the type is UTF-8 unless it says otherwise. */
function isTextual(type) {
  return TEXTUAL.test(type);
}

module.exports = { lookup, isTextual };
