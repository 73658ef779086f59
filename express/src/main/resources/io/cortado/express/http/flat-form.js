'use strict';

// Forms and query strings without nesting, read by Java.

// Without Java there is only the long way.
const native = typeof binding === 'object' ? binding : null;
const MAX_PAIRS = 2 ** 31 - 1;

/**
 * Reads the pairs of a text into `target`; answers whether it could. It cannot where a key has brackets or stands twice, or an
 * escape is malformed.
 * @param {number} limit of pairs
 */
function readFlat(text, target, limit) {
  if (native === null || typeof text !== 'string') return false;
  const flat = native.flatForm(text, limit < MAX_PAIRS ? limit : MAX_PAIRS);
  if (flat === null) return false;
  const parts = flat.split('\0');
  for (let i = 0; i + 1 < parts.length; i += 2) target[parts[i]] = parts[i + 1];
  return true;
}

module.exports = { readFlat };
