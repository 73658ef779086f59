'use strict';

/** `assert.AssertionError` and the texts it makes from what was compared. */

const { inspect } = require('../inspect/inspect.js');

const headlines = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  partialDeepStrictEqual: 'Expected values to be partially and strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notIdentical: 'Values have same structure but are not reference-equal:',
  notDeepEqualUnequal: 'Expected values not to be loosely deep-equal:',
};

const isObject = (v) => v !== null && typeof v === 'object';
const isReference = (v) => isObject(v) || typeof v === 'function';

function show(value) {
  return inspect(value, {
    compact: false, customInspect: false, depth: 1000, maxArrayLength: Infinity, showHidden: false, showProxy: false,
    sorted: true, getters: true,
  });
}

/** The shortest edit from the lines of `b` to those of `a`, as [mark, line]; a comma at the end does not count. */
function diffLines(a, b) {
  const same = (x, y) => x === y || `${x},` === y || `${y},` === x;
  let start = 0;
  while (start < a.length && start < b.length && same(a[start], b[start])) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && same(a[endA - 1], b[endB - 1])) {
    endA--;
    endB--;
  }
  const rows = endA - start;
  const columns = endB - start;
  const out = a.slice(0, start).map((line) => [' ', line]);
  if (rows * columns > 4e6) {
    out.push(...a.slice(start, endA).map((line) => ['+', line]), ...b.slice(start, endB).map((line) => ['-', line]));
  } else {
    const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
    for (let i = rows - 1; i >= 0; i--) {
      for (let j = columns - 1; j >= 0; j--) {
        lengths[i][j] = same(a[start + i], b[start + j]) ? lengths[i + 1][j + 1] + 1
          : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      }
    }
    let i = 0;
    let j = 0;
    while (i < rows || j < columns) {
      if (i < rows && j < columns && same(a[start + i], b[start + j])) {
        out.push([' ', a[start + i++]]);
        j++;
      } else if (i < rows && (j === columns || lengths[i + 1][j] >= lengths[i][j + 1])) {
        out.push(['+', a[start + i++]]);
      } else {
        out.push(['-', b[start + j++]]);
      }
    }
  }
  out.push(...a.slice(endA).map((line) => [' ', line]));
  return out;
}

/** A diff as text; of more than five equal lines in a row the middle is left out. */
function printDiff(diff) {
  const lines = [];
  let skipped = false;
  let run = [];
  const flush = () => {
    if (run.length > 7) {
      lines.push(...run.slice(0, 5), '...', run[run.length - 1]);
      skipped = true;
    } else {
      lines.push(...run);
    }
    run = [];
  };
  for (const [mark, line] of diff) {
    if (mark === ' ') {
      run.push(`  ${line}`);
    } else {
      flush();
      lines.push(`${mark} ${line}`);
    }
  }
  if (run.length > 5) run.length = 5;
  lines.push(...run);
  return { text: `\n${lines.join('\n').trimEnd()}`, skipped };
}

function stacked(actual, expected, strings) {
  let text = `\n+ ${actual}\n- ${expected}`;
  if (strings && actual.length + expected.length <= (process.stderr.isTTY ? process.stderr.columns : 80)) {
    let at = 0;
    while (at < actual.length && actual[at] === expected[at]) at++;
    if (at >= 3) text += `\n${' '.repeat(at + 2)}^`;
  }
  return text;
}

function compared(actual, expected, operator, message) {
  const a = show(actual);
  const b = show(expected);
  const linesA = a.split('\n');
  const linesB = b.split('\n');
  const header = '+ actual - expected';
  if (operator === 'strictEqual' && ((isObject(actual) && isObject(expected))
      || (typeof actual === 'function' && typeof expected === 'function'))) {
    operator = 'strictEqualObject';
  }
  if (linesA.length === 1 && linesB.length === 1 && a !== b && !(isObject(actual) && isObject(expected))) {
    const length = a.length + b.length - (typeof actual === 'string' ? 2 : 0) - (typeof expected === 'string' ? 2 : 0);
    if (length <= 12) return `${message ?? headlines[operator]}\n\n${a} !== ${b}\n`;
    const strings = typeof actual === 'string' && typeof expected === 'string';
    return `${message ?? headlines[operator]}\n${header}\n${stacked(a, b, strings)}\n`;
  }
  if (a === b) {
    const more = linesA.length > 50;
    return `${headlines.notIdentical}\n${more ? '\n... Skipped lines' : ''}\n${linesA.slice(0, 50).join('\n')}${more ? '\n...' : ''}\n`;
  }
  const { text, skipped } = printDiff(diffLines(linesA, linesB));
  return `${message ?? headlines[operator]}\n${header}${skipped ? '\n... Skipped lines' : ''}\n${text}\n`;
}

