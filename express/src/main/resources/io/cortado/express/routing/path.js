'use strict';

// The path language of Express 5 (path-to-regexp 8): `:name`, `*name`, `{optional}`, escapes with a backslash.
// Paths made only of plain and `:name` segments never become a regular expression; see `segmentsOf`.

const ID_START = () => /^[$_\p{ID_Start}]$/u;
const ID_CONTINUE = () => /^[$\u200c\u200d\p{ID_Continue}]$/u;
const ASCII = () => /^[\x00-\x7f]*$/;
// ASCII is asked first: making the tables of Unicode takes longer than most starts have to spare.
const ASCII_ID = '$_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const DIGITS_AT = ASCII_ID.indexOf('0');

/** Whether a character, or undefined behind the last one, can begin a name. */
function starts(char) {
  if (char === undefined || char > '\x7f') return char !== undefined && ID_START().test(char);
  const at = ASCII_ID.indexOf(char);
  return at >= 0 && at < DIGITS_AT;
}

function continues(char) {
  if (char === undefined || char > '\x7f') return char !== undefined && ID_CONTINUE().test(char);
  return ASCII_ID.includes(char);
}

const RESERVED = '}()[]+?!';
/** What means something else in a regular expression. */
const SPECIAL = '.+*?^${}()[]|/\\';
const MAX_COMBINATIONS = 256;

/** Says why a path is not valid. */
class PathError extends TypeError {
  constructor(message, originalPath) {
    super(`${message}${originalPath ? `: ${originalPath}` : ''}; visit https://git.new/pathToRegexpError for info`);
    Error.captureStackTrace(this);
    this.originalPath = originalPath;
  }
}

class Parser {
  constructor(path) {
    this.path = path;
    this.chars = [...path];
    this.index = 0;
  }

  fail(message) {
    throw new PathError(message, this.path);
  }

  quotedName() {
    const { chars } = this;
    const quote = this.index;
    let name = '';
    while (this.index < chars.length) {
      this.index++;
      if (chars[this.index] === '"') {
        this.index++;
        return name;
      }
      if (chars[this.index] === '\\') this.index++;
      name += chars[this.index];
    }
    return this.fail(`Unterminated quote at index ${quote}`);
  }

  name() {
    const { chars } = this;
    let name = '';
    if (starts(chars[this.index])) {
      do {
        name += chars[this.index++];
      } while (continues(chars[this.index]));
    } else if (chars[this.index] === '"') {
      name = this.quotedName();
    }
    if (!name) this.fail(`Missing parameter name at index ${this.index}`);
    return name;
  }

  tokens(end) {
    const { chars } = this;
    const output = [];
    let text = '';
    const flush = () => {
      if (text) output.push({ type: 'text', value: text });
      text = '';
    };
    while (this.index < chars.length) {
      const char = chars[this.index++];
      if (char === end) {
        flush();
        return output;
      }
      if (char === '\\') {
        if (this.index === chars.length) this.fail(`Unexpected end after \\ at index ${this.index}`);
        text += chars[this.index++];
      } else if (char === ':' || char === '*') {
        const name = this.name();
        flush();
        output.push({ type: char === ':' ? 'param' : 'wildcard', name });
      } else if (char === '{') {
        flush();
        output.push({ type: 'group', tokens: this.tokens('}') });
      } else if (RESERVED.includes(char)) {
        this.fail(`Unexpected ${char} at index ${this.index - 1}`);
      } else {
        text += char;
      }
    }
    if (end) this.fail(`Unexpected end at index ${this.index}, expected ${end}`);
    flush();
    return output;
  }
}

function escape(text) {
  let escaped = '';
  for (const char of text) escaped += SPECIAL.includes(char) ? '\\' + char : char;
  return escaped;
}

function isPrintableAscii(text) {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}

/** Every sequence of tokens that leaving out or keeping the groups gives. */
function eachSequence(tokens, index, sequence, callback) {
  while (index < tokens.length) {
    const token = tokens[index++];
    if (token.type === 'group') {
      const length = sequence.length;
      const rest = index;
      eachSequence(token.tokens, 0, sequence, (inner) => eachSequence(tokens, rest, inner, callback));
      sequence.length = length;
    } else {
      sequence.push(token);
    }
  }
  callback(sequence);
}

/** A class of one character that starts neither of two texts. */
function except(a, b) {
  if (b.length > a.length) return except(b, a);
  const second = a === b ? '' : b;
  if (second.length > 1) return `(?:(?!${escape(a)}|${escape(second)})[^])`;
  if (a.length > 1) return `(?:(?!${escape(a)})[^${escape(second)}])`;
  return `[^${escape(a + second)}]`;
}

function wildcardFollows(tokens, index) {
  for (let i = index; i < tokens.length; i++) {
    if (tokens[i].type === 'wildcard') return true;
    if (tokens[i].type === 'text' && tokens[i].value.includes('/')) return false;
  }
  return false;
}

