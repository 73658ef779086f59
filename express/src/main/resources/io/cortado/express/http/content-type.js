'use strict';

// Content-Type values, and the same grammar as it occurs in lists (Accept and its family).

const TEXT = () => /^[\u0009\u0020-\u007e\u0080-\u00ff]*$/;
const TOKEN = () => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const TYPE = () => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+\/[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

const SPACE = 0x20;
const TAB = 0x09;
const SEMICOLON = 0x3b;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

function skipBlanks(text, index) {
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code !== SPACE && code !== TAB) break;
    index++;
  }
  return index;
}

function trimEnd(text, start, end) {
  while (end > start) {
    const code = text.charCodeAt(end - 1);
    if (code !== SPACE && code !== TAB) break;
    end--;
  }
  return end;
}

function skipValue(text, index, stop) {
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === SEMICOLON || code === stop) break;
    index++;
  }
  return index;
}

/** Reads one `key=value` at `index` into `parameters`; answers where it ended. */
function readParameter(text, index, stop, parameters) {
  const keyStart = index;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === stop || code === SEMICOLON) return index;
    if (code === EQUALS) break;
    index++;
  }
  if (index >= text.length) return index;
  const key = text.slice(keyStart, trimEnd(text, keyStart, index)).toLowerCase();
  index = skipBlanks(text, index + 1);
  if (index < text.length && text.charCodeAt(index) === QUOTE) {
    index++;
    let value = '';
    while (index < text.length) {
      const code = text.charCodeAt(index++);
      if (code === QUOTE) {
        if (parameters[key] === undefined) parameters[key] = value;
        return skipValue(text, index, stop);
      }
      if (code === BACKSLASH && index < text.length) value += text[index++];
      else value += String.fromCharCode(code);
    }
    return index;
  }
  const valueStart = index;
  index = skipValue(text, index, stop);
  if (parameters[key] === undefined) parameters[key] = text.slice(valueStart, trimEnd(text, valueStart, index));
  return index;
}

function parseAt(text, start, stop) {
  const from = skipBlanks(text, start);
  let index = skipValue(text, from, stop);
  const type = text.slice(from, trimEnd(text, from, index));
  const parameters = Object.create(null);
  while (index < text.length && text.charCodeAt(index) !== stop) {
    index = readParameter(text, skipBlanks(text, index + 1), stop, parameters);
  }
  return { type, parameters, index };
}

/** A Content-Type as `{ type, parameters }`; never throws. */
function parse(text) {
  const { type, parameters } = parseAt(text, 0, -1);
  return { type: type.toLowerCase(), parameters };
}

/** The media type of a Content-Type, in lower case, without its parameters. */
function typeOf(text) {
  const from = skipBlanks(text, 0);
  const end = skipValue(text, from, -1);
  return text.slice(from, trimEnd(text, from, end)).toLowerCase();
}

/** The items of an Accept-like header as `{ type, parameters }`, types in the case they were sent. */
function parseList(text) {
  const items = [];
  let index = 0;
  while (index < text.length) {
    const item = parseAt(text, index, COMMA);
    items.push(item);
    index = item.index + 1;
  }
  return items;
}

function quote(value) {
  if (TOKEN().test(value)) return value;
  if (TEXT().test(value)) return '"' + value.replace(/[\\"]/g, '\\$&') + '"';
  throw new TypeError(`Invalid parameter value: ${value}`);
}

/** The header text of `{ type, parameters }`. */
function format({ type, parameters }) {
  if (!type || !TYPE().test(type)) throw new TypeError(`Invalid type: ${type}`);
  let result = type;
  for (const name of Object.keys(parameters)) {
    if (!TOKEN().test(name)) throw new TypeError(`Invalid parameter name: ${name}`);
    result += `; ${name}=${quote(parameters[name])}`;
  }
  return result;
}

/** The Content-Type with another charset. */
function withCharset(text, charset) {
  const parsed = parse(text);
  parsed.parameters.charset = charset;
  return format(parsed);
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

/**
 * Whether the Content-Type of a response stands under that very name: setting the same value again would change no more
 * than the name.
 */
function isCanonical(res) {
  const index = res._keys === undefined ? -1 : res._keys.indexOf('content-type');
  return index >= 0 && res._names[index] === 'Content-Type';
}

module.exports = { parse, parseList, typeOf, format, withCharset, withUtf8Charset, isCanonical };
