'use strict';

/** `repl.REPLServer`: a prompt over streams, line by line. */

const { Interface } = require('../readline/interface.js');
const { evaluate, isUnfinished, complete } = require('./evaluate.js');

class Recoverable extends SyntaxError {
  constructor(err) {
    super();
    this.err = err;
  }
}

const COMMANDS = {
  break: { help: 'Sometimes you get stuck, this gets you out', action() { this.clearBufferedCommand(); this.displayPrompt(); } },
  clear: { help: 'Alias for .break', action() { this.clearBufferedCommand(); this.displayPrompt(); } },
  exit: { help: 'Exit the REPL', action() { this.close(); } },
  help: {
    help: 'Print this help message',
    action() {
      const names = Object.keys(this.commands).sort();
      const width = Math.max(...names.map((name) => name.length));
      for (const name of names) this.output.write(`.${name.padEnd(width)}   ${this.commands[name].help ?? ''}\n`);
      this.displayPrompt();
    },
  },
  load: {
    help: 'Load JS from a file into the REPL session',
    action(file) {
      const fs = require('fs');
      try {
        this.take(fs.readFileSync(file.trim(), 'utf8'));
      } catch (error) {
        this.output.write(`Failed to load: ${file.trim()}\n${error.code === undefined ? `${error}\n` : ''}`);
        this.displayPrompt();
      }
    },
  },
  save: {
    help: 'Save all evaluated commands in this REPL session to a file',
    action(file) {
      const fs = require('fs');
      try {
        fs.writeFileSync(file.trim(), `${this.lines.join('\n')}\n`);
        this.output.write(`Session saved to: ${file.trim()}\n`);
      } catch {
        this.output.write(`Failed to save: ${file.trim()}\n`);
      }
      this.displayPrompt();
    },
  },
};

class REPLServer extends Interface {
  #buffer = '';
  #eval;
  #busy = false;
  #ended = false;
  #waiting = [];

  constructor(options) {
    const { input = process.stdin, output = process.stdout } = options;
    super({ input, output, prompt: options.prompt ?? '> ', terminal: false, completer: options.completer });
    this.useGlobal = true;
    this.ignoreUndefined = !!options.ignoreUndefined;
    this.writer = options.writer ?? ((value) => require('util').inspect(value, { colors: !!options.useColors, showProxy: true }));
    this.commands = Object.assign(Object.create(null), COMMANDS);
    this.lines = [];
    this.context = globalThis;
    this.last = undefined;
    this.#eval = options.eval;
    this.on('line', (line) => this.#line(line));
    this.on('close', () => this.#close());
  }

  get eval() {
    return this.#eval ?? defaultEval;
  }

  defineCommand(keyword, cmd) {
    this.commands[keyword] = typeof cmd === 'function' ? { action: cmd } : cmd;
  }

  displayPrompt() {
    this.output.write(this.#buffer === '' ? this.getPrompt() : '... ');
  }

  clearBufferedCommand() {
    this.#buffer = '';
  }

  setupHistory(file, callback) {
    process.nextTick(callback, null, this);
  }

  complete(line, callback) {
    callback(null, complete(line));
  }

  /** Runs a text that may have many lines. */
  take(text) {
    this.#run(text);
  }

  #line(line) {
    if (this.#busy) {
      this.#waiting.push(line);
      return;
    }
    const [, keyword, rest] = /^\s*\.([a-z]+)\s*(.*)$/.exec(line) ?? [];
    if (keyword !== undefined && this.commands[keyword] !== undefined) {
      this.commands[keyword].action.call(this, rest);
    } else if (keyword !== undefined && this.#buffer === '' && !/^\s*\.\d/.test(line)) {
      this.output.write('Invalid REPL keyword\n');
      this.displayPrompt();
    } else if (line.trim() === '' && this.#buffer === '') {
      this.displayPrompt();
    } else {
      this.#run(this.#buffer === '' ? line : `${this.#buffer}\n${line}`);
    }
  }

  #run(text) {
    this.#busy = true;
    this.eval.call(this, text, this.context, 'REPL', (error, value) => {
      this.#busy = false;
      if (error instanceof Recoverable) {
        this.#buffer = text;
      } else {
        this.#buffer = '';
        this.lines.push(text);
        if (error) this.#failed(error.err ?? error);
        else this.#show(value);
      }
      if (this.#ended) this.emit('exit');
      else this.displayPrompt();
      while (!this.#busy && this.#waiting.length > 0) this.#line(this.#waiting.shift());
    });
  }

  #show(value) {
    this.last = value;
    globalThis._ = value;
    if (value !== undefined || !this.ignoreUndefined) this.output.write(`${this.writer(value)}\n`);
  }

  #failed(error) {
    this.lastError = error;
    globalThis._error = error;
    const text = error instanceof Error && typeof error.stack === 'string' ? error.stack : require('util').inspect(error);
    const isTyped = (frame) => / \(REPL\d+:/.test(frame);
    const shown = text.replace(/\n {4}at [\s\S]*$/, (frames) =>
      frames.split('\n').filter(isTyped).map((frame) => `\n${frame}`).join(''));
    this.output.write(/^(?:REPL\d|Uncaught)/.test(shown) ? `${shown}\n` : `Uncaught ${shown}\n`);
  }

  #close() {
    this.#ended = true;
    if (!this.#busy) this.emit('exit');
  }
}

function defaultEval(text, context, file, callback) {
  let result;
  try {
    if (isUnfinished(text)) {
      callback(new Recoverable());
      return;
    }
    result = evaluate(text);
  } catch (error) {
    callback(error ?? new Error(String(error)));
    return;
  }
  if (result.awaits) result.value.then((value) => callback(null, value), (error) => callback(error));
  else callback(null, result.value);
}

/**
 * Starts a prompt and shows it. There is one global object, which is the context whatever `useGlobal` says.
 * The original is repl.start(options).
 */
function start(prompt, stream, evaluator, useGlobal, ignoreUndefined, replMode) {
  const strict = replMode !== undefined && String(replMode.description ?? '').includes('strict');
  if (strict) throw require('../errors/errors.js').unsupported('repl.start: REPL_MODE_STRICT', "begin the text with 'use strict'");
  const options = typeof prompt === 'object' && prompt !== null ? { ...prompt } : { prompt, eval: evaluator, ignoreUndefined };
  if (stream) Object.assign(options, { input: stream, output: stream });
  const server = new REPLServer(options);
  server.displayPrompt();
  return server;
}

module.exports = { REPLServer, Recoverable, start };