function textAfter(tokens, index) {
  let text = '';
  for (let i = index; i < tokens.length && tokens[i].type === 'text'; i++) text += tokens[i].value;
  return text;
}

function sourceOf(tokens, keys, path) {
  let source = '';
  let backtrack = '';
  let wildcardBacktrack = '';
  let previous = '';
  let paramInSegment = false;
  let wildcardInSegment = false;
  tokens.forEach((token, i) => {
    if (token.type === 'text') {
      source += escape(token.value);
      backtrack += token.value;
      if (previous === 'wildcard') wildcardBacktrack += token.value;
      if (token.value.includes('/')) paramInSegment = wildcardInSegment = false;
      return;
    }
    if (previous && !backtrack) throw new PathError(`Missing text before "${token.name}" ${token.type}`, path);
    if (token.type === 'param') {
      if (wildcardInSegment) source += `(${except('/', backtrack)}+)`;
      else if (wildcardFollows(tokens, i + 1)) source += `(${except('/', textAfter(tokens, i + 1))}+)`;
      else if (paramInSegment) source += `(${except('/', backtrack)}+|${escape(backtrack)})`;
      else source += `(${except('/', '')}+)`;
      paramInSegment = true;
    } else {
      if (wildcardInSegment) source += `(${except(backtrack, '')}+)`;
      else if (wildcardBacktrack) source += `(${except(wildcardBacktrack, '')}+|${except('/', '')}+)`;
      else source += '([^]+)';
      wildcardBacktrack = '';
      wildcardInSegment = true;
    }
    previous = token.type;
    keys.push(token);
    backtrack = '';
  });
  return source;
}

/**
 * The segments of a path made only of `/plain` and `/:name`, or null.
 * @returns {Array<{text: string, name: string|null}>|null}
 */
function segmentsOf(tokens) {
  const segments = [];
  let open = null;
  for (const token of tokens) {
    if (token.type === 'param') {
      if (open === null || open.text !== '' || open.name !== null) return null;
      open.name = token.name;
    } else if (token.type === 'text') {
      const parts = token.value.split('/');
      if (parts[0] !== '') {
        if (open === null || open.name !== null) return null;
        open.text += parts[0];
      } else if (parts.length === 1) {
        return null;
      }
      for (let i = 1; i < parts.length; i++) {
        if (open !== null && open.text === '' && open.name === null) return null;
        open = { text: parts[i], name: null };
        segments.push(open);
      }
    } else {
      return null;
    }
  }
  if (open === null || (open.text === '' && open.name === null)) return null;
  const names = segments.filter((segment) => segment.name !== null).map((segment) => segment.name);
  if (new Set(names).size !== names.length || names.includes('__proto__')) return null;
  if (segments.some((segment) => !isPrintableAscii(segment.text))) return null;
  return segments;
}

function sameSegment(actual, text, lower, sensitive) {
  if (actual === text) return true;
  // Beyond ASCII, lower case would make equal what a regular expression keeps apart.
  return !sensitive && actual.length === text.length && actual.toLowerCase() === lower && ASCII().test(actual);
}

/** A matcher for a path of plain and `:name` segments, which needs no regular expression. */
function matchSegments(segments, { end, sensitive, trailing, decode }) {
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

/**
 * Compiles a path.
 * @param {string} path
 * @param {{end: boolean, sensitive: boolean, trailing: boolean, decode: Function}} options
 * @returns {(path: string) => ({path: string, params: object}|false)} with `segments` where the path is simple
 */
function match(path, options) {
  if (path === '/') return matchRoot(options);
  const tokens = new Parser(path).tokens('');
  const segments = segmentsOf(tokens);
  if (segments !== null) return matchSegments(segments, options);
  const keys = [];
  let source = '';
  let combinations = 0;
  eachSequence(tokens, 0, [], (sequence) => {
    if (combinations >= MAX_COMBINATIONS) throw new PathError('Too many path combinations', path);
    if (combinations > 0) source += '|';
    source += sourceOf(sequence, keys, path);
    combinations++;
  });
  let pattern = `^(?:${source})`;
  if (options.trailing) pattern += '(?:\\/$)?';
  pattern += options.end ? '$' : '(?=\\/|$)';
  const decode = options.decode;
  const regexp = new RegExp(pattern, options.sensitive ? '' : 'i');
  function matcher(input) {
    const found = regexp.exec(input);
    if (found === null) return false;
    const params = Object.create(null);
    for (let i = 1; i < found.length; i++) {
      if (found[i] === undefined) continue;
      const key = keys[i - 1];
      params[key.name] = key.type === 'param' ? decode(found[i]) : found[i].split('/').map(decode);
    }
    return { path: found[0], params };
  }
  matcher.segments = null;
  matcher.end = options.end;
  return matcher;
}

module.exports = { match, PathError };
