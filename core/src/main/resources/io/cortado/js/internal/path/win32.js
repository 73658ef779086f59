'use strict';

const { mustBeString, normalizeSegments, format, basename, extension, globMatcher } = require('./common.js');

const isSep = (code) => code === 47 || code === 92;
const isLetter = (code) => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

/**
 * The head of a Windows path: `device` ("C:" or "\\\\host\\share"), whether it is absolute, and the length of both.
 */
function head(path) {
  const none = { device: '', absolute: false, end: 0, unc: false };
  if (path.length === 0) return none;
  if (isSep(path.charCodeAt(0))) {
    if (path.length > 1 && isSep(path.charCodeAt(1))) {
      const match = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)/.exec(path);
      if (match) {
        const end = match[0].length;
        const device = `\\\\${match[1]}\\${match[2]}`;
        const more = end < path.length ? 1 : 0;
        return { device, absolute: true, end: end + more, unc: true };
      }
    }
    return { device: '', absolute: true, end: 1, unc: false };
  }
  if (isLetter(path.charCodeAt(0)) && path.length > 1 && path[1] === ':') {
    const absolute = path.length > 2 && isSep(path.charCodeAt(2));
    return { device: path.slice(0, 2), absolute, end: absolute ? 3 : 2, unc: false };
  }
  return none;
}

function normalize(path) {
  mustBeString(path, 'path');
  if (path.length === 0) return '.';
  if (path.length === 1) return path === '/' ? '\\' : path;
  const { device, absolute, end, unc } = head(path);
  if (unc && end >= path.length) return `${device}\\`;
  let tail = end < path.length ? normalizeSegments(path.slice(end), !absolute, '\\', isSep) : '';
  if (tail.length === 0 && !absolute) tail = '.';
  if (tail.length > 0 && isSep(path.charCodeAt(path.length - 1))) tail += '\\';
  // A relative path must not turn into one that names a drive.
  if (!absolute && device === '' && path.includes(':') && (/^[A-Za-z]:/.test(tail) || /:([\\/]|$)/.test(path))) {
    return `.\\${tail}`;
  }
  return `${device}${absolute ? '\\' : ''}${tail}`;
}

/** Windows paths, as Node's `path.win32`. */
const win32 = {
  resolve(...args) {
    let device = '';
    let tail = '';
    let absolute = false;
    for (let i = args.length - 1; i >= -1; i--) {
      let path;
      if (i >= 0) {
        path = args[i];
        mustBeString(path, `paths[${i}]`);
        if (path.length === 0) continue;
      } else {
        path = process.cwd();
        if (device.length > 0 && path.slice(0, 2).toLowerCase() !== device.toLowerCase() && path[2] === '\\') {
          path = `${device}\\`;
        }
      }
      const part = head(path);
      if (part.device.length > 0) {
        if (device.length > 0) {
          if (part.device.toLowerCase() !== device.toLowerCase()) continue;
        } else {
          device = part.device;
        }
      }
      if (absolute) {
        if (device.length > 0) break;
      } else {
        tail = `${path.slice(part.end)}\\${tail}`;
        absolute = part.absolute;
        if (absolute && device.length > 0) break;
      }
    }
    tail = normalizeSegments(tail, !absolute, '\\', isSep);
    return absolute ? `${device}\\${tail}` : `${device}${tail}` || '.';
  },

  normalize,

  isAbsolute(path) {
    mustBeString(path, 'path');
    if (path.length === 0) return false;
    return isSep(path.charCodeAt(0))
      || (path.length > 2 && isLetter(path.charCodeAt(0)) && path[1] === ':' && isSep(path.charCodeAt(2)));
  },

  join(...args) {
    let joined;
    let first;
    for (const part of args) {
      mustBeString(part, 'path');
      if (part.length === 0) continue;
      if (joined === undefined) joined = first = part;
      else joined += `\\${part}`;
    }
    if (joined === undefined) return '.';
    // Only a first part that is itself a UNC root may start the result with two separators.
    const leading = /^[\\/]*/.exec(joined)[0].length;
    if (leading > 1 && !/^[\\/]{2}[^\\/]/.test(first)) joined = `\\${joined.slice(leading)}`;
    return normalize(joined);
  },

  relative(from, to) {
    mustBeString(from, 'from');
    mustBeString(to, 'to');
    if (from === to) return '';
    const a = win32.resolve(from);
    const b = win32.resolve(to);
    if (a.toLowerCase() === b.toLowerCase()) return '';
    const left = a.split('\\').filter(Boolean);
    const right = b.split('\\').filter(Boolean);
    let same = 0;
    while (same < left.length && same < right.length && left[same].toLowerCase() === right[same].toLowerCase()) same++;
    if (same === 0 && left.length > 0 && right.length > 0) return b;
    return [...left.slice(same).map(() => '..'), ...right.slice(same)].join('\\');
  },

  toNamespacedPath(path) {
    if (typeof path !== 'string' || path.length === 0) return path;
    const resolved = win32.resolve(path);
    if (resolved.length <= 2) return path;
    if (resolved.startsWith('\\\\')) {
      return resolved[2] !== '?' && resolved[2] !== '.' ? `\\\\?\\UNC\\${resolved.slice(2)}` : resolved;
    }
    return /^[A-Za-z]:\\/.test(resolved) ? `\\\\?\\${resolved}` : resolved;
  },

  dirname(path) {
    mustBeString(path, 'path');
    if (path.length === 0) return '.';
    if (path.length === 1) return isSep(path.charCodeAt(0)) ? path : '.';
    const { end: root, unc } = head(path);
    if (unc && root >= path.length) return path;
    let end = path.length;
    while (end > root && isSep(path.charCodeAt(end - 1))) end--;
    while (end > root && !isSep(path.charCodeAt(end - 1))) end--;
    if (end <= root) return root === 0 ? '.' : path.slice(0, root);
    return path.slice(0, end - 1 < root ? root : end - 1);
  },

  basename(path, suffix) {
    if (suffix !== undefined) mustBeString(suffix, 'suffix');
    mustBeString(path, 'path');
    const drive = path.length >= 2 && isLetter(path.charCodeAt(0)) && path[1] === ':';
    return basename(path, suffix, drive ? 2 : 0, isSep);
  },

  extname(path) {
    return extension(win32.basename(path));
  },

  format: format.bind(null, '\\'),

  parse(path) {
    mustBeString(path, 'path');
    const out = { root: '', dir: '', base: '', ext: '', name: '' };
    if (path.length === 0) return out;
    const { end: rootEnd } = head(path);
    out.root = path.slice(0, rootEnd);
    let end = path.length;
    while (end > rootEnd && isSep(path.charCodeAt(end - 1))) end--;
    let start = end;
    while (start > rootEnd && !isSep(path.charCodeAt(start - 1))) start--;
    out.base = path.slice(start, end);
    out.ext = extension(out.base);
    out.name = out.ext ? out.base.slice(0, out.base.length - out.ext.length) : out.base;
    out.dir = start > rootEnd ? path.slice(0, start - 1) : out.root;
    return out;
  },

  sep: '\\',
  delimiter: ';',
  matchesGlob: globMatcher(true),
  win32: null,
  posix: null,
};

module.exports = { win32 };
