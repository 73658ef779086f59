'use strict';

// Nested query strings (`a[b][]=1`), as the extended query parser and extended forms read them. Java reads; its answer comes
// as JSON, of which the engine makes objects faster than scripts do.

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

const FLAGS = Object.keys(DEFAULTS).filter((name) => DEFAULTS[name] === false);
const { parse: fromJson } = JSON;

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
  if (text === '' || text === null || text === undefined) return {};
  const options = { ...DEFAULTS };
  for (const name of Object.keys(DEFAULTS)) {
    if (given && given[name] !== undefined) options[name] = given[name];
  }
  const { depth, parameterLimit } = options;
  const flags = FLAGS.filter((name) => options[name]);
  if (options.charset === 'iso-8859-1') flags.push('latin1');
  const json = binding.nestedForm(text, +options.arrayLimit, +depth,
    parameterLimit === Infinity ? Infinity : parameterLimit >>> 0, flags.join(' '));
  if (json === null) throw new RangeError(`Input depth exceeded depth option of ${depth} and strictDepth is true`);
  return fromJson(json);
}

module.exports = { parse };
