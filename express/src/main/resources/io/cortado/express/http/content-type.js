'use strict';

// Content-Type values of responses. Express 4 refuses what is malformed and sorts the parameters.

const KEPT_MAX = 200;

/** The Content-Type with another charset. */
function withCharset(text, charset, older) {
  const result = binding.withCharset(text, charset, older);
  if (result[0] === '\0') throw new TypeError(result.slice(1));
  return result;
}

/** A function that keeps what it has answered to short texts; false for what is no text. */
function keeping(compute) {
  const known = new Map();
  return function kept(text) {
    if (!text || typeof text !== 'string') return false;
    let result = known.get(text);
    if (result === undefined) {
      result = compute(text);
      if (known.size < KEPT_MAX && text.length < 100) known.set(text, result);
    }
    return result;
  };
}

/** Gives Content-Types UTF-8 as their charset, as a major does it. */
function createUtf8(older) {
  return keeping((text) => withCharset(text, 'utf-8', older));
}

/** `res.set`: sets one header field, or those of an object; `typed` makes a Content-Type whole. */
function createSet(typed) {
  return function header(field, value) {
    if (arguments.length !== 2) {
      for (const name in field) this.set(name, field[name]);
      return this;
    }
    const isType = field.length === 12 && field.toLowerCase() === 'content-type';
    if (isType && Array.isArray(value)) throw new TypeError('Content-Type cannot be set to an Array');
    const text = Array.isArray(value) ? value.map(String) : String(value);
    this.setHeader(field, isType ? typed(text) : text);
    return this;
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

module.exports = { createSet, createUtf8, isCanonical, keeping, withCharset };
