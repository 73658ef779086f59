'use strict';

// JSON.parse for what is nested deeper than the engine's own goes: with a list of what is open instead of the stack, as in V8.

const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/sy;
const SCALAR = /[^\s,:[\]{}"]+/y;

function unexpected() {
  return new SyntaxError('Unexpected token');
}

function put(container, key, value) {
  if (key === undefined) container.push(value);
  else if (key !== '__proto__') container[key] = value;
  else Object.defineProperty(container, key, { value, writable: true, enumerable: true, configurable: true });
}

/**
 * Reads a text; what is wrong with it is another's to say.
 * @param {(text: string) => unknown} flat the engine's own, for what is not nested
 */
function parse(flat, text) {
  let at = 0;
  function take(pattern) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) throw unexpected();
    at = pattern.lastIndex;
    return match[0];
  }
  function next() {
    take(SPACE);
    return text[at];
  }
  function key(container) {
    if (Array.isArray(container)) return undefined;
    next();
    const name = flat(take(STRING));
    if (next() !== ':') throw unexpected();
    at++;
    return name;
  }
  const open = [];
  const keys = [];
  for (;;) {
    const c = next();
    let value;
    let isOpen = false;
    if (c === '[' || c === '{') {
      value = c === '[' ? [] : {};
      at++;
      isOpen = next() !== (c === '[' ? ']' : '}');
      if (!isOpen) at++;
    } else {
      value = flat(take(c === '"' ? STRING : SCALAR));
    }
    if (open.length > 0) put(open.at(-1), keys.at(-1), value);
    if (isOpen) {
      open.push(value);
      keys.push(key(value));
      continue;
    }
    for (;;) {
      const last = open.at(-1);
      const end = next();
      if (last === undefined) {
        if (end !== undefined) throw unexpected();
        return value;
      }
      at++;
      if (end === ',') {
        keys[keys.length - 1] = key(last);
        break;
      }
      if (end !== (Array.isArray(last) ? ']' : '}')) throw unexpected();
      keys.pop();
      value = open.pop();
    }
  }
}

module.exports = { parse };
