'use strict';

// What packages that reach into npm's express find in its `lib/utils`.

const { METHODS } = require('node:http');
const etags = require('../http/etag');
const settings = require('../settings');

function declared(value) {
  return { value, params: {} };
}

/** A media type with its parameters, as the handlers of `res.format` name them. */
function acceptParams(text, parts) {
  const [value, ...rest] = parts(text);
  const result = { value, quality: 1, params: {} };
  for (const part of rest) {
    const equals = part.indexOf('=');
    if (equals === -1) continue;
    const key = part.slice(0, equals).trim();
    const given = part.slice(equals + 1).trim();
    if (key === 'q') result.quality = parseFloat(given);
    else result.params[key] = given;
  }
  return result;
}

function trimmedParts(text) {
  return text.split(';').map((part) => part.trim());
}

function common(normalizeType, older) {
  const { withCharset } = require('../http/content-type');
  return {
    etag: etags.strong,
    wetag: etags.weak,
    normalizeType,
    normalizeTypes: (types) => types.map((type) => normalizeType(type)),
    compileETag: settings.compileETag,
    compileTrust: settings.compileTrust,
    setCharset: (type, charset) => (type && charset ? withCharset(type, charset, older) : type)
  };
}

function utils5() {
  const mime = require('../http/mime').createMime(5);
  const normalizeType = (type) => (type.indexOf('/') === -1
    ? declared(mime.lookup(type) || 'application/octet-stream')
    : acceptParams(type, trimmedParts));
  return {
    methods: METHODS.map((method) => method.toLowerCase()),
    ...common(normalizeType, false),
    compileQueryParser: settings.compileQueryParser
  };
}

function utils4() {
  const mime = require('../v4/mime');
  const { attachment4 } = require('../http/content-disposition');
  const { deprecateExpress } = require('../deprecate');
  const normalizeType = (type) => (type.indexOf('/') === -1
    ? declared(mime.lookup(type))
    : acceptParams(type, (text) => text.split(/ *; */)));
  return {
    ...common(normalizeType, true),
    compileQueryParser: settings.compileQueryParser4,
    isAbsolute(path) {
      const isWindows = path[1] === ':' && (path[2] === '\\' || path[2] === '/');
      return path[0] === '/' || isWindows || path.startsWith('\\\\') ? true : undefined;
    },
    flatten(list, depth) {
      deprecateExpress('utils.flatten: use array-flatten npm module instead');
      return list.flat(depth === undefined ? Infinity : depth);
    },
    contentDisposition(filename) {
      deprecateExpress('utils.contentDisposition: use content-disposition npm module instead');
      return attachment4(filename);
    }
  };
}

module.exports = (major) => (major === 4 ? utils4() : utils5());
