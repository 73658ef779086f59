'use strict';

/** `child_process.ChildProcess` and `spawn`. */

const EventEmitter = require('../events/events.js');
const { Readable, Writable } = require('../stream/stream.js');
const { Buffer } = require('../buffer/buffer.js');
const { AbortError, codes } = require('../errors/errors.js');
const { validateObject, validateString } = require('../errors/validators.js');
const { seen } = require('../task/tick.js');
const { normalize, environmentOf, command, spawnError, toSignal, outcome } = require('./spawn.js');
const bound = require('../errors/bound.js');
const binding = internalBinding('child_process');

class ChildOutput extends Readable {
  #child;
  #fd;
  #snapshot = bound.snapshot();

  constructor(child, fd) {
    super({ highWaterMark: 65536 });
    this.#child = child;
    this.#fd = fd;
  }

  _read() {
    this.#child.read(this.#fd, (bytes) => {
      if (!this.destroyed) bound.within(this.#snapshot, () => this.#received(bytes));
    });
  }

  #received(bytes) {
    require('../stream/util.js').deliver(this, bytes === null ? null : Buffer.from(new ArrayBuffer(bytes)));
  }
}

class ChildInput extends Writable {
  #child;

  constructor(child) {
    super({ decodeStrings: true });
    this.#child = child;
  }

  _write(bytes, encoding, callback) {
    this.#child.write(bytes.buffer, bytes.byteOffset, bytes.byteLength, bound((result) => {
      callback(result < 0 ? require('../errors/uv.js').errnoException(-32, 'write') : null);
    }));
  }

  _final(callback) {
    this.#child.endInput(bound(() => callback()));
  }

  _destroy(error, callback) {
    this.#child.endInput(() => {});
    callback(error);
  }
}

class ChildProcess extends EventEmitter {
  /** What `kill` has sent last, and the channel's end for when the child has ended. */
  #sent = 0;
  #channel = null;

  constructor() {
    super();
    this._closesNeeded = 1;
    this._closesGot = 0;
    this.connected = false;
    this.signalCode = null;
    this.exitCode = null;
    this.killed = false;
    this.spawnfile = null;
    this._handle = null;
  }

