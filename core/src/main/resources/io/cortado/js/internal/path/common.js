'use strict';

/** What `path.posix` and `path.win32` share. */


function mustBeString(value, name) {
  if (typeof value !== 'string') throw new (require('../errors/errors.js').codes.ERR_INVALID_ARG_TYPE)(name, 'string', value);
}

/** Resolves "." and ".." in a relative path (no leading separator), keeping leading ".." where asked. */
function normalizeSegments(path, allowAboveRoot, separator, isSeparator) {
  const out = [];
  let start = 0;
  for (let i = 0; i <= path.length; i++) {
    if (i < path.length && !isSeparator(path.charCodeAt(i))) continue;
    const segment = path.slice(start, i);
    start = i + 1;
    if (segment === '' || segment === '.') continue;
    if (segment === '..') {
      if (out.length > 0 && out[out.length - 1] !== '..') out.pop();
      else if (allowAboveRoot) out.push('..');
    } else {
      out.push(segment);
    }
  }
  return out.join(separator);
}

function format(separator, parts) {
  require('../errors/validators.js').validateObject(parts, 'pathObject');
  const dir = parts.dir || parts.root;
  const ext = parts.ext ? `${parts.ext[0] === '.' ? '' : '.'}${parts.ext}` : '';
  const base = parts.base || `${parts.name || ''}${ext}`;
  if (!dir) return base;
  return dir === parts.root ? `${dir}${base}` : `${dir}${separator}${base}`;
}

/** The last segment of `path` from `start` on, without `suffix` (unless that is all there is). */
function basename(path, suffix, start, isSeparator) {
  let end = path.length;
  while (end > start && isSeparator(path.charCodeAt(end - 1))) end--;
  if (suffix !== undefined && suffix.length > 0 && suffix === path) return '';
  let from = end;
  while (from > start && !isSeparator(path.charCodeAt(from - 1))) from--;
  const base = path.slice(from, end);
  if (suffix === undefined || suffix.length === 0 || suffix.length > path.length || base === suffix) return base;
  // A suffix that goes on beyond the segment makes Node keep the trailing separators.
  if (base.length < suffix.length && suffix.endsWith(base)) return path.slice(base.length === 0 ? start : from);
  if (!base.endsWith(suffix)) return base;
  return base.slice(0, base.length - suffix.length);
}

/** The extension of a last segment: from its last dot on, unless that dot leads it or it is "..". */
function extension(base) {
  const dot = base.lastIndexOf('.');
  if (dot <= 0 || base === '..') return '';
  return base.slice(dot);
}

function globMatcher(windows) {
  return function matchesGlob(path, pattern) {
    mustBeString(path, 'path');
    mustBeString(pattern, 'pattern');
    return require('../fs/glob.js').matches(path, pattern, windows);
  };
}

module.exports = { mustBeString, normalizeSegments, format, basename, extension, globMatcher };
