'use strict';

/** Deep equality, strict (`deepStrictEqual`) and loose (`deepEqual`). */

const types = require('../inspect/types.js');
const { isError } = require('../inspect/error.js');

const enumerable = Object.prototype.propertyIsEnumerable;
const tagOf = (v) => Object.prototype.toString.call(v);

function isDeepEqual(a, b, strict, memo) {
  if (a === b) return a !== 0 || !strict || Object.is(a, b);
  if (strict) {
    if (typeof a !== 'object') return typeof a === 'number' && Number.isNaN(a) && Number.isNaN(b);
    if (typeof b !== 'object' || a === null || b === null) return false;
    if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  } else {
    if (a === null || typeof a !== 'object') {
      // eslint-disable-next-line eqeqeq -- loose equality is what was asked for
      return (b === null || typeof b !== 'object') && (a == b || (a !== a && b !== b));
    }
    if (b === null || typeof b !== 'object') return false;
  }
  if (tagOf(a) !== tagOf(b)) return false;
  return sameKind(a, b, strict, memo);
}

function sameKind(a, b, strict, memo) {
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    const left = extraKeys(a, strict);
    const right = extraKeys(b, strict);
    return left.length === right.length && sameInside(a, b, strict, memo, 'array', left);
  }
  if (Array.isArray(b)) return false;
  if (types.isDate(a)) {
    if (!types.isDate(b) || Date.prototype.getTime.call(a) !== Date.prototype.getTime.call(b)) {
      if (!types.isDate(b) || !(Number.isNaN(+a) && Number.isNaN(+b))) return false;
    }
  } else if (types.isRegExp(a)) {
    if (!types.isRegExp(b) || a.source !== b.source || a.flags !== b.flags || a.lastIndex !== b.lastIndex) return false;
  } else if (isError(a)) {
    if (!isError(b) || a.message !== b.message || a.name !== b.name) return false;
    for (const key of ['cause', 'errors']) {
      if (Object.hasOwn(a, key) !== Object.hasOwn(b, key)) return false;
      if (Object.hasOwn(a, key) && !isDeepEqual(a[key], b[key], strict, memo)) return false;
    }
  } else if (ArrayBuffer.isView(a)) {
    return sameViews(a, b, strict, memo);
  } else if (types.isSet(a)) {
    return types.isSet(b) && a.size === b.size && sameInside(a, b, strict, memo, 'set');
  } else if (types.isMap(a)) {
    return types.isMap(b) && a.size === b.size && sameInside(a, b, strict, memo, 'map');
  } else if (types.isAnyArrayBuffer(a)) {
    if (!types.isAnyArrayBuffer(b) || !sameBytes(new Uint8Array(a), new Uint8Array(b))) return false;
  } else if (types.isBoxedPrimitive(a)) {
    if (!types.isBoxedPrimitive(b) || !Object.is(a.valueOf(), b.valueOf())) return false;
  } else if (types.isDate(b) || types.isRegExp(b) || isError(b) || ArrayBuffer.isView(b) || types.isSet(b)
      || types.isMap(b) || types.isAnyArrayBuffer(b) || types.isBoxedPrimitive(b)) {
    return false;
  } else if (types.isWeakMap(a) || types.isWeakSet(a) || types.isPromise(a)) {
    return false;
  } else if (typeof globalThis.URL === 'function' && a instanceof URL) {
    return b instanceof URL && a.href === b.href && sameInside(a, b, strict, memo, 'object');
  }
  return sameInside(a, b, strict, memo, 'object');
}

function sameViews(a, b, strict, memo) {
  if (!ArrayBuffer.isView(b) || a.byteLength !== b.byteLength) return false;
  if (!strict && (types.isFloat32Array(a) || types.isFloat64Array(a))) {
    if (a.length !== b.length || !a.every((v, i) => v === b[i] || (v !== v && b[i] !== b[i]))) return false;
  } else if (!sameBytes(new Uint8Array(a.buffer, a.byteOffset, a.byteLength),
    new Uint8Array(b.buffer, b.byteOffset, b.byteLength))) {
    return false;
  }
  const left = extraKeys(a, strict);
  return left.length === extraKeys(b, strict).length && sameInside(a, b, strict, memo, 'view', left);
}

