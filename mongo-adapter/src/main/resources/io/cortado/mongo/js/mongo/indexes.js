'use strict';

/** The options of an index that the server knows; others are left out unless the caller insists. */
const KNOWN = new Set(`
  background unique name partialFilterExpression sparse hidden expireAfterSeconds storageEngine collation version weights
  default_language language_override textIndexVersion 2dsphereIndexVersion bits min max bucketSize wildcardProjection
`.trim().split(/\s+/));
const SERVER_NAMES = new Map([
  ['version', 'v'], ['defaultLanguage', 'default_language'], ['languageOverride', 'language_override'],
]);
const KINDS = new Set(['2d', '2dsphere', 'text', 'geoHaystack']);

const isDirection = value => typeof value === 'number' || KINDS.has(value);

/** The fields that one part of a specification names, with their directions. */
function fieldsOf(part) {
  if (typeof part === 'string') return [[part, 1]];
  if (Array.isArray(part)) return [[part[0], part[1] ?? 1]];
  return part instanceof Map ? [...part] : Object.entries(part);
}

/** An index specification in any of npm's forms as a Map of names and directions. */
function indexKey(specification) {
  const isPair = specification.length === 2 && isDirection(specification[1]);
  const parts = Array.isArray(specification) && !isPair ? specification : [specification];
  return new Map(parts.flatMap(fieldsOf));
}

/** An index as the server is told of it: options first, then name and key, as npm's driver does. */
function describeIndex({ key: fields, ...options }, allowUnknown) {
  const key = new Map(fieldsOf(fields));
  const described = Object.entries(options)
    .filter(([option]) => allowUnknown || KNOWN.has(option))
    .map(([option, value]) => [SERVER_NAMES.get(option) ?? option, value]);
  return { ...Object.fromEntries(described), name: options.name ?? [...key].flat().join('_'), key };
}

module.exports = { indexKey, describeIndex };
