'use strict';

// Nested query strings (`a[b][]=1`), as the extended query parser and extended forms read them.

const { readFlat } = require('./flat-form');

const DEFAULTS = {
  arrayLimit: 20,
  charset: 'utf-8',
  depth: 5,
  parameterLimit: 1000,
  charsetSentinel: false,
  interpretNumericEntities: false,
  strictDepth: false,
  countHoles: false,
  plainAsKeys: false,
  rawBrackets: false,
  before66: false,
  before614: false
};

const SENTINELS = { __proto__: null, 'utf8=%E2%9C%93': 'utf-8', 'utf8=%26%2310003%3B': 'iso-8859-1' };

/** Arrays that grew past the limit live on as objects; the highest index of each. */
const overflows = new WeakMap();
/** Pairs made of an object and a plain value for one key; the last index of each. */
const conflicts = new WeakMap();

function has(object, key) {
  return Object.prototype.hasOwnProperty.call(object, key);
}

function isObject(value) {
  return typeof value === 'object' && value !== null;
}

function assign(object, key, value) {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { configurable: true, enumerable: true, writable: true, value });
  } else {
    object[key] = value;
  }
}

function overflow(object, index) {
  overflows.set(object, index);
  return object;
}

function toObject(array) {
  const object = {};
  for (let i = 0; i < array.length; i++) {
    if (array[i] !== undefined) object[i] = array[i];
  }
  return object;
}

/** Only an index may be too high in qs before 6.14, a list is never too long. */
const isTooLong = (length, options) => !options.before614 && length > options.arrayLimit;

function limited(array, options) {
  return isTooLong(array.length, options) ? overflow(toObject(array), array.length - 1) : array;
}

/** Both values of a key that occurs twice, in one list. */
function combine(a, b, options) {
  if (isObject(a) && overflows.has(a)) {
    let index = overflows.get(a);
    for (const value of [].concat(b)) a[++index] = value;
    return overflow(a, index);
  }
  return limited([].concat(a, b), options);
}

function sizeOf(array, options) {
  return options.countHoles ? array.length : Object.keys(array).length;
}

function addPlain(target, value, options) {
  if (Array.isArray(target)) {
    const index = target.length;
    if (isTooLong(sizeOf(target, options) + 1, options)) return overflow(toObject(target.concat(value)), index);
    target[index] = value;
    return target;
  }
  if (!isObject(target)) return limited([target, value], options);
  if (overflows.has(target)) {
    const index = overflows.get(target) + 1;
    target[index] = value;
    overflows.set(target, index);
    return target;
  }
  if (options.plainAsKeys) {
    assign(target, value, true);
    return target;
  }
  const pair = limited([target, value], options);
  if (Array.isArray(pair)) conflicts.set(pair, 1);
  return pair;
}

function addToPlain(target, source, options) {
  if (!overflows.has(source)) return limited([target].concat(source), options);
  const result = { 0: target };
  for (const key of Object.keys(source)) result[parseInt(key, 10) + 1] = source[key];
  return overflow(result, overflows.get(source) + 1);
}

function mergeArrays(target, source, options) {
  source.forEach((item, i) => {
    if (!has(target, i)) target[i] = item;
    else if (isObject(target[i]) && (isObject(item) || options.before66)) target[i] = merge(target[i], item, options);
    else target[target.length] = item;
  });
  return isTooLong(sizeOf(target, options), options) ? overflow(toObject(target), target.length - 1) : target;
}

function highestIndex(object, least) {
  return Object.keys(object).map((key) => parseInt(key, 10))
    .reduce((max, index) => (has(object, String(index)) && index > max ? index : max), least);
}

function noteIndex(target, key) {
  const index = parseInt(key, 10);
  if (String(index) !== key) return;
  if (overflows.has(target) && index > overflows.get(target)) overflows.set(target, index);
  if (conflicts.has(target) && index > conflicts.get(target)) conflicts.set(target, index);
}

function merge(target, source, options) {
  if (!source) return target;
  if (!isObject(source)) {
    if (isObject(target) && conflicts.has(target) && !Array.isArray(target) && !overflows.has(target)) {
      const index = conflicts.get(target) + 1;
      target[index] = source;
      conflicts.set(target, index);
      return target;
    }
    return addPlain(target, source, options);
  }
  if (!isObject(target)) return addToPlain(target, source, options);
  if (Array.isArray(target) && Array.isArray(source)) return mergeArrays(target, source, options);
  let result = target;
  if (Array.isArray(target)) {
    result = toObject(target);
    if (conflicts.has(target)) conflicts.set(result, target.length - 1);
  }
  for (const key of Object.keys(source)) {
    assign(result, key, has(result, key) ? merge(result[key], source[key], options) : source[key]);
    if (overflows.has(source) && !overflows.has(result)) {
      overflow(result, highestIndex(result, overflows.get(source)));
    }
    noteIndex(result, key);
  }
  return result;
}

function decode(text, charset, before66) {
  const spaced = text.indexOf('+') === -1 ? text : text.replace(/\+/g, ' ');
  if (spaced.indexOf('%') === -1) return spaced;
  if (charset === 'iso-8859-1') {
    return spaced.replace(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(parseInt(code.slice(1), 16)));
  }
  try {
    return decodeURIComponent(spaced);
  } catch {
    return before66 ? text : spaced;
  }
}

function decodeEntities(text) {
  return text.replace(/&#(\d+);/g, (_, digits) => {
    const code = parseInt(digits, 10);
    return code > 0xffff && code <= 0x10ffff ? String.fromCodePoint(code) : String.fromCharCode(code);
  });
}

