'use strict';

// The path language of Express 4 (path-to-regexp 0.1): `:name`, `:name(regexp)`, `?`, `*` and regular expression
// syntax in the text between. Java writes it as a regular expression.

const { paths } = require('../older');

/** Notes the groups of a regular expression, which come as a name, whether it may be missing, and a place; some without name. */
function addKeys(keys, groups) {
  let number = 0;
  for (let i = 0; i < groups.length; i += 3) {
    const [name, optional, offset] = groups.slice(i, i + 3);
    keys.push({ name: name === '' ? number++ : name, optional: optional !== '', offset: +offset });
  }
}

const REASONS = {
  'Ends with an unfinished escape sequence': '\\ at end of pattern',
  'Numbers out of order in {} quantifier': 'numbers out of order in {} quantifier',
  'Multiple named capture groups with the same name': 'Duplicate capture group name',
  'Empty named capture group name': 'Invalid capture group name',
};

/** A path may be no regular expression; the error names it, in V8's words. */
function compile(source, flags) {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    const reason = error.message.replace(/^Invalid regular expression: /, '');
    throw new SyntaxError(`Invalid regular expression: /${source}/${flags}: ${REASONS[reason] ?? reason}`);
  }
}

/**
 * Compiles a path.
 * @param {string|RegExp|Array} path
 * @param {object[]} keys takes the parameters in the order of their groups
 * @param {{strict?: boolean, end?: boolean, sensitive?: boolean}} options
 * @returns {RegExp}
 */
function pathToRegexp(path, keys, options) {
  if (path instanceof RegExp) {
    addKeys(keys, [...binding.groupsOf(path.source)]);
    return path;
  }
  const flags = options.sensitive ? '' : 'i';
  if (Array.isArray(path)) {
    return compile(path.map((item) => pathToRegexp(item, keys, options).source).join('|'), flags);
  }
  if (typeof path !== 'string') {
    if (paths === '0.1.10') require('./older/missing').needMethod(path, 'path', 'replace');
    throw new TypeError('path must be a string, array of strings, or regular expression');
  }
  const [source, ...groups] = binding.compileOlderPath(path, typeof paths === 'string' ? paths : '', !options.strict,
    options.end !== false);
  addKeys(keys, groups);
  return compile(source, flags);
}

module.exports = pathToRegexp;
module.exports.compile = compile;
