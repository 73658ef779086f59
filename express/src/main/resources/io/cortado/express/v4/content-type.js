'use strict';

// Content-Type values as Express 4 takes them: what is malformed is refused.

const PARAMETER = new RegExp('; *([!#$%&\'*+.^_`|~0-9A-Za-z-]+) *= *("(?:[\\u000b\\u0020\\u0021\\u0023-\\u005b' +
  '\\u005d-\\u007e\\u0080-\\u00ff]|\\\\[\\u000b\\u0020-\\u00ff])*"|[!#$%&\'*+.^_`|~0-9A-Za-z-]+) *', 'g');
const MEDIA_PARAMETER = new RegExp('; *([!#$%&\'*+\\-.0-9A-Z^_`a-z|~]+) *= *("(?:[ !\\u0023-\\u005b\\u005d-\\u007e' +
  '\\u0080-\\u00ff]|\\\\[\\u0020-\\u007e])*"|[!#$%&\'*+\\-.0-9A-Z^_`a-z|~]+) *', 'g');
const TEXT = /^[\u000b\u0020-\u007e\u0080-\u00ff]+$/;
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const TYPE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+\/[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const ESCAPE = /\\([\u000b\u0020-\u00ff])/g;
const MEDIA_TYPE = /^ *([A-Za-z0-9][A-Za-z0-9!#$&^_-]{0,126})\/([A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}) *$/;

/** The parameters from `index` on, or null when they are malformed. */
function parameters(text, index, pattern) {
  const found = Object.create(null);
  let end = index;
  pattern.lastIndex = index;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match.index !== end) return null;
    end += match[0].length;
    const value = match[2];
    found[match[1].toLowerCase()] = value[0] === '"' ? value.slice(1, -1).replace(ESCAPE, '$1') : value;
  }
  return end === text.length ? found : null;
}

/** A Content-Type as `{ type, parameters }`. */
function parse(text) {
  if (!text) throw new TypeError('argument string is required');
  if (typeof text !== 'string') throw new TypeError('argument string is required to be a string');
  const semicolon = text.indexOf(';');
  const type = (semicolon === -1 ? text : text.slice(0, semicolon)).trim();
  if (!TYPE.test(type)) throw new TypeError('invalid media type');
  const found = semicolon === -1 ? Object.create(null) : parameters(text, semicolon, PARAMETER);
  if (found === null) throw new TypeError('invalid parameter format');
  return { type: type.toLowerCase(), parameters: found };
}

function quote(value) {
  const text = String(value);
  if (TOKEN.test(text)) return text;
  if (text.length > 0 && !TEXT.test(text)) throw new TypeError('invalid parameter value');
  return '"' + text.replace(/[\\"]/g, '\\$&') + '"';
}

/** The Content-Type with another charset; parameters come out sorted. */
function withCharset(text, charset) {
  const parsed = parse(text);
  parsed.parameters.charset = charset;
  return Object.keys(parsed.parameters).sort()
    .reduce((written, name) => `${written}; ${name}=${quote(parsed.parameters[name])}`, parsed.type);
}

const withUtf8 = new Map();

/** The Content-Type with UTF-8 as its charset. */
function withUtf8Charset(text) {
  let result = withUtf8.get(text);
  if (result === undefined) {
    result = withCharset(text, 'utf-8');
    if (withUtf8.size < 200 && text.length < 100) withUtf8.set(text, result);
  }
  return result;
}

/** The charset of a request's Content-Type in lower case, or ''. */
function charsetOf(req) {
  try {
    return (parse(req.headers['content-type']).parameters.charset || '').toLowerCase();
  } catch {
    return '';
  }
}

/** The media type without parameters, or '' when anything in it is malformed. */
function typeOf(text) {
  const semicolon = text.indexOf(';');
  const match = MEDIA_TYPE.exec(semicolon === -1 ? text : text.slice(0, semicolon));
  if (match === null || (semicolon !== -1 && parameters(text, semicolon, MEDIA_PARAMETER) === null)) return '';
  return (match[1] + '/' + match[2]).toLowerCase();
}

module.exports = { parse, withCharset, withUtf8Charset, charsetOf, typeOf };
