'use strict';

// The path language of Express 5 (path-to-regexp 8): `:name`, `*name`, `{optional}`, escapes with a backslash. Java reads it.
// Paths made only of plain and `:name` segments never become a regular expression.

const ASCII = () => /^[\x00-\x7f]*$/;

/** Says why a path is not valid. */
class PathError extends TypeError {
  constructor(message, originalPath) {
    super(`${message}${originalPath ? `: ${originalPath}` : ''}; visit https://git.new/pathToRegexpError for info`);
    Error.captureStackTrace(this);
    this.originalPath = originalPath;
  }
}

function sameSegment(actual, text, lower, sensitive) {
  if (actual === text) return true;
  // Beyond ASCII, lower case would make equal what a regular expression keeps apart.
  return !sensitive && actual.length === text.length && actual.toLowerCase() === lower && ASCII().test(actual);
}

/** A matcher for a path of plain and `:name` segments, which needs no regular expression. */
function matchSegments(parts, { end, sensitive, trailing, decode }) {
  const segments = parts.map((part) => (part[0] === ':' ? { text: '', name: part.slice(1) } : { text: part.slice(1), name: null }));
  const lowers = segments.map(({ text }) => text.toLowerCase());
  const keys = segments.filter(({ name }) => name !== null).map(({ name }) => name);

  function matcher(input) {
    const { length } = input;
    const values = keys.length === 0 ? null : [];
    let position = 0;
    for (let i = 0; i < segments.length; i++) {
      if (input.charCodeAt(position) !== 0x2f) return false;
      const start = position + 1;
      position = input.indexOf('/', start);
      if (position === -1) position = length;
      if (position === start) return false;
      const actual = input.substring(start, position);
      const { text, name } = segments[i];
      if (name !== null) values.push(actual);
      else if (!sameSegment(actual, text, lowers[i], sensitive)) return false;
    }
    if (position < length) {
      const last = position === length - 1;
      if (last && trailing) position = length;
      else if (end) return false;
    }
    const params = Object.create(null);
    for (let i = 0; i < keys.length; i++) params[keys[i]] = decode(values[i]);
    return { path: position === length ? input : input.substring(0, position), params, keys };
  }
  matcher.segments = segments;
  matcher.end = end;
  matcher.sensitive = sensitive;
  matcher.exact = sensitive || !trailing;
  matcher.certain = true;
  return matcher;
}

/** A matcher for `/`, which most applications have for their first page and for middleware. */
function matchRoot({ end, trailing }) {
  function matcher(input) {
    let path = '/';
    if (trailing && input === '//') path = input;
    else if (input !== '/' && (end || !input.startsWith('//'))) return false;
    return { path, params: Object.create(null) };
  }
  matcher.segments = end ? [] : null;
  matcher.end = end;
  matcher.exact = false;
  matcher.certain = true;
  return matcher;
}

function matchPattern(source, keys, { end, sensitive, trailing, decode }) {
  const regexp = new RegExp(`^(?:${source})${trailing ? '(?:\\/$)?' : ''}${end ? '$' : '(?=\\/|$)'}`, sensitive ? '' : 'i');
  function matcher(input) {
    const found = regexp.exec(input);
    if (found === null) return false;
    const params = Object.create(null);
    for (let i = 1; i < found.length; i++) {
      if (found[i] === undefined) continue;
      const key = keys[i - 1];
      params[key.slice(1)] = key[0] === ':' ? decode(found[i]) : found[i].split('/').map(decode);
    }
    return { path: found[0], params };
  }
  matcher.segments = null;
  matcher.end = end;
  return matcher;
}

/**
 * Compiles a path.
 * @param {string} path
 * @param {{end: boolean, sensitive: boolean, trailing: boolean, decode: Function}} options
 * @returns {(path: string) => ({path: string, params: object}|false)} with `segments` where the path is simple
 */
function match(path, options) {
  if (path === '/') return matchRoot(options);
  const [kind, ...parts] = binding.compilePath(typeof path === 'string' ? path : [...path].join(''));
  if (kind === 'error') throw new PathError(parts[0], path);
  return kind === 'segments' ? matchSegments(parts, options) : matchPattern(parts[0], parts.slice(1), options);
}

module.exports = { match, PathError };
