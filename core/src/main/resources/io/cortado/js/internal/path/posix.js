'use strict';

const { mustBeString, normalizeSegments, format, basename, extension, globMatcher } = require('./common.js');

const SLASH = 47;
const isSlash = (code) => code === SLASH;

function normalize(path) {
  mustBeString(path, 'path');
  if (path.length === 0) return '.';
  const absolute = path.charCodeAt(0) === SLASH;
  const trailing = path.charCodeAt(path.length - 1) === SLASH;
  let out = normalizeSegments(path, !absolute, '/', isSlash);
  if (out.length === 0) {
    if (absolute) return '/';
    return trailing ? './' : '.';
  }
  if (trailing) out += '/';
  return absolute ? `/${out}` : out;
}

/** POSIX paths, as Node's `path.posix`. */
const posix = {
  resolve(...args) {
    let resolved = '';
    let absolute = false;
    for (let i = args.length - 1; i >= -1 && !absolute; i--) {
      const path = i >= 0 ? args[i] : process.cwd();
      mustBeString(path, i >= 0 ? `paths[${i}]` : 'cwd');
      if (path.length === 0) continue;
      resolved = `${path}/${resolved}`;
      absolute = path.charCodeAt(0) === SLASH;
    }
    resolved = normalizeSegments(resolved, !absolute, '/', isSlash);
    if (absolute) return `/${resolved}`;
    return resolved.length > 0 ? resolved : '.';
  },

  normalize,

  isAbsolute(path) {
    mustBeString(path, 'path');
    return path.length > 0 && path.charCodeAt(0) === SLASH;
  },

  join(...args) {
    let joined;
    for (const part of args) {
      mustBeString(part, 'path');
      if (part.length > 0) joined = joined === undefined ? part : `${joined}/${part}`;
    }
    return joined === undefined ? '.' : normalize(joined);
  },

  relative(from, to) {
    mustBeString(from, 'from');
    mustBeString(to, 'to');
    if (from === to) return '';
    const a = posix.resolve(from);
    const b = posix.resolve(to);
    if (a === b) return '';
    const left = a === '/' ? [] : a.slice(1).split('/');
    const right = b === '/' ? [] : b.slice(1).split('/');
    let same = 0;
    while (same < left.length && same < right.length && left[same] === right[same]) same++;
    return [...left.slice(same).map(() => '..'), ...right.slice(same)].join('/');
  },

  toNamespacedPath(path) {
    return path;
  },

  dirname(path) {
    mustBeString(path, 'path');
    if (path.length === 0) return '.';
    let end = path.length;
    while (end > 1 && isSlash(path.charCodeAt(end - 1))) end--;
    while (end > 0 && !isSlash(path.charCodeAt(end - 1))) end--;
    if (end === 0) return '.';
    // One more separator before the last segment is dropped; "//a" stays "//", as in Node.
    const cut = end - 1;
    if (cut === 0) return '/';
    if (cut === 1 && isSlash(path.charCodeAt(0))) return '//';
    return path.slice(0, cut);
  },

  basename(path, suffix) {
    if (suffix !== undefined) mustBeString(suffix, 'suffix');
    mustBeString(path, 'path');
    return basename(path, suffix, 0, isSlash);
  },

  extname(path) {
    mustBeString(path, 'path');
    return extension(basename(path, undefined, 0, isSlash));
  },

  format: format.bind(null, '/'),

  parse(path) {
    mustBeString(path, 'path');
    const out = { root: '', dir: '', base: '', ext: '', name: '' };
    if (path.length === 0) return out;
    const absolute = isSlash(path.charCodeAt(0));
    if (absolute) out.root = '/';
    const base = basename(path, undefined, 0, isSlash);
    out.base = base;
    // Node takes the second dot of "/.." for an extension.
    out.ext = absolute && base === '..' && path.startsWith('/..') ? '.' : extension(base);
    out.name = out.ext ? base.slice(0, base.length - out.ext.length) : base;
    let end = path.length;
    while (end > 0 && isSlash(path.charCodeAt(end - 1))) end--;
    const start = end - base.length;
    if (base.length > 0 && start > (absolute ? 1 : 0)) out.dir = path.slice(0, start - 1);
    else if (absolute) out.dir = '/';
    return out;
  },

  sep: '/',
  delimiter: ':',
  matchesGlob: globMatcher(false),
  win32: null,
  posix: null,
};

module.exports = { posix };
