'use strict';

// Says where a circle is closed, as V8 does, once JSON.stringify has refused it.

const PREFIX = 3;
const POSTFIX = 1;

function constructorName(object) {
  const { constructor } = object;
  return typeof constructor === 'function' && constructor.name !== '' ? constructor.name : 'Object';
}

const link = ({ key, inArray }) => (inArray ? `index ${key}` : `property '${key}'`);

/** The way from `value` to the first object met again, or null; follows what JSON.stringify would. */
function find(value, replacer) {
  const path = [];
  function visit(holder, key, inArray) {
    let object = holder[key];
    if (object !== null && object !== undefined && typeof object.toJSON === 'function') object = object.toJSON(key);
    if (typeof replacer === 'function') object = replacer.call(holder, key, object);
    if (object === null || typeof object !== 'object') return null;
    const start = path.findIndex((step) => step.object === object);
    if (start >= 0) return { start, closing: { key, inArray } };
    path.push({ object, key, inArray });
    const array = Array.isArray(object);
    const keys = !array && Array.isArray(replacer) ? replacer.map(String) : Object.keys(object);
    for (const name of keys) {
      const found = visit(object, name, array);
      if (found !== null) return found;
    }
    path.pop();
    return null;
  }
  const found = visit({ '': value }, '', false);
  return found && { path: path.slice(found.start), closing: found.closing };
}

function message(value, replacer) {
  const found = find(value, replacer);
  if (found === null) return null;
  const { path, closing } = found;
  const lines = [`\n    --> starting at object with constructor '${constructorName(path[0].object)}'`];
  for (let i = 1; i < path.length; i++) {
    if (i >= PREFIX && i < path.length - POSTFIX) {
      if (i === PREFIX) lines.push('\n    |     ...');
      continue;
    }
    lines.push(`\n    |     ${link(path[i])} -> object with constructor '${constructorName(path[i].object)}'`);
  }
  return `Converting circular structure to JSON${lines.join('')}\n    --- ${link(closing)} closes the circle`;
}

/** Words `error` anew, if it can be. */
function explain(error, value, replacer) {
  try {
    const words = message(value, replacer);
    if (words !== null) error.message = words;
  } catch {
    // Getters and toJSON of the app may throw the second time; the engine's own words stay then.
  }
}

module.exports = { explain };
