'use strict';

/** Errors as `util.inspect` shows them: stack, then extra properties, cause included. */

const { prefix } = require('./text.js');

const isError = (v) => v !== null && typeof v === 'object'
  && (v instanceof Error || Object.prototype.toString.call(v) === '[object Error]');

function stackOf(err) {
  return err.stack ? String(err.stack) : Error.prototype.toString.call(err);
}

/** Puts the class of an error into the first line of its stack when the stack's own name does not tell it. */
function withClass(stack, constructor, name, tag) {
  let length = name.length;
  const plain = name.endsWith('Error') && stack.startsWith(name)
    && (stack.length === length || stack[length] === ':' || stack[length] === '\n');
  if (constructor !== null && !plain) return stack;
  let fallback = 'Error';
  if (constructor === null) {
    const start = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)/.exec(stack) || /^([a-z_A-Z0-9-]*Error)$/.exec(stack);
    fallback = (start && start[1]) || '';
    length = fallback.length;
    fallback = fallback || 'Error';
  }
  const words = prefix(constructor, tag, fallback).slice(0, -1);
  if (name === words) return stack;
  if (!words.includes(name)) return `${words} [${name}]${stack.slice(length)}`;
  return length === 0 ? `${words}: ${stack}` : `${words}${stack.slice(length)}`;
}

/** The frames of a stack, with those it shares with its cause's stack counted rather than listed. */
function frames(ctx, err, lines) {
  const list = lines.split('\n');
  if (err.cause == null || !isError(err.cause)) return list;
  const causeStack = stackOf(err.cause);
  const start = causeStack.indexOf('\n    at');
  if (start === -1) return list;
  const [length, offset] = longestCommon(list, causeStack.slice(start + 1).split('\n'));
  if (length > 3) {
    const skipped = length - 2;
    list.splice(offset + 1, skipped,
      ctx.stylize(`    ... ${skipped} lines matching cause stack trace ...`, 'undefined'));
  }
  return list;
}

function longestCommon(a, b) {
  for (let i = 0; i < a.length - 3; i++) {
    const at = b.indexOf(a[i]);
    if (at === -1) continue;
    const rest = b.length - at;
    if (rest > 3) {
      let length = 1;
      const max = Math.min(a.length - i, rest);
      while (length < max && a[i + length] === b[at + length]) length++;
      if (length > 3) return [length, i];
    }
  }
  return [0, 0];
}

function colourFrame(ctx, line) {
  const core = /^ {4}at (?:[^/\\(]+ \(|)node:(.+):\d+:\d+(?:\)|$)/.exec(line);
  if (core !== null) return ctx.stylize(line, 'undefined');
  const cwd = process.cwd();
  const at = line.indexOf(cwd);
  if (at !== -1 && line[at + cwd.length] === '/') {
    const start = line[at - 1] === '(' ? at - 1 : at;
    const end = at + cwd.length + 1;
    const close = line.endsWith(')') && start !== at ? -1 : undefined;
    line = line.slice(0, start) + ctx.stylize(line.slice(start, end), 'undefined') + line.slice(end, close)
      + (close === undefined ? '' : ctx.stylize(')', 'undefined'));
  }
  return line.replace(/([/\\]node_modules[/\\])((?:@[^/\\]+[/\\])?[^/\\]+)(?=[/\\])/g,
    (_, folder, name) => `${folder}${ctx.stylize(name, 'module')}`);
}

function formatError(err, constructor, tag, ctx, keys) {
  const name = err.name != null ? String(err.name) : 'Error';
  let stack = stackOf(err);
  if (!ctx.showHidden && keys.length !== 0) {
    for (const key of ['name', 'message', 'stack']) {
      const at = keys.indexOf(key);
      if (at !== -1 && stack.includes(String(err[key]))) keys.splice(at, 1);
    }
  }
  if ('cause' in err && !keys.includes('cause')) keys.push('cause');
  if (Array.isArray(err.errors) && !keys.includes('errors')) keys.push('errors');
  stack = withClass(stack, constructor, name, tag);
  let from = (err.message && stack.indexOf(err.message)) || -1;
  if (from !== -1) from += err.message.length;
  const start = stack.indexOf('\n    at', from);
  if (start === -1) {
    stack = `[${stack}]`;
  } else {
    let lines = frames(ctx, err, stack.slice(start + 1));
    if (ctx.colors) lines = lines.map((line) => colourFrame(ctx, line));
    stack = `${stack.slice(0, start)}\n${lines.join('\n')}`;
  }
  if (ctx.indentationLvl !== 0) stack = stack.replaceAll('\n', `\n${' '.repeat(ctx.indentationLvl)}`);
  return stack;
}

module.exports = { formatError, isError };