/** The parts as a flat map of keys still in brackets. */
function readPairs(text, options) {
  const pairs = Object.create(null);
  const limit = options.parameterLimit === Infinity ? undefined : options.parameterLimit;
  const parts = (options.rawBrackets ? text : text.replace(/%5B/gi, '[').replace(/%5D/gi, ']')).split('&', limit);
  const { before66 } = options;
  let { charset } = options;
  let sentinel = -1;
  if (options.charsetSentinel) {
    sentinel = parts.findIndex((part) => part.startsWith('utf8='));
    charset = SENTINELS[parts[sentinel]] || charset;
  }
  parts.forEach((part, i) => {
    if (i === sentinel) return;
    const bracket = part.indexOf(']=');
    const equals = bracket === -1 ? part.indexOf('=') : bracket + 1;
    const key = decode(equals === -1 ? part : part.slice(0, equals), charset, before66);
    let value = equals === -1 ? '' : decode(part.slice(equals + 1), charset, before66);
    if (value && options.interpretNumericEntities && charset === 'iso-8859-1') value = decodeEntities(value);
    pairs[key] = has(pairs, key) ? combine(pairs[key], value, options) : value;
  });
  return pairs;
}

/** The same as qs before 6.15 has it: a part holds no bracket. */
function balancedSegmentsOf(key, options) {
  const found = [...key.matchAll(/\[[^[\]]*\]/g)];
  if (found.length === 0) return [key];
  const segments = found.slice(0, options.depth).map((match) => match[0]);
  if (found[0].index > 0) segments.unshift(key.slice(0, found[0].index));
  if (found.length > options.depth) {
    refuseDepth(options);
    segments.push('[' + key.slice(found[options.depth].index) + ']');
  }
  return segments;
}

function refuseDepth(options) {
  if (options.strictDepth) {
    throw new RangeError('Input depth exceeded depth option of ' + options.depth + ' and strictDepth is true');
  }
}

/** The parts of a key: `a[b][]` → `a`, `[b]`, `[]`; what is deeper than allowed stays in one. */
function segmentsOf(key, options) {
  if (options.depth <= 0) return [key];
  if (options.plainAsKeys) return balancedSegmentsOf(key, options);
  const segments = [];
  let open = key.indexOf('[');
  const parent = open === -1 ? key : key.slice(0, open);
  if (parent) segments.push(parent);
  for (let depth = 0; open !== -1 && depth < options.depth; depth++) {
    let level = 1;
    let close = open;
    while (level > 0 && ++close < key.length) {
      if (key[close] === '[') level++;
      else if (key[close] === ']') level--;
    }
    if (level > 0) {
      segments.push('[' + key.slice(open) + ']');
      return segments;
    }
    segments.push(key.slice(open, close + 1));
    open = key.indexOf('[', close + 1);
  }
  if (open !== -1) {
    refuseDepth(options);
    segments.push('[' + key.slice(open) + ']');
  }
  return segments;
}

function nest(segments, value, options) {
  let leaf = value;
  for (let i = segments.length - 1; i >= 0; i--) {
    const segment = segments[i];
    if (segment === '[]') {
      if (!isObject(leaf) || !overflows.has(leaf)) leaf = combine([], leaf, options);
      continue;
    }
    const name = segment[0] === '[' && segment.endsWith(']') ? segment.slice(1, -1) : segment;
    const index = parseInt(name, 10);
    let object = {};
    if (segment !== name && String(index) === name && index >= 0) {
      if (index < options.arrayLimit || options.before614 && index === options.arrayLimit) object = [];
      else if (!options.before614) overflow(object, index);
      object[index] = leaf;
    } else if (name !== '__proto__') {
      object[name] = leaf;
    }
    leaf = object;
  }
  return leaf;
}

/** Takes the holes out of arrays, innermost first. */
function compact(root) {
  const seen = new Set();
  const places = [];
  const visit = [root];
  for (let i = 0; i < visit.length; i++) {
    const object = visit[i];
    for (const key of Object.keys(object)) {
      const value = object[key];
      if (!isObject(value) || seen.has(value)) continue;
      seen.add(value);
      visit.push(value);
      places.push([object, key]);
    }
  }
  while (places.length > 0) {
    const [object, key] = places.pop();
    if (Array.isArray(object[key])) object[key] = object[key].filter((value) => value !== undefined);
  }
  return root;
}

/**
 * Parses a query string into nested objects and arrays.
 * @param {string} text
 * @param {object} [given] arrayLimit, charset, charsetSentinel, depth, interpretNumericEntities, parameterLimit,
 *     strictDepth, and for older releases of qs: countHoles (how sparse arrays are measured), plainAsKeys (before 6.15),
 *     before614 (lists are never too long, the limit itself is an index), rawBrackets (before 6.12 what is written `%5B`
 *     does not end a key), before66 (a bad escape keeps its pluses, a plain value joins an object in its place)
 */
function parse(text, given) {
  if (!given || ((given.charset === undefined || given.charset === 'utf-8') && !given.charsetSentinel)) {
    const flat = {};
    if (readFlat(text, flat, given?.parameterLimit ?? DEFAULTS.parameterLimit)) return flat;
  }
  const options = { ...DEFAULTS };
  for (const name of Object.keys(DEFAULTS)) {
    if (given && given[name] !== undefined) options[name] = given[name];
  }
  let result = {};
  if (text === '' || text === null || text === undefined) return result;
  const pairs = readPairs(text, options);
  for (const key of Object.keys(pairs)) {
    if (key) result = merge(result, nest(segmentsOf(key, options), pairs[key], options), options);
  }
  return compact(result);
}

module.exports = { parse };
