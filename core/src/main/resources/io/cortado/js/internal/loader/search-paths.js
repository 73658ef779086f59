'use strict';

/**
 * Where a request leads when the folders to look in are not those that follow from the requiring file's place: the app has
 * changed `module.paths` or one of `Module`'s functions, or asks with `options.paths`.
 */

const path = require('path');

const isRelative = (request) => /^\.\.?(\/|$)/.test(request);

/** The folders for `require.resolve(request, { paths })`. */
function placesFor(Module, request, paths) {
  if (!Array.isArray(paths)) {
    const { ERR_INVALID_ARG_VALUE } = require('../errors/errors.js').codes;
    throw new ERR_INVALID_ARG_VALUE('options.paths', paths);
  }
  if (isRelative(request)) return paths;
  const places = new Set();
  for (const each of paths) {
    const parent = new Module('', null);
    parent.paths = Module._nodeModulePaths(each);
    for (const place of Module._resolveLookupPaths(request, parent)) places.add(place);
  }
  return [...places];
}

/** The folders as the binding wants them; what is absolute is looked for in one. */
const toFolders = (request, places) => (path.isAbsolute(request) ? ['/'] : Array.from(places, (place) => path.resolve(place)));

/** The binding's answer for a request: the file, or code and message. `own` is the loader's _findPath. */
function search(Module, host, own, request, parent, isMain, options) {
  const places = options?.paths !== undefined
    ? placesFor(Module, request, options.paths) : Module._resolveLookupPaths(request, parent) ?? [];
  if (Module._findPath !== own) {
    const found = Module._findPath(request, places, isMain);
    return found ? [found] : ['MODULE_NOT_FOUND', ''];
  }
  const from = parent?.filename ? path.dirname(parent.filename) : null;
  return host.resolveIn(request, from, toFolders(request, places), Object.keys(Module._extensions));
}

module.exports = { search, toFolders };