function sameBytes(a, b) {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Keys besides the indices; in strict mode with enumerable symbols. */
function extraKeys(list, strict) {
  const keys = Object.keys(list).filter((key) => !/^(0|[1-9]\d*)$/.test(key));
  if (!strict) return keys;
  return keys.concat(Object.getOwnPropertySymbols(list).filter((key) => enumerable.call(list, key)));
}

function sameInside(a, b, strict, memo, kind, given) {
  let keys = given;
  if (keys === undefined) {
    keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length) return false;
  }
  if (!keys.every((key) => Object.hasOwn(b, key) && enumerable.call(b, key))) return false;
  if (strict && given === undefined) {
    const left = Object.getOwnPropertySymbols(a).filter((key) => enumerable.call(a, key));
    const right = Object.getOwnPropertySymbols(b).filter((key) => enumerable.call(b, key));
    if (left.length !== right.length || !left.every((key) => enumerable.call(b, key))) return false;
    keys = keys.concat(left);
  }
  memo ??= { a: new Map(), b: new Map(), depth: 0 };
  const seenA = memo.a.get(a);
  if (seenA !== undefined) {
    const seenB = memo.b.get(b);
    if (seenB !== undefined) return seenA === seenB;
  }
  memo.depth++;
  memo.a.set(a, memo.depth);
  memo.b.set(b, memo.depth);
  const same = sameEntries(a, b, strict, memo, kind) && keys.every((key) => isDeepEqual(a[key], b[key], strict, memo));
  memo.a.delete(a);
  memo.b.delete(b);
  return same;
}

function sameEntries(a, b, strict, memo, kind) {
  if (kind === 'array') return sameItems(a, b, strict, memo);
  if (kind === 'set') return sameSets(a, b, strict, memo);
  if (kind === 'map') return sameMaps(a, b, strict, memo);
  return true;
}

function sameItems(a, b, strict, memo) {
  for (let i = 0; i < a.length; i++) {
    const inA = Object.hasOwn(a, i);
    if (inA !== Object.hasOwn(b, i)) return false;
    if (inA && !isDeepEqual(a[i], b[i], strict, memo)) return false;
  }
  return true;
}

const isObject = (v) => v !== null && typeof v === 'object';

function sameSets(a, b, strict, memo) {
  const left = [];
  for (const value of a) {
    if (b.has(value)) continue;
    if (strict && !isObject(value)) return false;
    left.push(value);
  }
  const right = [...b].filter((value) => !a.has(value));
  return left.every((value) => take(right, (other) => isDeepEqual(value, other, strict, memo)));
}

function sameMaps(a, b, strict, memo) {
  const left = [];
  for (const [key, value] of a) {
    if (b.has(key)) {
      if (!isDeepEqual(value, b.get(key), strict, memo)) return false;
    } else {
      if (strict && !isObject(key)) return false;
      left.push([key, value]);
    }
  }
  const right = [...b].filter(([key]) => !a.has(key));
  return left.every(([key, value]) => take(right, ([otherKey, other]) =>
    isDeepEqual(key, otherKey, strict, memo) && isDeepEqual(value, other, strict, memo)));
}

/** Removes the first entry that satisfies the test; false when none does. */
function take(list, test) {
  const at = list.findIndex(test);
  if (at === -1) return false;
  list.splice(at, 1);
  return true;
}

/** Whether `actual` holds all that `expected` has (`assert.partialDeepStrictEqual`). */
function isPartial(actual, expected, seen = new Map()) {
  if (!isObject(expected) || !isObject(actual)) return isDeepEqual(actual, expected, true);
  if (seen.get(expected) === actual) return true;
  seen.set(expected, actual);
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return false;
    let at = 0;
    return expected.every((item) => {
      while (at < actual.length && !isPartial(actual[at], item, seen)) at++;
      return at++ < actual.length;
    });
  }
  if (types.isSet(expected)) {
    const rest = types.isSet(actual) ? [...actual] : [];
    return [...expected].every((item) => take(rest, (other) => isPartial(other, item, seen)));
  }
  if (types.isMap(expected)) {
    return types.isMap(actual) && [...expected].every(([key, value]) => actual.has(key) && isPartial(actual.get(key), value, seen));
  }
  if (types.isDate(expected) || types.isRegExp(expected) || ArrayBuffer.isView(expected) || isError(expected)) {
    return isDeepEqual(actual, expected, true);
  }
  return Reflect.ownKeys(expected).filter((key) => enumerable.call(expected, key))
    .every((key) => Object.hasOwn(actual, key) && isPartial(actual[key], expected[key], seen));
}

module.exports = { isDeepEqual, isPartial };
