'use strict';

/** The source of the failed `assert(...)` call, for its message. */

/** The text of the call that starts at or before a column: up to its closing parenthesis. */
function callText(source, from) {
  let depth = 0;
  let quote = '';
  for (let i = source.indexOf('(', from); i !== -1 && i < source.length; i++) {
    const char = source[i];
    if (quote !== '') {
      if (char === '\\') i++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'" || char === '`') {
      quote = char;
    } else if (char === '(' || char === '[' || char === '{') {
      depth++;
    } else if (char === ')' || char === ']' || char === '}') {
      if (--depth === 0) return source.slice(from, i + 1);
    }
  }
  return undefined;
}

/** The innermost frame of the app: Cortado's own are not shown. */
function callSite() {
  const before = Error.prepareStackTrace;
  const holder = {};
  Error.prepareStackTrace = (_, sites) => sites;
  try {
    Error.captureStackTrace(holder);
    return Array.isArray(holder.stack) ? holder.stack[0] : undefined;
  } finally {
    Error.prepareStackTrace = before;
  }
}

/** The start of the expression a call belongs to, such as `assert.ok` for the column of `ok`. */
function startOf(line, column) {
  let at = column;
  while (at > 0 && /[\w$.]/.test(line[at - 1])) at--;
  return at;
}

/** "The expression evaluated to a falsy value: …" with the caller's source, or undefined when it is not to be had. */
function falsyMessage() {
  const site = callSite();
  const file = site?.getFileName?.();
  if (!file) return undefined;
  let source;
  try {
    source = require('../fs/fs.js').readFileSync(file.replace(/^file:\/\//, ''), 'utf8');
  } catch {
    return undefined;
  }
  const lines = source.split('\n');
  const number = site.getLineNumber();
  const line = lines[number - 1];
  if (line === undefined) return undefined;
  const start = startOf(line, site.getColumnNumber() - 1);
  const text = callText([line.slice(start), ...lines.slice(number)].join('\n'), 0);
  if (text === undefined) return undefined;
  const [head, ...rest] = text.split('\n');
  const body = rest.map((next) => (next.slice(0, start).trim() === '' ? next.slice(start) : next.trimStart()));
  return `The expression evaluated to a falsy value:\n\n  ${[head, ...body].join('\n  ')}\n`;
}

module.exports = { falsyMessage };
