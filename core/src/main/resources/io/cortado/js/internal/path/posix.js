'use strict';

/** POSIX paths, as Node's `path.posix`. */

const { spelling, mustBeString, format, withoutSuffix, extension, globMatcher } = require('./common.js');

/** Where the last name of a path ends: before the slashes behind it. */
function endOf(path) {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end--;
  return end;
}

// `lastIndexOf` takes a place before the first character for the first, which may be a slash.
const startOf = (path, end) => (end === 0 ? 0 : path.lastIndexOf('/', end - 1) + 1);

function baseOf(path, suffix) {
  const end = endOf(path);
  return suffix === path && suffix !== '' ? '' : withoutSuffix(path, suffix, startOf(path, end), end);
}

const posix = {
  resolve(...args) {
    let path = '';
    for (let i = args.length - 1; i >= 0 && path[0] !== '/'; i--) {
      mustBeString(args[i], `paths[${i}]`);
      if (args[i] !== '') path = path === '' ? args[i] : `${args[i]}/${path}`;
    }
    if (path[0] !== '/') {
      const cwd = process.cwd();
      mustBeString(cwd, 'cwd');
      if (cwd !== '') path = `${cwd}/${path}`;
    }
    return path === '' ? '.' : spelling().resolved(path);
  },

  normalize(path) {
    mustBeString(path, 'path');
    return path === '' ? '.' : spelling().normalize(path);
  },

  isAbsolute(path) {
    mustBeString(path, 'path');
    return path[0] === '/';
  },

  join(...args) {
    let joined = '';
    for (const part of args) {
      mustBeString(part, 'path');
      if (part !== '') joined = joined === '' ? part : `${joined}/${part}`;
    }
    return joined === '' ? '.' : spelling().normalize(joined);
  },

  relative(from, to) {
    mustBeString(from, 'from');
    mustBeString(to, 'to');
    return from === to ? '' : spelling().relative(posix.resolve(from), posix.resolve(to));
  },

  toNamespacedPath(path) {
    return path;
  },

  dirname(path) {
    mustBeString(path, 'path');
    const start = startOf(path, endOf(path));
    if (start < 2) return path[0] === '/' ? '/' : '.';
    // Of the slashes before a name the last goes with it, unless there are just two and nothing else.
    return start === 2 && path[0] === '/' ? '//' : path.slice(0, start - 1);
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

  format: format.bind(null, '/'),

  parse(path) {
    mustBeString(path, 'path');
    const root = path[0] === '/' ? '/' : '';
    const end = endOf(path);
    const start = startOf(path, end);
    const base = path.slice(start, end);
    // Node takes the second dot of "/.." for an extension.
    const ext = root && start === 1 && base === '..' ? '.' : extension(base);
    const dir = start > root.length ? path.slice(0, start - 1) : root;
    return { root, dir, base, ext, name: base.slice(0, base.length - ext.length) };
  },

  sep: '/',
  delimiter: ':',
  matchesGlob: globMatcher(false),
  win32: null,
  posix: null,
};

module.exports = { posix };
