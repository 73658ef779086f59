'use strict';

/** What `path.posix` and `path.win32` share: arguments, and the last name of a path. */

let binding;

/** Java's side: whatever goes over the characters of a path one by one. */
function spelling() {
  binding ??= internalBinding('path');
  return binding;
}

function mustBeString(value, name) {
  if (typeof value !== 'string') throw new (require('../errors/errors.js').codes.ERR_INVALID_ARG_TYPE)(name, 'string', value);
}

function format(separator, parts) {
  require('../errors/validators.js').validateObject(parts, 'pathObject');
  const { dir, root, base, name, ext } = parts;
  const dotted = ext && ext[0] !== '.' ? `.${ext}` : ext;
  const last = base || `${name || ''}${dotted || ''}`;
  const folder = dir || root;
  return folder ? `${folder}${folder === root ? '' : separator}${last}` : last;
}

/** The last name of `path`, which stands from `start` to `end`, without `suffix` (unless that is all there is). */
function withoutSuffix(path, suffix, start, end) {
  const base = path.slice(start, end);
  if (suffix === undefined || suffix === '' || suffix.length > path.length || base === suffix) return base;
  // A suffix that goes on beyond the name makes Node keep the separators behind it.
  if (base.length < suffix.length && suffix.endsWith(base)) return path.slice(start);
  return base.endsWith(suffix) ? base.slice(0, -suffix.length) : base;
}

/** The extension of a last name: from its last dot on, unless that dot leads it or it is "..". */
function extension(base) {
  const dot = base.lastIndexOf('.');
  return dot <= 0 || base === '..' ? '' : base.slice(dot);
}

function globMatcher(windows) {
  return function matchesGlob(path, pattern) {
    mustBeString(path, 'path');
    mustBeString(pattern, 'pattern');
    return internalBinding('path').matchesGlob(path, pattern, windows);
  };
}

module.exports = { spelling, mustBeString, format, withoutSuffix, extension, globMatcher };
