'use strict';

/**
 * The ranges a Range header asks for.
 * @param {number} size of the resource in bytes
 * @param {string} header
 * @param {{combine: boolean}} [options] whether to join overlapping and adjacent ranges
 * @param {boolean} older whether to read it as leniently as Express 4 does
 * @returns {Array|number} -1 when unsatisfiable, -2 when malformed
 */
module.exports = function parseRange(size, header, options, older) {
  if (typeof header !== 'string') throw new TypeError('argument str must be a string');
  const bounds = binding.ranges(size - 0, header, older, Boolean(options && options.combine));
  if (bounds === null) return -2;
  const count = bounds.length;
  if (count === 0) return -1;
  const ranges = [];
  for (let i = 0; i < count; i += 2) ranges.push({ start: bounds[i], end: bounds[i + 1] });
  ranges.type = header.slice(0, header.indexOf('='));
  return ranges;
};
