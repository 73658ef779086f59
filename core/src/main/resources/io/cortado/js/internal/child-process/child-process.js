'use strict';

/** Node's `child_process`. */

const { ChildProcess, spawn } = require('./child.js');
const { normalize, environmentOf, command, spawnError, toSignal, outcome } = require('./spawn.js');
const { Buffer } = require('../buffer/buffer.js');
const { AbortError, codes } = require('../errors/errors.js');
const { validateFunction, validateNumber, validateObject, validateString } = require('../errors/validators.js');
const { errnoException } = require('../errors/uv.js');
const { toPath } = require('../fs/util.js');
const { traced } = require('../errors/promised.js');
const binding = internalBinding('child_process');

const MAX_BUFFER = 1024 * 1024;
const TIMED_OUT = -1000;

/** Collects a stream's output up to a limit; `over` is called when there is more. */
function collector(stream, encoding, limit, over) {
  const parts = [];
  let size = 0;
  const text = encoding && encoding !== 'buffer' && Buffer.isEncoding(encoding);
  if (text) stream?.setEncoding(encoding);
  stream?.on('data', (chunk) => {
    const length = text ? Buffer.byteLength(chunk, encoding) : chunk.length;
    size += length;
    if (size > limit) {
      parts.push(text ? chunk.slice(0, limit - size + length) : chunk.subarray(0, limit - size + length));
      over();
    } else {
      parts.push(chunk);
    }
  });
  return () => (text ? parts.join('') : Buffer.concat(parts));
}

function execFile(file, args, options, callback) {
  const rest = [args, options, callback];
  const list = Array.isArray(args) ? rest.shift() : (args === undefined || args === null ? rest.shift() : []);
  const done = rest.find((each) => typeof each === 'function');
  const own = typeof rest[0] === 'object' && rest[0] !== null ? rest[0] : {};
  const given = { encoding: 'utf8', timeout: 0, maxBuffer: MAX_BUFFER, killSignal: 'SIGTERM', cwd: null, env: null, shell: false, ...own };
  if (given.maxBuffer !== undefined && given.maxBuffer !== null) validateNumber(given.maxBuffer, 'options.maxBuffer', 0);
  toSignal(given.killSignal);
  const child = spawn(file, list ?? [], { ...given, env: given.env ?? undefined, cwd: given.cwd, timeout: 0, signal: undefined });
  let failure = null;
  let killed = false;
  let over = false;
  const kill = () => {
    child.stdout?.destroy();
    child.stderr?.destroy();
    killed = true;
    child.kill(given.killSignal);
  };
  const exceeded = (name) => () => {
    if (failure) return;
    failure = new codes.ERR_CHILD_PROCESS_STDIO_MAXBUFFER(name);
    kill();
  };
  const stdout = collector(child.stdout, given.encoding, given.maxBuffer, exceeded('stdout'));
  const stderr = collector(child.stderr, given.encoding, given.maxBuffer, exceeded('stderr'));
  const timer = given.timeout > 0 ? setTimeout(kill, given.timeout) : null;
  const cmd = [file, ...(list ?? [])].join(' ');
  const finish = (code, signal) => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    if (!done) return;
    const out = stdout();
    const err = stderr();
    if (!failure && code === 0 && signal === null) {
      done(null, out, err);
      return;
    }
    failure ??= Object.assign(new Error(`Command failed: ${cmd}\n${err}`), {
      code: code < 0 ? require('../errors/uv.js').errname(code) : code, killed: child.killed || killed, signal,
    });
    failure.cmd = cmd;
    Object.assign(failure, { stdout: out, stderr: err });
    done(failure, out, err);
  };
  child.on('close', finish);
  child.on('error', (error) => {
    failure = error;
    finish(child.exitCode, child.signalCode);
  });
  if (given.signal) followSignal(child, given.signal, kill, (error) => {
    failure = error;
  });
  return child;
}

function followSignal(child, signal, kill, fail) {
  const abort = () => {
    fail(new AbortError(undefined, { cause: signal.reason }));
    kill();
  };
  if (signal.aborted) process.nextTick(abort);
  else signal.addEventListener('abort', abort, { once: true });
  child.once('close', () => signal.removeEventListener('abort', abort));
}

function exec(line, options, callback) {
  validateString(line, 'command');
  const done = typeof options === 'function' ? options : callback;
  const given = typeof options === 'function' ? {} : options ?? {};
  if (done !== undefined) validateFunction(done, 'callback');
  return execFile(line, { ...given, shell: typeof given.shell === 'string' ? given.shell : true }, done);
}

/** `util.promisify` answers both streams, and its promise has the child. */
function promisified(method) {
  Object.defineProperty(method, Symbol.for('nodejs.util.promisify.custom'), {
    value(...args) {
      let child;
      const promise = traced(new Promise((resolve, reject) => {
        child = method(...args, (error, stdout, stderr) => {
          if (error) reject(Object.assign(error, { stdout, stderr }));
          else resolve({ stdout, stderr });
        });
      }));
      promise.child = child;
      return promise;
    },
  });
}
promisified(exec);
promisified(execFile);

