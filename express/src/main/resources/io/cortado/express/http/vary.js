'use strict';

/** Adds fields to a response's Vary header. */
module.exports = function vary(res, field) {
  const present = res.getHeader('Vary') || '';
  const header = Array.isArray(present) ? present.join(', ') : String(present);
  if (!field) throw new TypeError('field argument is required');
  const fields = Array.isArray(field) ? field : binding.listItems(String(field)).split('\0');
  if (!fields.every((name) => binding.isToken(String(name)))) {
    throw new TypeError('field argument contains an invalid header name');
  }
  const named = new Set(binding.listItems(header.toLowerCase()).split('\0'));
  const parts = header === '' ? [] : [header];
  for (let i = 0; i < fields.length; i++) {
    if (named.size !== named.add(fields[i].toLowerCase()).size) parts.push(fields[i]);
  }
  const value = named.has('*') ? '*' : parts.join(', ');
  if (value) res.setHeader('Vary', value);
};
