'use strict';

const { MongoInvalidArgumentError } = require('./errors');

const DIRECTIONS = { ascending: 1, asc: 1, 1: 1, descending: -1, desc: -1, '-1': -1 };

function direction(given = 1) {
  if (typeof given === 'object' && given != null && typeof given.$meta === 'string') return given;
  const known = DIRECTIONS[`${given}`.toLowerCase()];
  if (known === undefined) throw new MongoInvalidArgumentError(`Invalid sort direction: ${JSON.stringify(given)}`);
  return known;
}

function isPair(sort) {
  if (sort.length !== 2) return false;
  try {
    direction(sort[1]);
    return true;
  } catch {
    return false;
  }
}

function toMap(pairs) {
  return new Map(Array.from(pairs, ([name, way]) => [`${name}`, direction(way)]));
}

/** A sort in any of npm's forms as a Map of names and directions, or undefined for none. */
function formatSort(sort, way) {
  if (sort == null) return undefined;
  if (typeof sort === 'string') return toMap([[sort, way]]);
  if (typeof sort !== 'object') {
    throw new MongoInvalidArgumentError(
      `Invalid sort format: ${JSON.stringify(sort)} Sort must be a valid object`);
  }
  if (sort instanceof Map) return sort.size > 0 ? toMap(sort) : undefined;
  if (!Array.isArray(sort)) return Object.keys(sort).length > 0 ? toMap(Object.entries(sort)) : undefined;
  if (sort.length === 0) return undefined;
  if (Array.isArray(sort[0])) return toMap(sort);
  return isPair(sort) ? toMap([sort]) : toMap(sort.map(name => [name, 1]));
}

module.exports = { formatSort };