function inputOf(options) {
  const { input } = options;
  if (input === undefined || input === null) return null;
  if (typeof input !== 'string' && !ArrayBuffer.isView(input)) {
    throw new codes.ERR_INVALID_ARG_TYPE('options.stdio[0]', ['Buffer', 'TypedArray', 'DataView', 'string'], input);
  }
  const { exact } = require('../crypto/util.js');
  return exact(typeof input === 'string' ? Buffer.from(input) : input);
}

function spawnSync(file, args, options) {
  const own = Array.isArray(args) ? options ?? {} : args ?? options ?? {};
  const given = normalize(file, Array.isArray(args) ? args : [], { maxBuffer: MAX_BUFFER, ...own });
  if (given.channel) throw new codes.ERR_IPC_SYNC_FORK();
  const killSignal = given.killSignal ? toSignal(given.killSignal) : 'SIGTERM';
  const words = command(given);
  const result = words === null ? -2
    : binding.spawnSync(words, environmentOf(given.env), given.cwd, given.stdio, inputOf(given), given.timeout ?? 0);
  if (typeof result === 'number') {
    const error = spawnError(result, 'spawnSync', given);
    return { error, status: null, signal: null, output: null, pid: 0, stdout: null, stderr: null };
  }
  const timedOut = result[1] === TIMED_OUT;
  const [status, signal] = timedOut ? [null, killSignal] : outcome(result[1], 0);
  const text = given.encoding && given.encoding !== 'buffer' ? given.encoding : null;
  const read = (bytes, wish) => {
    if (wish !== 'pipe') return null;
    const buffer = Buffer.from(new ArrayBuffer(bytes));
    return text ? buffer.toString(text) : buffer;
  };
  const stdout = read(result[2], given.stdio[1]);
  const stderr = read(result[3], given.stdio[2]);
  const answer = { status, signal, output: [null, stdout, stderr], pid: result[0], stdout, stderr };
  if (timedOut) {
    answer.error = Object.assign(errnoException(-110, `spawnSync ${given.file}`),
      { path: given.file, spawnargs: given.args.slice(1) });
  } else if ((stdout?.length ?? 0) > given.maxBuffer || (stderr?.length ?? 0) > given.maxBuffer) {
    answer.error = Object.assign(errnoException(-105, `spawnSync ${given.file}`),
      { path: given.file, spawnargs: given.args.slice(1) });
  }
  return answer;
}

function throwing(result, options, cmd) {
  const inherit = !options?.stdio;
  if (inherit && result.stderr?.length > 0) process.stderr.write(result.stderr);
  if (result.error) throw Object.assign(result.error, { ...result, error: undefined });
  if (result.status !== 0) {
    let message = `Command failed: ${cmd}`;
    if (result.stderr?.length > 0) message += `\n${result.stderr.toString()}`;
    throw Object.assign(new Error(message), result);
  }
  return result.stdout;
}

function execFileSync(file, args, options) {
  const list = Array.isArray(args) ? args : [];
  const own = Array.isArray(args) ? options : args ?? options;
  return throwing(spawnSync(file, list, own ?? {}), own, [file, ...list].join(' '));
}

function execSync(line, options) {
  validateString(line, 'command');
  const given = { ...options, shell: typeof options?.shell === 'string' ? options.shell : true };
  return throwing(spawnSync(line, [], given), options, line);
}

/** Starts a script with Cortado itself, and a channel to it. */
function fork(modulePath, ...rest) {
  const path = toPath(modulePath, 'modulePath');
  const args = Array.isArray(rest[0]) ? rest[0] : [];
  const given = Array.isArray(rest[0]) || rest[0] === undefined || rest[0] === null ? rest[1] : rest[0];
  if (rest[0] !== undefined && rest[0] !== null && typeof rest[0] !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('args', 'Array', rest[0]);
  }
  if (given !== undefined && given !== null) validateObject(given, 'options');
  const options = { ...given, shell: false };
  const execArgv = [...options.execArgv ?? process.execArgv];
  // The text of -e is this process's program, not the child's.
  const text = options.execArgv === undefined && process._eval !== undefined ? execArgv.lastIndexOf(process._eval) : -1;
  if (text > 0) execArgv.splice(text - 1, 2);
  options.execPath ||= process.execPath;
  options.stdio = forkStdio(options);
  return spawn(options.execPath, [...execArgv, path, ...args], options);
}

function forkStdio({ stdio, silent }) {
  if (typeof stdio === 'string') {
    if (!['pipe', 'ignore', 'inherit', 'overlapped'].includes(stdio)) throw new codes.ERR_INVALID_ARG_VALUE('stdio', stdio);
    return [stdio, stdio, stdio, 'ipc'];
  }
  if (!Array.isArray(stdio)) return silent ? ['pipe', 'pipe', 'pipe', 'ipc'] : [0, 1, 2, 'ipc'];
  if (!stdio.includes('ipc')) throw new codes.ERR_CHILD_PROCESS_IPC_REQUIRED('options.stdio');
  return stdio;
}
Object.defineProperty(fork, 'length', { value: 1, configurable: true });

module.exports = { ChildProcess, exec, execFile, execFileSync, execSync, fork, spawn, spawnSync };
