'use strict';

/** `util.diff`: what two texts or lists of texts have in common, and not. */

const { codes } = require('../errors/errors.js');
const { validateString } = require('../errors/validators.js');

const KEPT = 0;
const ACTUAL = 1;
const EXPECTED = -1;

function checked(value, name) {
  if (!Array.isArray(value)) {
    validateString(value, name);
    return value;
  }
  value.forEach((each, i) => validateString(each, `${name}[${i}]`));
  return value;
}

/** For each step of the shortest way from one to the other the furthest places on all diagonals. */
function ways(actual, expected) {
  const max = actual.length + expected.length;
  const furthest = new Int32Array(2 * max + 2);
  const trace = [];
  for (let step = 0; step <= max; step++) {
    trace.push(furthest.slice());
    for (let diagonal = -step; diagonal <= step; diagonal += 2) {
      const at = diagonal + max;
      const down = diagonal === -step || (diagonal !== step && furthest[at - 1] < furthest[at + 1]);
      let x = down ? furthest[at + 1] : furthest[at - 1] + 1;
      let y = x - diagonal;
      while (x < actual.length && y < expected.length && actual[x] === expected[y]) {
        x++;
        y++;
      }
      furthest[at] = x;
      if (x >= actual.length && y >= expected.length) return trace;
    }
  }
  return trace;
}

function steps(trace, actual, expected) {
  const max = actual.length + expected.length;
  const found = [];
  let x = actual.length;
  let y = expected.length;
  for (let step = trace.length - 1; step >= 0; step--) {
    const furthest = trace[step];
    const diagonal = x - y;
    const at = diagonal + max;
    const down = diagonal === -step || (diagonal !== step && furthest[at - 1] < furthest[at + 1]);
    const before = down ? diagonal + 1 : diagonal - 1;
    const fromX = furthest[before + max];
    const fromY = fromX - before;
    while (x > fromX && y > fromY) found.push([KEPT, actual[--x], y--]);
    if (step > 0) found.push(down ? [EXPECTED, expected[--y]] : [ACTUAL, actual[--x]]);
  }
  return found.reverse().map(([kind, value]) => [kind, value]);
}

/** The original is util.diff(actual, expected). */
function diff(actual, expected) {
  if (actual === expected) return [];
  const a = checked(actual, 'actual');
  if (Array.isArray(a) !== Array.isArray(expected) && typeof expected !== 'string' && !Array.isArray(expected)) {
    throw new codes.ERR_INVALID_ARG_TYPE('expected', 'string', expected);
  }
  const b = checked(expected, 'expected');
  return steps(ways(a, b), a, b);
}

module.exports = { diff };
