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
    // The class as the stack begins with it, before its message or frames or alone.
    const [, headed, alone] = /^(?:([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)|([a-z_A-Z0-9-]*Error)$)/.exec(stack) ?? [];
    const told = headed ?? alone ?? '';
    length = told.length;
    fallback = told || 'Error';
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
  const [length, offset] = sharedRun(list, causeStack.slice(start + 1).split('\n'));
  if (length > 3) {
    const skipped = length - 2;
    list.splice(offset + 1, skipped,
      ctx.stylize(`    ... ${skipped} lines matching cause stack trace ...`, 'undefined'));
  }
  return list;
}

/** The first run of at least four lines that both have: its length and where it begins in the first. */
function sharedRun(lines, others) {
  for (const [start, line] of lines.entries()) {
    const at = others.indexOf(line);
    const after = at === -1 ? [] : lines.slice(start);
    const end = after.findIndex((each, i) => each !== others[at + i]);
    const length = end === -1 ? after.length : end;
    if (length > 3) return [length, start];
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

/** Where the frames are looked for: behind the message, which may look like some. */
function endOfMessage(stack, message) {
  const at = message ? stack.indexOf(message) : -1;
  return at > 0 ? at + message.length : -1;
}

function formatError(err, constructor, tag, ctx, keys) {
  const name = err.name != null ? String(err.name) : 'Error';
  let stack = stackOf(err);
  if (!ctx.showHidden && keys.length !== 0) {
    // What the stack tells already is not told again.
    const told = (key) => ['name', 'message', 'stack'].includes(key) && stack.includes(String(err[key]));
    for (let i = keys.length - 1; i >= 0; i--) if (told(keys[i])) keys.splice(i, 1);
  }
  const inner = { cause: 'cause' in err, errors: Array.isArray(err.errors) };
  for (const key of ['cause', 'errors']) if (inner[key] && !keys.includes(key)) keys.push(key);
  stack = withClass(stack, constructor, name, tag);
  const start = stack.indexOf('\n    at', endOfMessage(stack, err.message));
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
