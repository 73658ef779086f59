'use strict';

/** `module.findPackageJSON`. */

const fs = require('fs');
const path = require('path');
const { fileURLToPath } = require('url');
const { codes } = require('../errors/errors.js');

const PACKAGE = 'package.json';

function notFound(what, base) {
  const error = new Error(`Cannot find ${what} imported from ${base}`);
  error.stack = `Error [ERR_MODULE_NOT_FOUND]: ${error.message}${error.stack.slice(error.stack.indexOf('\n'))}`;
  return Object.assign(error, { code: 'ERR_MODULE_NOT_FOUND' });
}

/** The nearest package.json in a folder or above it; none beyond a node_modules. */
function nearest(folder) {
  for (let dir = folder; path.basename(dir) !== 'node_modules'; dir = path.dirname(dir)) {
    const file = path.join(dir, PACKAGE);
    if (fs.existsSync(file)) return file;
    if (path.dirname(dir) === dir) break;
  }
  return undefined;
}

const asPath = (location) => (/^file:/.test(location) ? fileURLToPath(location) : location);

function findPackageJSON(...args) {
  const [specifier, base = 'data:'] = args;
  if (args.length === 0) throw new codes.ERR_MISSING_ARGS('specifier');
  let from = base;
  if (typeof base === 'object' && base !== null && typeof base.href === 'string') from = base.href;
  if (typeof from !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('base', 'string', base);
  const request = `${specifier}`;
  const origin = asPath(from);
  if (/^(?:\.{0,2}\/|\.{1,2}$|file:)/.test(request)) {
    if (from === 'data:' && !request.startsWith('file:')) {
      const error = new TypeError(`Failed to resolve module specifier "${request}" from "data:": `
        + 'Invalid relative URL or base scheme is not hierarchical.');
      throw Object.assign(error, { code: 'ERR_UNSUPPORTED_RESOLVE_REQUEST' });
    }
    const folder = /\/$/.test(from) ? origin : path.dirname(origin);
    const target = request.startsWith('file:') ? fileURLToPath(request) : path.resolve(folder, request);
    const stats = fs.statSync(target, { throwIfNoEntry: false });
    if (stats === undefined) throw notFound(`module '${target}'`, origin);
    return nearest(stats.isDirectory() ? target : path.dirname(target));
  }
  if (from === 'data:') throw new codes.ERR_INVALID_URL(request);
  const name = /^(@[^/]+\/[^/]+|[^/]+)/.exec(request)[0];
  for (let dir = path.dirname(origin); ; dir = path.dirname(dir)) {
    const file = path.join(dir, 'node_modules', name, PACKAGE);
    if (fs.existsSync(file)) return file;
    if (path.dirname(dir) === dir) throw notFound(`package '${name}'`, origin);
  }
}

module.exports = { findPackageJSON };
