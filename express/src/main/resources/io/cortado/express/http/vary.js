'use strict';

const { tokenList } = require('./field-values');

const FIELD_NAME = () => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Adds fields to a response's Vary header. */
module.exports = function vary(res, field) {
  const present = res.getHeader('Vary') || '';
  const header = Array.isArray(present) ? present.join(', ') : String(present);
  if (!field) throw new TypeError('field argument is required');
  const fields = Array.isArray(field) ? field : tokenList(String(field), true);
  for (const name of fields) {
    if (!FIELD_NAME().test(name)) throw new TypeError('field argument contains an invalid header name');
  }
  let value = header;
  if (header !== '*') {
    const names = tokenList(header.toLowerCase(), true);
    if (fields.includes('*') || names.includes('*')) {
      value = '*';
    } else {
      for (let i = 0; i < fields.length; i++) {
        const name = fields[i].toLowerCase();
        if (names.includes(name)) continue;
        names.push(name);
        value = value ? value + ', ' + fields[i] : fields[i];
      }
    }
  }
  if (value) res.setHeader('Vary', value);
};
