'use strict';

// Content-Type values of responses. Express 4 refuses what is malformed and sorts the parameters.

const KEPT_MAX = 200;

/** The Content-Type with another charset. */
function withCharset(text, charset, older) {
  const result = binding.withCharset(text, charset, older);
  if (result[0] === '\0') throw new TypeError(result.slice(1));
  return result;
}

/** Gives Content-Types UTF-8 as their charset, as a major does it. */
function createUtf8(older) {
  const known = new Map();
  return function withUtf8Charset(text) {
    let result = known.get(text);
    if (result === undefined) {
      result = withCharset(text, 'utf-8', older);
      if (known.size < KEPT_MAX && text.length < 100) known.set(text, result);
    }
    return result;
  };
}

/**
 * Whether the Content-Type of a response stands under that very name: setting the same value again would change no more
 * than the name.
 */
function isCanonical(res) {
  const index = res._keys === undefined ? -1 : res._keys.indexOf('content-type');
  return index >= 0 && res._names[index] === 'Content-Type';
}

module.exports = { withCharset, createUtf8, isCanonical };
