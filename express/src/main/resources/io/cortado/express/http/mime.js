'use strict';

// Media types by file extension, and the charset a media type implies. The large table is read at the first
// extension that is not one of the everyday ones, so that a small app never parses it.

const { extname } = require('node:path');

const EVERYDAY = {
  __proto__: null,
  html: 'text/html',
  txt: 'text/plain',
  json: 'application/json',
  bin: 'application/octet-stream',
  css: 'text/css',
  js: 'text/javascript',
  xml: 'application/xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  svg: 'image/svg+xml',
  ico: 'image/vnd.microsoft.icon'
};

const UTF8 = new Set(('application/3gpdash-qoe-report+xml application/beep+xml application/cda+xml ' +
  'application/elm+json application/emergencycalldata.cap+xml application/fhir+json application/fhir+xml ' +
  'application/hl7v2+xml application/im-iscomposing+xml application/javascript application/json ' +
  'application/manifest+json application/msc-ivr+xml application/msc-mixer+xml application/pidf+xml ' +
  'application/pidf-diff+xml application/poc-settings+xml application/vnd.omads-email+xml ' +
  'application/vnd.omads-file+xml application/vnd.omads-folder+xml application/vnd.syncml+xml ' +
  'application/vnd.syncml.dm+wbxml application/vnd.syncml.dm+xml application/vnd.syncml.dmddf+xml ' +
  'application/vnd.syncml.dmtnds+xml application/vnd.wap.wbxml').split(' '));
const LEGACY_UTF8 = new Set(['application/vnd.hl7cda+xml', 'application/vnd.hl7v2+xml']);
const ODD_CHARSETS = {
  __proto__: null,
  'application/news-checkgroups': 'US-ASCII',
  'application/news-groupinfo': 'US-ASCII',
  'application/prs.cyn': '7-BIT'
};
const TYPE = () => /^\s*([^;\s]*)(?:;|\s|$)/;
const CONTENT_TYPES_MAX = 200;

/** A media type without its parameters, or null where there is none. */
function essence(type) {
  for (let i = 0; i < type.length; i++) {
    const code = type.charCodeAt(i);
    if (code <= 0x20 || code === 0x3b || code >= 0x7f) return TYPE().exec(type)?.[1] ?? null;
  }
  return type;
}

function parseTable(text, into) {
  for (const entry of text.split('|')) {
    const words = entry.split(' ');
    for (let i = 1; i < words.length; i++) {
      if (words[0] === '-') delete into[words[i]];
      else into[words[i]] = words[0];
    }
  }
  return into;
}

/**
 * Media type look-ups as one Express major sees them.
 * @param {4|5} major
 */
function createMime(major) {
  let types = null;
  const contentTypes = new Map();

  function table() {
    if (types === null) {
      const tables = require('./mime-table');
      types = parseTable(tables.base, Object.create(null));
      if (major === 4) parseTable(tables.legacy, types);
    }
    return types;
  }

  /** The media type of a file name or extension, or false. */
  function lookup(path) {
    if (!path || typeof path !== 'string') return false;
    if (major === 5) {
      const known = EVERYDAY[path];
      if (known !== undefined) return known;
    }
    const extension = extname('x.' + path).toLowerCase().slice(1);
    if (!extension) return false;
    return (major === 5 && EVERYDAY[extension]) || table()[extension] || false;
  }

  /** The charset a media type has by default, or false. */
  function charset(type) {
    if (!type || typeof type !== 'string') return false;
    const bare = essence(type);
    if (bare === null) return false;
    const name = bare.toLowerCase();
    if (UTF8.has(name) || (major === 4 && LEGACY_UTF8.has(name))) return 'UTF-8';
    if (ODD_CHARSETS[name] !== undefined) return ODD_CHARSETS[name];
    if (major === 5 && name === 'application/vnd.fdsn.stationxml+xml') return 'XML-BASED';
    return name.startsWith('text/') ? 'UTF-8' : false;
  }

  function computeContentType(value) {
    const type = value.indexOf('/') === -1 ? lookup(value) : value;
    if (!type) return false;
    if (type.indexOf('charset') !== -1) return type;
    const implied = charset(type);
    return implied ? type + '; charset=' + implied.toLowerCase() : type;
  }

  /** A whole Content-Type value for a media type or extension, or false. */
  function contentType(value) {
    if (!value || typeof value !== 'string') return false;
    let result = contentTypes.get(value);
    if (result === undefined) {
      result = computeContentType(value);
      if (contentTypes.size < CONTENT_TYPES_MAX && value.length < 100) contentTypes.set(value, result);
    }
    return result;
  }

  return { lookup, charset, contentType };
}

module.exports = { createMime, parseTable };