  /** Starts what `(file, args, options)` were normalized to, or what the app tells: 0 or a negative errno. */
  spawn(options) {
    const given = prepared.has(options) ? options : ofApp(options);
    this.spawnfile = given.file;
    this.spawnargs = given.args;
    if (given.channel) this.#channel = require('./channel.js').expect(this, given.serialization || 'json');
    const words = command(given);
    const environment = environmentOf(given.env);
    if (this.#channel !== null) environment.push(...this.#channel.environment);
    const handle = words === null ? -2 : binding.spawn(words, environment, given.cwd, given.stdio);
    if (typeof handle === 'number') {
      this.#failed(handle, given);
      return handle;
    }
    this._handle = handle;
    seen.handles.add(this);
    this.pid = handle.pid();
    this.stdin = given.stdio[0] === 'pipe' ? new ChildInput(handle) : null;
    this.stdout = given.stdio[1] === 'pipe' ? this.#output(handle, 1) : null;
    this.stderr = given.stdio[2] === 'pipe' ? this.#output(handle, 2) : null;
    this.stdio = places(this, given);
    this.#channel?.open();
    handle.whenExited(bound((code) => this.#ended(code)));
    process.nextTick(() => this.emit('spawn'));
    return 0;
  }

  /** No such program: the streams are there, empty, and the error comes later. */
  #failed(number, given) {
    const stream = (wish, Class, options) => (wish === 'pipe' ? new Class(options) : null);
    this.stdin = stream(given.stdio[0], Writable, { write: (chunk, encoding, done) => done() });
    this.stdout = stream(given.stdio[1], Readable, { read() {} });
    this.stderr = stream(given.stdio[2], Readable, { read() {} });
    this.stdio = places(this, given);
    this.#channel?.open();
    this.#channel?.over();
    for (const each of [this.stdout, this.stderr]) each?.push(null);
    this.exitCode = number;
    process.nextTick(() => {
      this.emit('error', spawnError(number, 'spawn', given));
      this.stdin?.destroy();
      this.emit('close', number, null);
    });
  }

  #output(handle, fd) {
    const stream = new ChildOutput(handle, fd);
    this._closesNeeded++;
    stream.once('close', () => this.#closed());
    return stream;
  }

  /** Its end is told after that of the channel. */
  #ended(code) {
    this.#channel?.over();
    if (this.connected) this.once('disconnect', () => this.#exited(code));
    else this.#exited(code);
  }

  #exited(code) {
    const [exitCode, signal] = outcome(code, this.#sent);
    this.exitCode = exitCode;
    this.signalCode = signal;
    this._handle = null;
    seen.handles.delete(this);
    this.stdin?.destroy();
    this.emit('exit', exitCode, signal);
    // streams nobody reads must not keep 'close' waiting
    process.nextTick(() => {
      for (const stream of [this.stdout, this.stderr]) {
        if (stream && stream.readableFlowing === null && stream.listenerCount('readable') === 0) stream.resume();
      }
    });
    this.#closed();
  }

  #closed() {
    this._closesGot++;
    if (this._closesGot === this._closesNeeded) this.emit('close', this.exitCode, this.signalCode);
  }

  kill(signal = 'SIGTERM') {
    const name = signal === 0 ? 0 : toSignal(signal);
    if (this._handle === null || !this._handle.alive()) return false;
    try {
      process.kill(this.pid, name);
    } catch (error) {
      if (error.code === 'ESRCH') return false;
      this.emit('error', error);
      return false;
    }
    if (name !== 0) {
      this.#sent = require('../os/constants.js').constants.signals[name];
      this.killed = true;
    }
    return true;
  }

  [Symbol.dispose ?? Symbol.for('nodejs.dispose')]() {
    if (!this.killed) this.kill();
  }

  ref() {
    this._unref = false;
    this._handle?.keepProcess(true);
  }

  unref() {
    this._unref = true;
    this._handle?.keepProcess(false);
  }
}

// as on Node, whose methods are assigned
for (const name of ['spawn', 'kill', 'ref', 'unref', Symbol.dispose]) {
  Object.defineProperty(ChildProcess.prototype, name, { enumerable: true });
}
Object.defineProperty(ChildProcess.prototype.kill, 'length', { value: 1 });

/** Options that have been checked already. */
const prepared = new WeakSet();

/** `child.spawn(options)` as apps call it. */
function ofApp(options) {
  validateObject(options, 'options');
  const { file, args, envPairs } = options;
  validateString(file, 'options.file');
  if (args !== undefined && !Array.isArray(args)) throw new codes.ERR_INVALID_ARG_TYPE('options.args', 'Array', args);
  const env = Array.isArray(envPairs) ? Object.fromEntries(envPairs.map((pair) => pair.split(/=(.*)/s, 2))) : undefined;
  const given = normalize(file, args?.slice(1) ?? [], { ...options, env, shell: false });
  return { ...given, args: args ?? [] };
}

/** `child.stdio`: the three streams, and nothing at the places behind them. */
const places = (child, given) => Object.assign(new Array(given.places).fill(null), [child.stdin, child.stdout, child.stderr]);

function abortWith(child, signal, killSignal) {
  require('../errors/validators.js').validateAbortSignal(signal, 'options.signal');
  const abort = () => {
    try {
      if (child.kill(killSignal)) child.emit('error', new AbortError(undefined, { cause: signal.reason }));
    } catch (error) {
      child.emit('error', error);
    }
  };
  if (signal.aborted) {
    process.nextTick(abort);
    return;
  }
  signal.addEventListener('abort', abort, { once: true });
  child.once('exit', () => signal.removeEventListener('abort', abort));
}

function spawn(file, args, options) {
  const given = normalize(file, args, options);
  const killSignal = given.killSignal ? toSignal(given.killSignal) : 'SIGTERM';
  const child = new ChildProcess();
  prepared.add(given);
  child.spawn(given);
  if (given.timeout > 0) {
    const timer = setTimeout(() => child.kill(killSignal), given.timeout);
    child.once('exit', () => clearTimeout(timer));
  }
  if (given.signal) abortWith(child, given.signal, killSignal);
  return child;
}

module.exports = { ChildProcess, spawn };
