'use strict';

/**
 * `--enable-source-maps`: which source map a file has, and stacks that name the places which generated text comes from. What no map
 * says anything of is named as it is.
 */

const path = require('path');
const { fileURLToPath, pathToFileURL } = require('url');
const { validateBoolean, validateObject } = require('../errors/validators.js');

const support = { enabled: false, nodeModules: false, generatedCode: false };

/** The URLs of maps that texts name which ran for files, and the maps, null where there is none. */
const urls = new Map();
const maps = new Map();

/** What a text says of its map in its last line that does. */
function urlIn(text) {
  const at = text.lastIndexOf('//# sourceMappingURL=');
  return at < 0 ? null : /^\S*/.exec(text.slice(at + '//# sourceMappingURL='.length))[0];
}

/** Remembers the text that runs for a file. */
function note(text, file) {
  const url = urlIn(text);
  if (url === null && !urls.has(file)) return;
  urls.set(file, url);
  maps.delete(file);
}

function read(file) {
  try {
    return require('../fs/fs.js').readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function data(url) {
  const [, meta, body] = /^data:([^,]*),(.*)$/s.exec(url);
  if (!/^application\/json/.test(meta)) return null;
  return meta.endsWith(';base64') ? Buffer.from(body, 'base64').toString('utf8') : decodeURIComponent(body);
}

/** The map of a file, with the URLs of its sources, or null. */
function load(file) {
  const text = read(file);
  const url = urls.has(file) ? urls.get(file) : text === null ? null : urlIn(text);
  if (!url) return null;
  const isData = url.startsWith('data:');
  const base = pathToFileURL(file);
  const where = isData ? base : new URL(url, base);
  try {
    const json = isData ? data(url) : read(fileURLToPath(where));
    if (json === null) return null;
    const payload = JSON.parse(json);
    const root = payload.sourceRoot ? payload.sourceRoot.replace(/\/?$/, '/') : '';
    payload.sources = payload.sources?.map((source) => new URL(root + source, where).href);
    payload.sourceRoot = '';
    const { SourceMap } = require('./source-map.js');
    return new SourceMap(payload, { lineLengths: (text ?? '').split('\n').map((line) => line.length) });
  } catch {
    return null;
  }
}

/** The original is module.findSourceMap(path). */
function findSourceMap(name) {
  if (!support.enabled) return undefined;
  const file = String(name).startsWith('file:') ? fileURLToPath(name) : name;
  if (!path.isAbsolute(file)) return undefined;
  if (!maps.has(file)) maps.set(file, load(file));
  return maps.get(file) ?? undefined;
}

const shownFile = (source) => (source.startsWith('file:') ? fileURLToPath(source) : source);

/** A frame of a stack, as the text that its map leads to. */
function frame(site) {
  const text = String(site);
  const file = site.getFileName();
  const map = typeof file === 'string' && /^(?:\/|file:)/.test(file) ? findSourceMap(file.replace(/[?#].*$/, '')) : undefined;
  if (map === undefined) return text;
  const line = site.getLineNumber();
  // Columns of a CommonJS file's first line count its wrapper.
  const column = site.getColumnNumber() - (line === 1 && !file.startsWith('file:') ? loader.Module.wrapper[0].length : 0);
  const { originalSource, originalLine, originalColumn } = map.findEntry(line - 1, column - 1);
  if (originalSource === undefined) return text;
  const [, name = '<anonymous>'] = /^(.*?) \(/.exec(text) ?? [];
  return `${name} (${shownFile(originalSource)}:${originalLine + 1}:${originalColumn + 1})`;
}

/** Makes the text of a stack while source maps count. */
function prepareStackTrace(error, sites) {
  let head;
  try {
    head = Error.prototype.toString.call(error);
  } catch {
    head = '<error>';
  }
  return [head, ...sites.map(frame)].join('\n    at ');
}

/** What texts are told to while source maps count. */
let loader = null;

function set({ enabled, nodeModules, generatedCode }) {
  Object.assign(support, { enabled, nodeModules, generatedCode });
  if (loader !== null) loader.noted = enabled ? note : null;
  if (enabled && Error.prepareStackTrace === undefined) {
    Object.defineProperty(Error, 'prepareStackTrace', { value: prepareStackTrace, writable: true, configurable: true, enumerable: false });
  } else if (!enabled && Error.prepareStackTrace === prepareStackTrace) {
    delete Error.prepareStackTrace;
  }
}

/** The original is module.setSourceMapsSupport(enabled[, options]). */
function setSourceMapsSupport(enabled, options = {}) {
  validateBoolean(enabled, 'enabled');
  validateObject(options, 'options');
  const { nodeModules = false, generatedCode = false } = options;
  validateBoolean(nodeModules, 'options.nodeModules');
  validateBoolean(generatedCode, 'options.generatedCode');
  set({ enabled, nodeModules, generatedCode });
}

/** The exports, for the loader that has `noted`, a function or null. */
function beside(theLoader) {
  loader = theLoader;
  return module.exports;
}

module.exports = {
  beside,
  findSourceMap,
  setSourceMapsSupport,
  setSourceMapsEnabled(enabled) {
    validateBoolean(enabled, 'enabled');
    set({ enabled, nodeModules: enabled, generatedCode: enabled });
  },
  getSourceMapsSupport: () => ({ __proto__: null, ...support }),
};
