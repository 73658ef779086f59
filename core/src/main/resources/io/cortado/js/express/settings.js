'use strict';

// What the values of the settings `etag`, `query parser` and `trust proxy` compile to.

const etags = require('./etag');
const { compileTrust: compileAddresses } = require('./proxy-addr');

function parseExtended(text) {
  return require('./qs').parse(text, { allowPrototypes: true });
}

function parseSimple(text) {
  return require('node:querystring').parse(text);
}

/** @returns {Function|undefined} */
function compileETag(value) {
  if (typeof value === 'function') return value;
  switch (value) {
    case true:
    case 'weak':
      return etags.weak;
    case false:
      return undefined;
    case 'strong':
      return etags.strong;
    default:
      throw new TypeError('unknown value for etag function: ' + value);
  }
}

/** @returns {Function|undefined} */
function compileQueryParser(value, major) {
  if (typeof value === 'function') return value;
  switch (value) {
    case true:
    case 'simple':
      return parseSimple;
    case false:
      return major === 4 ? () => ({}) : undefined;
    case 'extended':
      return parseExtended;
    default:
      throw new TypeError('unknown value for query parser function: ' + value);
  }
}

/** @returns {(address: string, hop: number) => boolean} */
function compileTrust(value) {
  if (typeof value === 'function') return value;
  if (value === true) return () => true;
  if (typeof value === 'number') return (address, hop) => hop < value;
  const list = typeof value === 'string' ? value.split(',').map((item) => item.trim()) : value || [];
  if (!Array.isArray(list)) throw new TypeError('unsupported trust argument');
  return compileAddresses(list);
}

module.exports = { compileETag, compileQueryParser, compileTrust };
