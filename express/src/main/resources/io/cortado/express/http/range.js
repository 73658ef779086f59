'use strict';

// Byte ranges.

function position(text) {
  return /^\d+$/.test(text) ? Number(text) : NaN;
}

/** Joins ranges that overlap or touch; keeps the order in which they were asked for. */
function combineRanges(ranges) {
  const ordered = ranges.map((range, index) => ({ start: range.start, end: range.end, index }))
    .sort((a, b) => a.start - b.start);
  let last = 0;
  for (let i = 1; i < ordered.length; i++) {
    const range = ordered[i];
    const current = ordered[last];
    if (range.start > current.end + 1) {
      ordered[++last] = range;
    } else if (range.end > current.end) {
      current.end = range.end;
      current.index = Math.min(current.index, range.index);
    }
  }
  ordered.length = last + 1;
  const combined = ordered.sort((a, b) => a.index - b.index).map(({ start, end }) => ({ start, end }));
  combined.type = ranges.type;
  return combined;
}

/**
 * The ranges a Range header asks for.
 * @param {number} size of the resource in bytes
 * @param {string} header
 * @param {{combine: boolean}} [options] whether to join overlapping and adjacent ranges
 * @returns {Array|number} -1 when unsatisfiable, -2 when malformed
 */
function parseRange(size, header, options) {
  if (typeof header !== 'string') throw new TypeError('argument str must be a string');
  const equals = header.indexOf('=');
  if (equals === -1) return -2;
  const ranges = [];
  ranges.type = header.slice(0, equals);
  for (const item of header.slice(equals + 1).split(',')) {
    const dash = item.indexOf('-');
    if (dash === -1) return -2;
    const startText = item.slice(0, dash).trim();
    const endText = item.slice(dash + 1).trim();
    let start = position(startText);
    let end = position(endText);
    if (startText.length === 0) {
      start = size - end;
      end = size - 1;
    } else if (endText.length === 0) {
      end = size - 1;
    }
    if (end > size - 1) end = size - 1;
    if (isNaN(start) || isNaN(end)) return -2;
    if (start > end || start < 0) continue;
    ranges.push({ start, end });
  }
  if (ranges.length < 1) return -1;
  return options && options.combine ? combineRanges(ranges) : ranges;
}

module.exports = { parseRange, combineRanges };
