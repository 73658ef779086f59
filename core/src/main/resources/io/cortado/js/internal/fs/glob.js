'use strict';

/** Glob patterns of `path.matchesGlob`. */

function segment(pattern) {
  let out = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i];
    if (char === '*') out += '[^/]*';
    else if (char === '?') out += '[^/]';
    else if (char === '[') {
      const end = pattern.indexOf(']', i + 2);
      if (end === -1) out += '\\[';
      else {
        out += `[${pattern.slice(i + 1, end).replace(/^!/, '^').replace(/\\/g, '\\\\')}]`;
        i = end;
      }
    } else out += char.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  }
  return out;
}

/** The alternatives of "{a,b}", spelt out. */
function expand(pattern) {
  const match = /\{([^{}]*)\}/.exec(pattern);
  if (match === null || !match[1].includes(',')) return [pattern];
  return match[1].split(',').flatMap((part) =>
    expand(pattern.slice(0, match.index) + part + pattern.slice(match.index + match[0].length)));
}

function matches(path, pattern, windows) {
  const slashed = (text) => (windows ? text.replaceAll('\\', '/') : text);
  return expand(slashed(pattern)).some((one) => {
    const source = one.split('/').map((part, i, all) => {
      if (part === '**') return i === all.length - 1 ? '.*' : '(?:[^/]+/)*';
      return segment(part) + (i === all.length - 1 ? '' : '/');
    }).join('');
    return new RegExp(`^${source}$`, windows ? 'i' : '').test(slashed(path));
  });
}

module.exports = { matches };
