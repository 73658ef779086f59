'use strict';

/** Errors as `util.inspect` shows them: stack, then extra properties, cause included. */

const { texts } = require('./text.js');

const isError = (v) => v !== null && typeof v === 'object'
  && (v instanceof Error || Object.prototype.toString.call(v) === '[object Error]');

function stackOf(err) {
  return err.stack ? String(err.stack) : Error.prototype.toString.call(err);
}

/** The frames of a stack, with those it shares with its cause's stack counted rather than listed. */
function frames(ctx, err, lines) {
  const list = lines.split('\n');
  if (err.cause == null || !isError(err.cause)) return list;
  const shared = texts().sharedFrames(lines, stackOf(err.cause));
  if (shared === null) return list;
  const skipped = shared[1] - 2;
  list.splice(shared[0] + 1, skipped, ctx.stylize(`    ... ${skipped} lines matching cause stack trace ...`, 'undefined'));
  return list;
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
  stack = texts().titledStack(stack, constructor, name, tag);
  const start = stack.indexOf('\n    at', endOfMessage(stack, err.message));
  if (start === -1) {
    stack = `[${stack}]`;
  } else {
    let lines = frames(ctx, err, stack.slice(start + 1));
    if (ctx.colors) lines = lines.map((line) => colourFrame(ctx, line));
    stack = `${stack.slice(0, start)}\n${lines.join('\n')}`;
  }
  return ctx.indented(stack);
}

module.exports = { formatError, isError };
