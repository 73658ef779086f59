'use strict';

// The path language of Express 4 (path-to-regexp 0.1): `:name`, `:name(regexp)`, `?`, `*` and regular expression
// syntax in the text between.

const { paths } = require('../older');

const GROUP = /\\.|\((?:\?<(.*?)>)?(?!\?)/g;
const TOKEN = new RegExp([
  /\\./,
  // A parameter: what stands before it, its name, what it matches, and how often.
  /(\/)?(\.)?:(\w+)(\(.*?\))?(\*)?(\?)?/,
  /[.*]/,
  /\/\(/
].map((form) => form.source).join('|'), 'g');

function groupsOf(source) {
  return [...source.matchAll(GROUP)].filter((match) => match[0][0] !== '\\');
}

/** Writes the source of a path; the text since the last parameter limits what the next one may eat. */
class SourceWriter {
  constructor(path, keys) {
    this.path = path;
    this.keys = keys;
    this.source = '';
    this.read = 0;
    this.position = 0;
    this.backtrack = '';
  }

  write() {
    for (const match of this.path.matchAll(TOKEN)) {
      this.source += this.path.slice(this.read, match.index);
      this.read = match.index + match[0].length;
      this.source += this.token(match);
    }
    return this.source + this.path.slice(this.read);
  }

  token(match) {
    const text = match[0];
    if (text[0] === '\\') {
      this.backtrack += text;
      this.position += 2;
      return text;
    }
    if (text === '.') {
      this.backtrack += '\\.';
      this.position += 1;
      return '\\.';
    }
    const [, slash = '', dot] = match;
    if (slash || dot) this.backtrack = '';
    else this.backtrack += this.path.slice(this.position, match.index);
    this.position = match.index + text.length;
    if (text === '*') {
      if (paths !== '0.1.12') this.backtrack = '';
      return '(.*)';
    }
    if (text === '/(') {
      this.backtrack += '/';
      return '/(?:';
    }
    return this.parameter(match, slash, dot ? '\\.' : '');
  }

  parameter(match, slash, format) {
    const [, , , name, given, star, optional = ''] = match;
    this.keys.push({ name, optional: Boolean(optional), offset: this.source.length });
    let capture;
    if (given) capture = given.replace(/\\.|\*/, (part) => (part === '*' ? '(.*)' : part));
    else if (this.backtrack && paths !== '0.1.10') capture = '((?:(?!/|' + this.backtrack + ').)+?)';
    else capture = '([^/' + format + ']+?)';
    const rest = star ? '((?:[/' + format + '].+?)?)' : '';
    if (paths !== '0.1.12') this.backtrack = '';
    return '(?:' + format + slash + capture + rest + ')' + optional;
  }
}

/** Gives the groups without a name a number, in the place where they stand. */
function nameGroups(source, keys, first) {
  let number = 0;
  groupsOf(source).forEach((group, i) => {
    const at = first + i;
    if (at === keys.length || keys[at].offset > group.index) {
      keys.splice(at, 0, { name: number++, optional: false, offset: group.index });
    }
  });
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
    let number = 0;
    for (const group of groupsOf(path.source)) {
      keys.push({ name: group[1] || number++, optional: false, offset: group.index });
    }
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
  const first = keys.length;
  let source = new SourceWriter(path, keys).write();
  nameGroups(source, keys, first);
  if (!options.strict) source += source.endsWith('/') ? '?' : '/?';
  if (options.end !== false) source += '$';
  else if (!source.endsWith('/')) source += '(?=/|$)';
  return compile('^' + source, flags);
}

module.exports = pathToRegexp;
module.exports.compile = compile;
