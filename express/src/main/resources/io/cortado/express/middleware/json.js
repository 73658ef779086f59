'use strict';

const normalizeOptions = require('./options');
const read = require('./read');

const FIRST_CHAR = () => /^[\x20\x09\x0a\x0d]*([^\x20\x09\x0a\x0d]|$)/;

/** Leaves of an error of JSON.parse only what an application may see. */
function normalized(error, message, stack) {
  for (const key of Object.getOwnPropertyNames(error)) {
    if (key !== 'stack' && key !== 'message') delete error[key];
  }
  const text = stack.replace(error.message, message);
  // The body was parsed by the loop itself, without a frame of anybody's: Node's first one says what failed.
  error.stack = text.includes('\n    at ') ? text : text + '\n    at JSON.parse (<anonymous>)';
  error.message = message;
  return error;
}

/** The error JSON.parse would give if the text's first character were no JSON at all. */
function strictError(text, first) {
  const index = text.indexOf(first);
  const partial = index === -1 ? '' : text.substring(0, index) + '#'.repeat(text.length - index);
  try {
    JSON.parse(partial);
    throw new SyntaxError('strict violation');
  } catch (error) {
    const message = error.message.replace(/#+/g, (marks) => text.substring(index, index + marks.length));
    return normalized(error, message, error.stack);
  }
}

function createParser(strict, reviver, refuse = strictError) {
  return function parse(text) {
    if (text.length === 0) return {};
    if (strict && text[0] !== '{' && text[0] !== '[') {
      const match = FIRST_CHAR().exec(text);
      const first = match !== null && match[1] ? match[1] : undefined;
      if (first !== '{' && first !== '[') throw refuse(text, first);
    }
    try {
      return JSON.parse(text, reviver);
    } catch (error) {
      throw normalized(error, error.message, error.stack);
    }
  };
}

/** `express.json`: parses JSON bodies. */
module.exports = function json(options) {
  const opts = options || {};
  const readOptions = normalizeOptions(opts, 'application/json');
  readOptions.isValidCharset = (charset) => charset.slice(0, 4) === 'utf-';
  const parse = createParser(opts.strict !== false, opts.reviver);
  return function jsonParser(req, res, next) {
    read(req, res, next, parse, readOptions);
  };
};
module.exports.createParser = createParser;
module.exports.normalized = normalized;
