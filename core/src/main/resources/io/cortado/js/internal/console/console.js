'use strict';

/** The methods of `console`, over two streams. */

let formatModule;

/** What `util.format` makes of a text without placeholders and of plain values behind it; undefined for all else. */
function plainText(args) {
  let text = args[0];
  if (typeof text !== 'string') return undefined;
  if (args.length > 1 && text.includes('%')) return undefined;
  for (let i = 1; i < args.length; i++) {
    const value = args[i];
    if (typeof value !== 'string' && (typeof value !== 'number' || Object.is(value, -0))) return undefined;
    text += ` ${value}`;
  }
  return text;
}

function format(options, args) {
  if (args.length === 1 && typeof args[0] === 'string') return args[0];
  // Most lines of most apps are such; what formats the others is large.
  const text = options === undefined ? plainText(args) : undefined;
  if (text !== undefined) return text;
  formatModule ??= require('../inspect/format.js');
  return options === undefined ? formatModule.format(...args) : formatModule.formatWithOptions(options, ...args);
}

function duration(ms) {
  let hours = 0;
  let minutes = 0;
  let seconds = 0;
  if (ms >= 1000) {
    if (ms >= 60000) {
      if (ms >= 3600000) {
        hours = Math.floor(ms / 3600000);
        ms %= 3600000;
      }
      minutes = Math.floor(ms / 60000);
      ms %= 60000;
    }
    seconds = ms / 1000;
  }
  const pad = (n) => String(n).padStart(2, '0');
  if (hours !== 0 || minutes !== 0) {
    const [whole, part] = seconds.toFixed(3).split('.');
    if (hours !== 0) return `${hours}:${pad(minutes)}:${pad(whole)} (h:mm:ss)`;
    return `${minutes}:${pad(whole)}.${part} (m:ss.mmm)`;
  }
  return seconds !== 0 ? `${seconds.toFixed(3)}s` : `${Number(ms.toFixed(3))}ms`;
}

const noop = () => {};

/** State of one console: where it writes, its timers, counters and indentation. */
class State {
  constructor(streams, options) {
    this.streams = streams;
    this.ignoreErrors = options?.ignoreErrors ?? true;
    this.colorMode = options?.colorMode ?? 'auto';
    this.inspectOptions = options?.inspectOptions;
    this.groupIndentation = options?.groupIndentation ?? 2;
    this.early = options?.early;
    this.indent = '';
    this.counts = new Map();
    this.timers = new Map();
  }

  optionsFor(stream) {
    if (this.inspectOptions !== undefined) {
      const own = this.inspectOptions instanceof Map ? this.inspectOptions.get(stream) : this.inspectOptions;
      if (own !== undefined) {
        return own.colors === undefined && this.colored(stream) ? { ...own, colors: true } : own;
      }
    }
    return this.colored(stream) ? { colors: true } : undefined;
  }

  colored(stream) {
    if (this.colorMode !== 'auto') return this.colorMode;
    return stream.isTTY === true && (typeof stream.getColorDepth !== 'function' || stream.getColorDepth() > 2);
  }

  /** Writes a plain line without a stream, until somebody has asked for one; answers whether it did. */
  writeEarly(kind, args) {
    const text = plainText(args);
    if (text === undefined || (this.indent !== '' && text.includes('\n'))) return false;
    if (this.early(kind, `${this.indent}${text}\n`)) return true;
    this.early = undefined;
    return false;
  }

  write(kind, args) {
    if (this.early !== undefined && this.writeEarly(kind, args)) return;
    const stream = this.streams()[kind];
    let text = format(this.optionsFor(stream), args);
    if (this.indent !== '') {
      if (text.includes('\n')) text = text.replaceAll('\n', `\n${this.indent}`);
      text = this.indent + text;
    }
    text += '\n';
    if (!this.ignoreErrors) {
      stream.write(text);
      return;
    }
    // An error of the stream must not become an unhandled 'error' event, neither at once nor later.
    const failed = (error) => {
      if (error && !stream._writableState?.errorEmitted && stream.listenerCount?.('error') === 0) stream.once('error', noop);
    };
    if (stream.listenerCount?.('error') === 0) {
      stream.once('error', noop);
      try {
        stream.write(text, failed);
      } catch (err) {
        if (err instanceof RangeError && /stack/i.test(err.message)) throw err;
      } finally {
        stream.removeListener('error', noop);
      }
    } else {
      stream.write(text, failed);
    }
  }

  elapsed(name, label, data) {
    const started = this.timers.get(label);
    if (started === undefined) {
      process.emitWarning(`No such label '${label}' for console.${name}()`);
      return false;
    }
    this.write('out', data === undefined ? [`%s: %s`, label, duration(performance.now() - started)]
      : ['%s: %s', label, duration(performance.now() - started), ...data]);
    return true;
  }
}

