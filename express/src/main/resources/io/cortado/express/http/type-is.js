'use strict';

// Whether a body's Content-Type is one of the wanted types (`req.is`, and the `type` option of body parsers).

const SHORT = { __proto__: null, urlencoded: 'application/x-www-form-urlencoded', multipart: 'multipart/*' };

/** Whether a request announces a body. */
function hasBody({ headers }) {
  return headers['transfer-encoding'] !== undefined || !isNaN(headers['content-length']);
}

/** The media type, or pattern of such, that a wanted type stands for; '' for none. */
function patternOf(type, mime) {
  if (typeof type !== 'string') return '';
  if (type[0] === '+') return '*/*' + type;
  return SHORT[type] || (type.includes('/') ? type : mime.lookup(type) || '');
}

/**
 * The first of `types` that the request's body has, false, or null without a body.
 * @param {string[]} types media types, extensions or patterns such as `any/json` and `+json`
 * @param {{lookup: Function, older: boolean}} mime of the Express major, which decides how the header is read
 */
function typeIs(req, types, mime) {
  if (!hasBody(req)) return null;
  const header = req.headers['content-type'];
  const type = header ? binding.bodyType(header, mime.older) : '';
  if (type === '') return false;
  if (!types || types.length === 0) return type;
  const place = binding.firstFitting(type, types.map((wanted) => patternOf(wanted, mime)).join('\0'));
  if (place < 0) return false;
  const wanted = types[place];
  return wanted[0] === '+' || wanted.includes('*') ? type : wanted;
}

module.exports = { typeIs, hasBody };
