'use strict';

// JSON.stringify for what is nested deeper than the engine's own goes, which gives up at a thousand levels. Here, as in
// V8, the stack alone sets the bound.

const MAX_GAP = 10;

/** What an object made by `new Number`, `new String`, `new Boolean` or `Object(1n)` holds; others as they are. */
function unboxed(value) {
  if (value instanceof Number) return Number(value);
  if (value instanceof String) return String(value);
  if (value instanceof Boolean || value instanceof BigInt) return value.valueOf();
  return value;
}

function gapOf(space) {
  const plain = unboxed(space);
  if (typeof plain === 'number') return ' '.repeat(Math.max(0, Math.min(MAX_GAP, Math.trunc(plain) || 0)));
  return typeof plain === 'string' ? plain.slice(0, MAX_GAP) : '';
}

/** The names that a replacer in form of an array lets through. */
function namesOf(list) {
  const plain = list.map((each) => (each instanceof Number || each instanceof String ? String(each) : each));
  return [...new Set(plain.filter((each) => typeof each === 'string' || typeof each === 'number').map(String))];
}

/** JSON.stringify without a bound of its own for the depth; `flat` is the engine's. */
function stringify(flat, root, replacer, space) {
  const gap = gapOf(space);
  const colon = gap === '' ? ':' : ': ';
  const names = Array.isArray(replacer) ? namesOf(replacer) : null;
  const change = typeof replacer === 'function' ? replacer : null;
  const open = new Set();

  function text(holder, key, indent) {
    let value = holder[key];
    if (((typeof value === 'object' && value !== null) || typeof value === 'bigint') && typeof value.toJSON === 'function') {
      value = value.toJSON(key);
    }
    if (change !== null) value = change.call(holder, key, value);
    if (typeof value !== 'object' || value === null) return flat(value);
    value = unboxed(value);
    if (typeof value !== 'object' || JSON.isRawJSON?.(value)) return flat(value);
    if (open.has(value)) throw new TypeError('Converting circular structure to JSON');
    open.add(value);
    const inner = indent + gap;
    const made = Array.isArray(value) ? elements(value, inner) : members(value, inner);
    open.delete(value);
    const [left, right] = Array.isArray(value) ? '[]' : '{}';
    if (made.length === 0) return left + right;
    return gap === '' ? left + made.join(',') + right : `${left}\n${inner}${made.join(`,\n${inner}`)}\n${indent}${right}`;
  }

  function elements(array, indent) {
    const made = [];
    for (let index = 0; index < array.length; index++) made.push(text(array, String(index), indent) ?? 'null');
    return made;
  }

  function members(object, indent) {
    const made = [];
    for (const name of names ?? Object.keys(object)) {
      const value = text(object, name, indent);
      if (value !== undefined) made.push(flat(name) + colon + value);
    }
    return made;
  }

  return text({ '': root }, '', '');
}

module.exports = { stringify };
