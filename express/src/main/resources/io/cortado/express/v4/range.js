'use strict';

const { combineRanges } = require('../http/range');

/** The ranges a Range header asks for, read as leniently as Express 4 does; -1 unsatisfiable, -2 malformed. */
module.exports = function parseRange(size, header, options) {
  if (typeof header !== 'string') throw new TypeError('argument str must be a string');
  const equals = header.indexOf('=');
  if (equals === -1) return -2;
  const ranges = [];
  ranges.type = header.slice(0, equals);
  for (const item of header.slice(equals + 1).split(',')) {
    const [startText, endText] = item.split('-');
    let start = parseInt(startText, 10);
    let end = parseInt(endText, 10);
    if (isNaN(start)) {
      start = size - end;
      end = size - 1;
    } else if (isNaN(end)) {
      end = size - 1;
    }
    if (end > size - 1) end = size - 1;
    if (isNaN(start) || isNaN(end) || start > end || start < 0) continue;
    ranges.push({ start, end });
  }
  if (ranges.length < 1) return -1;
  return options && options.combine ? combineRanges(ranges) : ranges;
};
