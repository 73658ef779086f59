'use strict';

/** `readline.Interface`. */

const EventEmitter = require('../events/events.js');
const { StringDecoder } = require('../string-decoder/string-decoder.js');
const { AbortError, codes } = require('../errors/errors.js');
const { validateAbortSignal, validateFunction, validateString } = require('../errors/validators.js');

class Interface extends EventEmitter {
  #decoder = new StringDecoder('utf8');
  #pending = '';
  #sawReturn = false;
  #question = null;
  #prompt;

  constructor(input, output, completer, terminal) {
    super();
    let options = { input, output, completer, terminal };
    if (input !== null && typeof input === 'object' && input.input !== undefined) options = input;
    if (options.input === null || typeof options.input?.on !== 'function') {
      throw new codes.ERR_INVALID_ARG_TYPE('input', 'Stream', options.input);
    }
    if (options.completer !== undefined) validateFunction(options.completer, 'completer');
    this.input = options.input;
    this.output = options.output;
    this.terminal = options.terminal ?? !!options.output?.isTTY;
    this.crlfDelay = Math.max(100, options.crlfDelay ?? 100);
    this.history = options.history ?? [];
    this.line = '';
    this.cursor = 0;
    this.closed = false;
    this.paused = false;
    this.#prompt = options.prompt ?? '> ';
    validateString(this.#prompt, 'prompt');
    this.onData = (chunk) => this.#take(typeof chunk === 'string' ? chunk : this.#decoder.write(chunk));
    this.onEnd = () => {
      const rest = this.#pending + this.#decoder.end();
      this.#pending = '';
      if (rest.length > 0) this.#emitLine(rest);
      this.close();
    };
    this.input.on('data', this.onData);
    this.input.on('end', this.onEnd);
    this.onInputError = (err) => this.emit('error', err);
    this.input.on('error', this.onInputError);
    if (options.signal !== undefined) {
      validateAbortSignal(options.signal, 'options.signal');
      if (options.signal.aborted) process.nextTick(() => this.close());
      else {
        const { signal } = options;
        const abort = () => this.close();
        signal.addEventListener('abort', abort, { once: true });
        this.once('close', () => signal.removeEventListener('abort', abort));
      }
    }
    this.input.resume?.();
  }

  #take(text) {
    if (this.#sawReturn && text.startsWith('\n')) text = text.slice(1);
    if (text === '') return;
    this.#sawReturn = text.endsWith('\r');
    const lines = (this.#pending + text).split(/\r\n|\n|\r|\u2028|\u2029/);
    this.#pending = lines.pop();
    for (const line of lines) {
      if (this.closed) return;
      this.#emitLine(line);
    }
  }

  #emitLine(line) {
    if (this.#question !== null) {
      const answer = this.#question;
      this.#question = null;
      this.setPrompt(answer.prompt);
      answer.callback(line);
      return;
    }
    this.emit('line', line);
  }

  getPrompt() { return this.#prompt; }

  setPrompt(prompt) { this.#prompt = `${prompt}`; }

  prompt() {
    if (this.paused) this.resume();
    this.output?.write(this.#prompt);
  }

  question(query, options, callback) {
    if (typeof options === 'function') [callback, options] = [options, {}];
    if (this.closed) throw new codes.ERR_USE_AFTER_CLOSE('readline');
    if (typeof callback !== 'function') return;
    const signal = options?.signal;
    if (signal !== undefined) {
      validateAbortSignal(signal, 'options.signal');
      if (signal.aborted) return;
      const asked = callback;
      const abort = () => {
        if (this.#question?.callback === callback) this.#question = null;
      };
      callback = (answer) => {
        signal.removeEventListener('abort', abort);
        asked(answer);
      };
      signal.addEventListener('abort', abort, { once: true });
    }
    if (this.#question !== null) {
      this.prompt();
      return;
    }
    this.#question = { callback, prompt: this.#prompt };
    this.setPrompt(query);
    this.prompt();
  }

  write(data) {
    if (this.closed) throw new codes.ERR_USE_AFTER_CLOSE('readline');
    if (this.paused) this.resume();
    if (data !== undefined && data !== null) this.#take(`${data}`);
  }

  pause() {
    if (this.paused) return this;
    this.input.pause();
    this.paused = true;
    this.emit('pause');
    return this;
  }

  resume() {
    if (!this.paused) return this;
    this.input.resume();
    this.paused = false;
    this.emit('resume');
    return this;
  }

  close() {
    if (this.closed) return;
    this.pause();
    this.input.removeListener('data', this.onData);
    this.input.removeListener('end', this.onEnd);
    this.input.removeListener('error', this.onInputError);
    this.closed = true;
    this.emit('close');
  }

  getCursorPos() { return { rows: 0, cols: this.#prompt.length + this.cursor }; }

  [Symbol.dispose]() { this.close(); }

  [Symbol.asyncIterator]() {
    const lines = EventEmitter.on(this, 'line', { close: ['close'], highWaterMark: 1024 });
    return {
      next: async () => {
        const { value, done } = await lines.next();
        return done ? { value: undefined, done } : { value: value[0], done };
      },
      return: async () => {
        this.close();
        return lines.return();
      },
      [Symbol.asyncIterator]() { return this; },
    };
  }
}

/** `readline/promises`: `question` answers with a promise. */
class PromiseInterface extends Interface {
  question(query, options = {}) {
    return new Promise((resolve, reject) => {
      const { signal } = options;
      if (signal !== undefined) {
        validateAbortSignal(signal, 'options.signal');
        const abort = () => reject(new AbortError(undefined, { cause: signal.reason }));
        if (signal.aborted) {
          abort();
          return;
        }
        signal.addEventListener('abort', abort, { once: true });
        const answered = resolve;
        resolve = (answer) => {
          signal.removeEventListener('abort', abort);
          answered(answer);
        };
      }
      try {
        super.question(query, options, resolve);
      } catch (err) {
        reject(err);
      }
    });
  }
}

/** Old code calls `readline.Interface(…)` without `new`. */
const Callable = new Proxy(Interface, {
  apply: (target, _, args) => new Interface(...args),
});

module.exports = { Interface: Callable, PromiseInterface };
