'use strict';

// The path language of Express before 4.20 (path-to-regexp 0.1.7): stars become groups wherever they stand, nothing is
// escaped, and a parameter may eat what the text before it says.

const { compile } = require('../path');
const { unreadable } = require('./missing');

const GROUP = /\((?!\?)/g;
const PARAMETER = /(\\\/)?(\\\.)?:(\w+)(\(.*?\))?(\*)?(\?)?/g;

/** Puts a pattern in the place of each parameter, and notes the parameter with its place in what comes out. */
function writeParameters(source, keys) {
  let grown = 0;
  return source.replace(PARAMETER, (text, slash = '', dot = '', name, given, star, optional = '', at) => {
    keys.push({ name, optional: optional !== '', offset: at + grown });
    const capture = given || '([^\\/' + dot + ']+?)';
    const rest = star ? '((?:[\\/' + dot + '].+?)?)' : '';
    const written = optional
      ? '(?:' + dot + slash + capture + rest + ')?'
      : slash + '(?:' + dot + capture + rest + ')';
    grown += written.length - text.length;
    return written;
  });
}

/** Makes groups of the stars; parameters behind one have moved by three for each. */
function writeStars(source, keys, first) {
  return source.replace(/\*/g, (star, at) => {
    for (let i = keys.length - 1; i >= first && keys[i].offset > at; i--) keys[i].offset += 3;
    return '(.*)';
  });
}

function isEscaped(source, at) {
  let slashes = 0;
  while (source[at - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}

/** Gives the groups without a name a number, in the place where they stand. */
function nameGroups(source, keys, first) {
  let number = 0;
  let at = first;
  for (const { index } of source.matchAll(GROUP)) {
    if (isEscaped(source, index)) continue;
    if (at === keys.length || keys[at].offset > index) {
      keys.splice(at, 0, { name: number++, optional: false, offset: index });
    }
    at++;
  }
}

/**
 * Compiles a path; see `v4/path.js`.
 * @returns {RegExp}
 */
module.exports = function pathToRegexp(path, keys, options) {
  if (path instanceof RegExp) {
    let number = 0;
    for (const { index } of path.source.matchAll(GROUP)) keys.push({ name: number++, optional: false, offset: index });
    return path;
  }
  const flags = options.sensitive ? '' : 'i';
  if (Array.isArray(path)) {
    return compile('(?:' + path.map((item) => pathToRegexp(item, keys, options).source).join('|') + ')', flags);
  }
  if (!options.strict && (path === undefined || path === null)) throw unreadable(path, 'length');
  const first = keys.length;
  const slash = options.strict ? '' : path[path.length - 1] === '/' ? '?' : '/?';
  const text = ('^' + path + slash).replace(/\/\(/g, '/(?:').replace(/[/.]/g, '\\$&');
  let source = writeStars(writeParameters(text, keys), keys, first);
  nameGroups(source, keys, first);
  if (options.end !== false) source += '$';
  else if (!source.endsWith('/')) source += '(?=\\/|$)';
  return compile(source, flags);
};
