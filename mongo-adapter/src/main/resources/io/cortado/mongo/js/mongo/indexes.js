'use strict';

const OPTIONS = new Set([
  'background', 'unique', 'name', 'partialFilterExpression', 'sparse', 'hidden', 'expireAfterSeconds',
  'storageEngine', 'collation', 'version', 'weights', 'default_language', 'language_override', 'textIndexVersion',
  '2dsphereIndexVersion', 'bits', 'min', 'max', 'bucketSize', 'wildcardProjection',
]);
const RENAMED = { version: 'v', defaultLanguage: 'default_language', languageOverride: 'language_override' };
const SPECIAL = ['2d', '2dsphere', 'text', 'geoHaystack'];

function isTuple(specification) {
  return Array.isArray(specification) && specification.length === 2
    && (typeof specification[1] === 'number' || SPECIAL.includes(specification[1]));
}

/** An index specification in any of npm's forms as a Map of names and directions. */
function indexKey(specification) {
  const key = new Map();
  const parts = !Array.isArray(specification) || isTuple(specification) ? [specification] : specification;
  for (const part of parts) {
    if (typeof part === 'string') {
      key.set(part, 1);
    } else if (Array.isArray(part)) {
      key.set(part[0], part[1] ?? 1);
    } else {
      for (const [name, value] of part instanceof Map ? part : Object.entries(part)) key.set(name, value);
    }
  }
  return key;
}

/** An index as the server is told of it: options first, then name and key, as npm's driver does. */
function describeIndex(given, allowUnknown) {
  const key = given.key instanceof Map ? given.key : new Map(Object.entries(given.key));
  const description = {};
  for (const [name, value] of Object.entries(given)) {
    if (name !== 'key' && (allowUnknown || OPTIONS.has(name))) description[RENAMED[name] ?? name] = value;
  }
  return { ...description, name: given.name ?? Array.from(key).flat().join('_'), key };
}

module.exports = { indexKey, describeIndex };