const methods = {
  log(state, args) { state.write('out', args); },
  warn(state, args) { state.write('err', args); },
  dir(state, [object, options]) {
    const { inspect } = require('../inspect/inspect.js');
    const own = state.optionsFor(state.streams().out);
    state.write('out', [inspect(object, { customInspect: false, ...own, ...options })]);
  },
  time(state, [label = 'default']) {
    label = `${label}`;
    if (state.timers.has(label)) {
      process.emitWarning(`Label '${label}' already exists for console.time()`);
      return;
    }
    state.timers.set(label, performance.now());
  },
  timeEnd(state, [label = 'default']) {
    label = `${label}`;
    if (state.elapsed('timeEnd', label)) state.timers.delete(label);
  },
  timeLog(state, [label = 'default', ...data]) {
    state.elapsed('timeLog', `${label}`, data);
  },
  assert(state, [value, ...args]) {
    if (value) return;
    if (typeof args[0] === 'string') args[0] = `Assertion failed: ${args[0]}`;
    else args.unshift('Assertion failed');
    state.write('err', args);
  },
  clear(state) {
    const { out } = state.streams();
    if (out.isTTY && process.env.TERM !== 'dumb') out.write('\u001b[1;1H\u001b[0J');
  },
  count(state, [label = 'default']) {
    label = `${label}`;
    const count = (state.counts.get(label) ?? 0) + 1;
    state.counts.set(label, count);
    state.write('out', [`${label}: ${count}`]);
  },
  countReset(state, [label = 'default']) {
    if (!state.counts.delete(`${label}`)) process.emitWarning(`Count for '${label}' does not exist`);
  },
  group(state, args) {
    if (args.length > 0) state.write('out', args);
    state.indent += ' '.repeat(state.groupIndentation);
  },
  groupEnd(state) {
    state.indent = state.indent.slice(0, Math.max(0, state.indent.length - state.groupIndentation));
  },
  table(state, [data, properties]) {
    if (data === null || typeof data !== 'object') {
      state.write('out', [data]);
      return;
    }
    if (properties !== undefined) require('../errors/validators.js').validateArray(properties, 'properties');
    state.write('out', [require('./table.js').render(data, properties)]);
  },
};
for (const [alias, name] of [['debug', 'log'], ['info', 'log'], ['dirxml', 'log'], ['error', 'warn'],
  ['groupCollapsed', 'group']]) {
  methods[alias] = methods[name];
}
const order = ['log', 'warn', 'dir', 'time', 'timeEnd', 'timeLog', 'trace', 'assert', 'clear', 'count', 'countReset', 'group',
  'groupEnd', 'table', 'debug', 'info', 'dirxml', 'error', 'groupCollapsed'];

/** Puts bound methods on `target` and returns it. */
function install(target, streams, options) {
  const state = new State(streams, options);
  for (const name of order) {
    const method = methods[name];
    const bound = name === 'trace'
      ? function trace(...args) {
        const err = { name: 'Trace', message: format(undefined, args) };
        Error.captureStackTrace(err);
        const [, ...frames] = String(err.stack).split('\n');
        target.error([`Trace${err.message ? `: ${err.message}` : ''}`, ...frames].join('\n'));
      }
      : { [name](...args) { method(state, args); } }[name];
    Object.defineProperty(target, name, { value: bound, writable: true, enumerable: true, configurable: true });
  }
  for (const name of ['profile', 'profileEnd', 'timeStamp', 'context']) {
    Object.defineProperty(target, name, { value: noop, writable: true, enumerable: true, configurable: true });
  }
  Object.defineProperties(target, {
    _stdout: { configurable: true, get: () => state.streams().out },
    _stderr: { configurable: true, get: () => state.streams().err },
    [Symbol.toStringTag]: { configurable: true, value: 'console' },
  });
  return target;
}

/** `new Console({ stdout, stderr, ignoreErrors, colorMode, inspectOptions, groupIndentation })`. */
function Console(options, ...rest) {
  if (!new.target) return new Console(options, ...rest);
  if (!options || typeof options.write === 'function') {
    options = { stdout: options, stderr: rest[0], ignoreErrors: rest[1] };
  }
  const { stdout, stderr = stdout, ignoreErrors = true, colorMode = 'auto', inspectOptions, groupIndentation } = options;
  const { codes } = require('../errors/errors.js');
  if (!stdout || typeof stdout.write !== 'function') throw new codes.ERR_CONSOLE_WRITABLE_STREAM('stdout');
  if (!stderr || typeof stderr.write !== 'function') throw new codes.ERR_CONSOLE_WRITABLE_STREAM('stderr');
  if (typeof colorMode !== 'boolean') require('../errors/validators.js').validateOneOf(colorMode, 'colorMode', ['auto', true, false]);
  if (groupIndentation !== undefined) {
    require('../errors/validators.js').validateInteger(groupIndentation, 'groupIndentation', 0, 1000);
  }
  if (inspectOptions !== undefined) require('../errors/validators.js').validateObject(inspectOptions, 'options.inspectOptions');
  const streams = { out: stdout, err: stderr };
  install(this, () => streams, { ignoreErrors, colorMode, inspectOptions, groupIndentation });
}

Object.defineProperty(Console, Symbol.hasInstance, {
  value(instance) {
    return instance !== null && typeof instance === 'object' && ('_stdout' in instance || instance instanceof Object
      && Object.prototype.isPrototypeOf.call(Console.prototype, instance));
  },
});

module.exports = { Console, install };