function unequal(actual, operator) {
  let base = headlines[operator];
  const lines = show(actual).split('\n');
  if (operator === 'notStrictEqual' && isReference(actual)) base = headlines.notStrictEqualObject;
  if (lines.length > 50) lines.splice(46, lines.length - 46, '...');
  return lines.length === 1 ? `${base}${lines[0].length > 5 ? '\n\n' : ' '}${lines[0]}` : `${base}\n\n${lines.join('\n')}\n`;
}

/** An error without its stack, so that a comparison of two errors shows what matters. */
function withoutStack(err) {
  const copy = Object.assign({ __proto__: Object.getPrototypeOf(err) }, err);
  Object.defineProperty(copy, 'message', { value: err.message });
  if (Object.hasOwn(err, 'cause')) Object.defineProperty(copy, 'cause', { value: err.cause });
  return copy;
}

const short = (text, max) => (text.length > max ? `${text.slice(0, max - 3)}...` : text);

function loosely(actual, expected, operator) {
  let left = show(actual);
  let right = show(expected);
  if (operator === 'notDeepEqual' && left === right) return short(`${headlines.notDeepEqual}\n\n${left}`, 1024);
  left = short(left, 512);
  right = short(right, 512);
  if (operator === 'deepEqual') return `${headlines.deepEqual}\n\n${left}\n\nshould loosely deep-equal\n\n${right}`;
  if (operator === 'notDeepEqual') {
    return `${headlines.notDeepEqualUnequal}\n\n${left}\n\nshould not loosely deep-equal\n\n${right}`;
  }
  return `${left} ${operator} ${right}`;
}

/** A message of the caller's own heads the diff of a strict comparison and replaces any other text. */
function describe(actual, expected, operator, message) {
  if (operator === 'deepStrictEqual' || operator === 'strictEqual' || operator === 'partialDeepStrictEqual') {
    return compared(actual, expected, operator, message == null ? undefined : String(message));
  }
  if (message != null) return String(message);
  if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual') return unequal(actual, operator);
  return loosely(actual, expected, operator);
}

class AssertionError extends Error {
  constructor(options) {
    require('../errors/validators.js').validateObject(options, 'options');
    const { message, operator, stackStartFn, stackStartFunction, details, diff = 'simple' } = options;
    let { actual, expected } = options;
    if (message == null && actual instanceof Error && expected instanceof Error) {
      actual = withoutStack(actual);
      expected = withoutStack(expected);
    }
    super(describe(actual, expected, operator, message));
    this.generatedMessage = !message;
    Object.defineProperty(this, 'name', {
      value: 'AssertionError [ERR_ASSERTION]', enumerable: false, writable: true, configurable: true,
    });
    this.code = 'ERR_ASSERTION';
    if (details) {
      this.actual = undefined;
      this.expected = undefined;
      this.operator = undefined;
      details.forEach((detail, i) => {
        this[`message ${i}`] = detail.message;
        this[`actual ${i}`] = detail.actual;
        this[`expected ${i}`] = detail.expected;
        this[`operator ${i}`] = detail.operator;
        this[`stack trace ${i}`] = detail.stack;
      });
    } else {
      this.actual = actual;
      this.expected = expected;
      this.operator = operator;
    }
    const start = stackStartFn || stackStartFunction;
    Error.captureStackTrace(this, start);
    // Where the function is one of ours its frame is not shown, and what stands above it begins with the app's.
    if (start && typeof this.stack === 'string' && !this.stack.includes('\n    at ')) Error.captureStackTrace(this);
    void this.stack;
    this.name = 'AssertionError';
    this.diff = diff;
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](recurseTimes, ctx) {
    const { actual, expected } = this;
    const cut = (value) => (typeof value === 'string' && value.split('\n').length > 10
      ? `${value.split('\n').slice(0, 10).join('\n')}\n...` : value);
    this.actual = cut(actual);
    this.expected = cut(expected);
    const text = inspect(this, { ...ctx, customInspect: false, depth: 0 });
    this.actual = actual;
    this.expected = expected;
    return text;
  }
}

module.exports = { AssertionError };
