'use strict';

// Media types of files and of `res.type` in Express 4; also `express.static.mime`, where applications add their own.

const { mediaTypes } = require('../older');

const TEXTUAL = /^text\/|^application\/(javascript|json)/;
const EVERYDAY = { __proto__: null, html: 'text/html', txt: 'text/plain', json: 'application/json' };

let types = null;
let extensions = null;

function load() {
  if (types !== null) return;
  types = Object.create(null);
  const entries = binding.fileTypes().split('\0');
  for (let i = 0; i < entries.length; i += 2) types[entries[i]] = entries[i + 1];
  if (mediaTypes) mediaTypes(types);
  extensions = Object.create(null);
  for (const extension of Object.keys(types)) {
    if (extensions[types[extension]] === undefined) extensions[types[extension]] = extension;
  }
}

module.exports = {
  default_type: 'application/octet-stream',

  get types() {
    load();
    return types;
  },

  get extensions() {
    load();
    return extensions;
  },

  /** The media type of a file name or extension; `fallback` or the default type when unknown. */
  lookup(path, fallback) {
    const extension = path.replace(/^.*[./\\]/, '').toLowerCase();
    if (types === null && EVERYDAY[extension] !== undefined) return EVERYDAY[extension];
    load();
    return types[extension] || fallback || this.default_type;
  },

  /** The extension of a media type. */
  extension(type) {
    load();
    const match = type.match(/^\s*([^;\s]*)(?:;|\s|$)/);
    return match ? extensions[match[1].toLowerCase()] : undefined;
  },

  /** Adds media types: a map of types to lists of extensions. */
  define(map) {
    load();
    for (const type of Object.keys(map)) {
      for (const extension of map[type]) types[extension] = type;
      if (!extensions[type]) extensions[type] = map[type][0];
    }
  },

  charsets: {
    lookup: (type, fallback) => (TEXTUAL.test(type) ? 'UTF-8' : fallback)
  },

  /** Whether text of the type is UTF-8 unless it says otherwise. */
  isTextual(type) {
    return TEXTUAL.test(type);
  }
};
