'use strict';

// Whether a body's Content-Type is one of the wanted types (`req.is`, and the `type` option of body parsers).

const { typeOf: laxTypeOf } = require('./content-type');

const MEDIA_TYPE = () => /^ *([A-Za-z0-9][A-Za-z0-9!#$&^_-]{0,126})\/([A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}) *$/;

/** Whether a request announces a body. */
function hasBody(req) {
  const headers = req.headers;
  return headers['transfer-encoding'] !== undefined || !isNaN(headers['content-length']);
}

function matches(expected, actual) {
  if (expected === false) return false;
  const actualParts = actual.split('/');
  const expectedParts = expected.split('/');
  if (actualParts.length !== 2 || expectedParts.length !== 2) return false;
  if (expectedParts[0] !== '*' && expectedParts[0] !== actualParts[0]) return false;
  if (expectedParts[1].slice(0, 2) === '*+') {
    return expectedParts[1].length <= actualParts[1].length + 1 &&
      expectedParts[1].slice(1) === actualParts[1].slice(1 - expectedParts[1].length);
  }
  return expectedParts[1] === '*' || expectedParts[1] === actualParts[1];
}

function expand(type, mime) {
  if (typeof type !== 'string') return false;
  if (type === 'urlencoded') return 'application/x-www-form-urlencoded';
  if (type === 'multipart') return 'multipart/*';
  if (type[0] === '+') return '*/*' + type;
  return type.indexOf('/') === -1 ? mime.lookup(type) : type;
}

/**
 * The first of `types` that the request's body has, false, or null without a body.
 * @param {string[]} types media types, extensions or patterns such as `any/json` and `+json`
 * @param {Function} [typeOf] how to read the header
 */
function typeIs(req, types, mime, typeOf = laxTypeOf) {
  if (!hasBody(req)) return null;
  const header = req.headers['content-type'];
  const value = header ? typeOf(header) : '';
  if (!MEDIA_TYPE().test(value)) return false;
  if (!types || types.length === 0) return value;
  for (const type of types) {
    if (matches(expand(type, mime), value)) return type[0] === '+' || type.indexOf('*') !== -1 ? value : type;
  }
  return false;
}

module.exports = { typeIs, hasBody };
