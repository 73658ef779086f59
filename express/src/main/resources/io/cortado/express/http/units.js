'use strict';

// Sizes and durations in words, as options name them.

const SIZE = () => /^((-|\+)?(\d+(?:\.\d+)?)) *(kb|mb|gb|tb|pb)$/i;
const SIZE_UNITS = { b: 1, kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30, tb: 2 ** 40, pb: 2 ** 50 };

/** Bytes of a size such as `100kb`, or null. */
function parseBytes(value) {
  if (typeof value === 'number' && !isNaN(value)) return value;
  if (typeof value !== 'string') return null;
  const match = SIZE().exec(value);
  const amount = match ? parseFloat(match[1]) : parseInt(value, 10);
  if (isNaN(amount)) return null;
  return Math.floor(SIZE_UNITS[match ? match[4].toLowerCase() : 'b'] * amount);
}

// A function: compiling it takes longer than most starts have to spare.
const durationPattern = () => new RegExp('^(-?(?:\\d+)?\\.?\\d+) *(milliseconds?|msecs?|ms|seconds?|secs?|s|minutes?|mins?|m|' +
  'hours?|hrs?|h|days?|d|weeks?|w|years?|yrs?|y)?$', 'i');
const durationUnits = () => [
  [/^(?:years?|yrs?|y)$/, 31557600000], [/^(?:weeks?|w)$/, 604800000], [/^(?:days?|d)$/, 86400000],
  [/^(?:hours?|hrs?|h)$/, 3600000], [/^(?:minutes?|mins?|m)$/, 60000], [/^(?:seconds?|secs?|s)$/, 1000], [/^/, 1]
];

/** Milliseconds of a duration such as `2 days`, or undefined. */
function parseDuration(text) {
  if (text.length === 0) {
    throw new Error('val is not a non-empty string or a valid number. val=' + JSON.stringify(text));
  }
  if (text.length > 100) return undefined;
  const match = durationPattern().exec(text);
  if (!match) return undefined;
  const unit = (match[2] || 'ms').toLowerCase();
  return parseFloat(match[1]) * durationUnits().find(([names]) => names.test(unit))[1];
}

module.exports = { parseBytes, parseDuration };
