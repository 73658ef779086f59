'use strict';

/** Windows paths, as Node's `path.win32`; on other systems it is asked for by name alone. */

const { spelling, mustBeString, format, withoutSuffix, extension, globMatcher } = require('./common.js');

const isSeparator = (char) => char === '\\' || char === '/';

const onDevice = /^(?:[A-Za-z]:[\\/]|[\\/]{2}[^\\/]+[\\/]+[^\\/])/;

/** Where the last name of a path begins and ends, behind its root. */
function lastName(path, root) {
  let end = path.length;
  while (end > root && isSeparator(path[end - 1])) end--;
  let start = end;
  while (start > root && !isSeparator(path[start - 1])) start--;
  return { start, end };
}

function baseOf(path, suffix) {
  if (suffix === path && suffix !== '') return '';
  const { start, end } = lastName(path, /^[A-Za-z]:/.test(path) ? 2 : 0);
  return withoutSuffix(path, suffix, start, end);
}

const win32 = {
  resolve(...args) {
    const odd = args.findLastIndex((path) => typeof path !== 'string');
    const needed = args.slice(odd + 1);
    // What stands before an absolute path on a drive or share is not looked at.
    if (odd >= 0 && !needed.some((path) => onDevice.test(path))) mustBeString(args[odd], `paths[${odd}]`);
    return spelling().windowsResolve(process.cwd(), ...needed);
  },

  normalize(path) {
    mustBeString(path, 'path');
    return path === '' ? '.' : spelling().windowsNormalize(path);
  },

  isAbsolute(path) {
    mustBeString(path, 'path');
    return /^(?:[A-Za-z]:)?[\\/]/.test(path);
  },

  join(...args) {
    for (const part of args) mustBeString(part, 'path');
    return spelling().windowsJoin(...args);
  },

  relative(from, to) {
    mustBeString(from, 'from');
    mustBeString(to, 'to');
    return from === to ? '' : spelling().windowsRelative(process.cwd(), from, to);
  },

  toNamespacedPath(path) {
    return typeof path !== 'string' || path === '' ? path : spelling().windowsNamespaced(process.cwd(), path);
  },

  dirname(path) {
    mustBeString(path, 'path');
    if (path.length < 2) return isSeparator(path) ? path : '.';
    const root = spelling().windowsRoot(path);
    if (root < 0) return path;
    const { start } = lastName(path, root);
    return path.slice(0, Math.max(start - 1, root)) || '.';
  },

  basename(path, suffix) {
    if (suffix !== undefined) mustBeString(suffix, 'suffix');
    mustBeString(path, 'path');
    return baseOf(path, suffix);
  },

  extname(path) {
    mustBeString(path, 'path');
    return extension(baseOf(path));
  },

  format: format.bind(null, '\\'),

  parse(path) {
    mustBeString(path, 'path');
    const length = Math.abs(spelling().windowsRoot(path));
    const root = path.slice(0, length);
    const { start, end } = lastName(path, length);
    const base = path.slice(start, end);
    const ext = extension(base);
    const dir = start > length ? path.slice(0, start - 1) : root;
    return { root, dir, base, ext, name: base.slice(0, base.length - ext.length) };
  },

  sep: '\\',
  delimiter: ';',
  matchesGlob: globMatcher(true),
  win32: null,
  posix: null,
};

module.exports = { win32 };
