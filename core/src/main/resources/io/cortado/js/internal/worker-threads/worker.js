'use strict';

/** `Worker`: a thread with a loop and a context of its own, as the thread has it that has started it. */

const EventEmitter = require('../events/events.js');
const path = require('path');
const { codes, define, unsupported } = require('../errors/errors.js');
const { validateString } = require('../errors/validators.js');
const { toParcel } = require('../util/structured-clone.js');
const bound = require('../errors/bound.js');
const { Control } = require('./control.js');
const { limitsOf } = require('./limits.js');
const environment = require('./environment.js');
const binding = internalBinding('worker');

define('ERR_WORKER_PATH', (filename) => {
  const advice = filename.startsWith('file://') ? ' Wrap file:// URLs with `new URL`.'
    : filename.startsWith('data:text/javascript') ? ' Wrap data: URLs with `new URL`.' : '';
  return 'The worker script or module filename must be an absolute path or a relative path starting with \'./\' or \'../\'.'
    + `${advice} Received "${filename}"`;
}, TypeError);
define('ERR_WORKER_INVALID_EXEC_ARGV', (options, error = 'invalid execArgv flags') => `Initiated Worker with ${error}: ${options}`, Error);
define('ERR_WORKER_OUT_OF_MEMORY', 'Worker terminated due to reaching memory limit: %s', Error);
define('ERR_WORKER_NOT_RUNNING', 'Worker instance not running', Error);
define('ERR_WORKER_INIT_FAILED', 'Worker initialization failure: %s', Error);

const SHARE_ENV = Symbol.for('nodejs.worker_threads.SHARE_ENV');

/** Options of Node's that are a process's, not a thread's. */
const OF_PROCESS = new Set(['--title', '--max-old-space-size', '--stack-trace-limit', '--expose-gc', '--input-type', '--eval', '--print',
  '--check', '--interactive', '--inspect', '--inspect-brk', '--test', '--watch']);

/** What a thread is to run: a file, the text of a program, or an address to import. */
function programOf(filename, options) {
  if (options.eval) {
    if (typeof filename !== 'string') {
      throw new codes.ERR_INVALID_ARG_VALUE('options.eval', options.eval, 'must be false when \'filename\' is not a string');
    }
    return { text: filename };
  }
  if (filename instanceof URL) {
    return filename.protocol === 'data:' ? { address: filename.href } : { file: require('url').fileURLToPath(filename) };
  }
  if (typeof filename !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('filename', ['string', 'URL'], filename);
  if (!path.isAbsolute(filename) && !/^\.\.?[\\/]/.test(filename)) throw new codes.ERR_WORKER_PATH(filename);
  return { file: path.resolve(filename) };
}

function environmentOf({ env }) {
  if (env === SHARE_ENV) {
    environment.share();
    return process.env;
  }
  if (env === null || env === undefined) return process.env;
  if (typeof env !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('options.env', ['object', 'undefined', 'null', 'worker_threads.SHARE_ENV'], env);
  }
  return env;
}

function checkLists(options) {
  for (const name of ['execArgv', 'argv']) {
    if (options[name] && !Array.isArray(options[name])) throw new codes.ERR_INVALID_ARG_TYPE(`options.${name}`, 'Array', options[name]);
  }
}

function execArgvOf({ execArgv }) {
  if (!execArgv) return null;
  const words = execArgv.map(String);
  const wrong = words.filter((word) => OF_PROCESS.has(word.split('=')[0]));
  if (wrong.length > 0) throw new codes.ERR_WORKER_INVALID_EXEC_ARGV(wrong.join(', '));
  return words.join('\0');
}

class Worker extends EventEmitter {
  #handle;
  #id;
  #name;
  #control;
  #mail;
  #limits;
  #streams = {};
  #stdout;
  #up = false;

  constructor(filename, options = {}) {
    super();
    checkLists(options);
    const argv = options.argv ? options.argv.map(String) : [];
    const program = programOf(filename, options);
    const variables = environmentOf(options);
    let name = 'WorkerThread';
    if (options.name) {
      validateString(options.name, 'options.name');
      name = options.name.trim();
    }
    this.#name = name;
    this.#limits = limitsOf(options.resourceLimits);
    const boot = {
      program, argv, name, workerData: options.workerData, limits: this.#limits, shares: options.env === SHARE_ENV,
      environmentData: require('./data.js').all(), stdin: !!options.stdin,
    };
    const parcel = toParcel(boot, options.transferList ? [...options.transferList] : []);
    const execArgv = execArgvOf(options);
    const started = binding.start(parcel, name, execArgv, environment.pairsOf(variables),
      bound((code, failure) => this.#ended(code, failure)));
    if (typeof started === 'string') throw new codes.ERR_WORKER_INVALID_EXEC_ARGV(started);
    [this.#handle, this.#id] = started;
    this.#connect(started[2], started[3], options);
    this.performance = { eventLoopUtilization: (...args) => this.#utilization(...args) };
    require('./door.js').watch();
    process.nextTick(() => process.emit('worker', this));
  }

  #connect(control, mail, { stdin, stdout, stderr }) {
    this.#control = new Control(control, {
      up: () => {
        this.#up = true;
        this.emit('online');
      },
      error: (message) => this.emit('error', require('./failure.js').fromMessage(message)),
      chunk: (name, bytes) => this.#stream(name).take(bytes),
      taken: (name, count) => this.#streams.stdin?.taken(count),
    });
    this.#mail = require('../web/messaging.js').port(mail);
    for (const event of ['message', 'messageerror']) this.#mail.on(event, (message) => this.emit(event, message));
    this.#mail.unref();
    this.#stdout = { stdout: !stdout, stderr: !stderr };
    if (stdin) {
      const { Source } = require('./pipes.js');
      this.#streams.stdin = new Source('stdin', this.#control.send, () => {});
    }
  }

  /** What the thread writes: shown as this one's, unless somebody has asked to have it. */
  #stream(name) {
    let stream = this.#streams[name];
    if (stream === undefined) {
      const { Drain } = require('./pipes.js');
      this.#streams[name] = stream = new Drain(name, this.#control.send, () => {});
      if (this.#stdout[name]) require('./shown.js').show(stream, process[name]);
      if (this.#handle === null) stream.take(null);
    }
    return stream;
  }

  #ended(code, failure) {
    for (let message; (message = require('../web/messaging.js').take(this.#mail)) !== undefined;) this.emit('message', message.message);
    this.#control.drain();
    this.#handle = null;
    this.#mail.close();
    for (const name of ['stdout', 'stderr']) this.#streams[name]?.take(null);
    this.#control.close();
    if (failure !== '') {
      const Failure = failure.includes('OutOfMemoryError') ? codes.ERR_WORKER_OUT_OF_MEMORY : codes.ERR_WORKER_INIT_FAILED;
      this.emit('error', new Failure(failure.includes('OutOfMemoryError') ? 'JS heap out of memory' : failure));
    }
    this.emit('exit', code);
  }

  #utilization(first, second) {
    const share = (idle, active) => ({ idle, active, utilization: idle + active > 0 ? active / (idle + active) : 0 });
    if (second !== undefined) return share(first.idle - second.idle, first.active - second.active);
    if (this.#handle === null || !this.#up) return share(0, 0);
    const [idle, total] = this.#handle.idleAndTotal();
    return first === undefined ? share(idle, total - idle) : share(idle - first.idle, total - idle - first.active);
  }

  postMessage(...args) {
    if (this.#handle === null) return;
    this.#mail.postMessage(...args);
  }

  terminate(callback) {
    if (typeof callback === 'function') {
      process.emitWarning('Passing a callback to worker.terminate() is deprecated. It returns a Promise instead.', 'DeprecationWarning',
        'DEP0132');
      if (this.#handle === null) return Promise.resolve();
      this.once('exit', (code) => callback(null, code));
    }
    if (this.#handle === null) return Promise.resolve();
    this.#handle.terminate();
    return new Promise((resolve) => {
      this.once('exit', resolve);
    });
  }

  async [Symbol.asyncDispose]() {
    await this.terminate();
  }

  ref() {
    this.#handle?.keep(true);
  }

  unref() {
    this.#handle?.keep(false);
  }

  get threadId() {
    return this.#handle === null ? -1 : this.#id;
  }

  get threadName() {
    return this.#handle === null ? null : this.#name;
  }

  get stdin() {
    return this.#streams.stdin ?? null;
  }

  get stdout() {
    return this.#stream('stdout');
  }

  get stderr() {
    return this.#stream('stderr');
  }

  get resourceLimits() {
    return this.#handle === null ? {} : { ...this.#limits };
  }

  // eslint-disable-next-line no-unused-vars
  getHeapSnapshot(options) {
    throw unsupported('worker.getHeapSnapshot', 'the heap is the JVM\'s: use jcmd <pid> GC.heap_dump <file>');
  }

  /** The heap is that of all threads. */
  async getHeapStatistics() {
    if (this.#handle === null) throw new codes.ERR_WORKER_NOT_RUNNING();
    return process.getBuiltinModule('v8').getHeapStatistics();
  }

  async cpuUsage(previous) {
    if (previous !== undefined) require('../errors/validators.js').validateObject(previous, 'prev');
    if (this.#handle === null) throw new codes.ERR_WORKER_NOT_RUNNING();
    const [user, system] = this.#handle.cpuMicros();
    return { user: user - (previous?.user ?? 0), system: system - (previous?.system ?? 0) };
  }

  // eslint-disable-next-line no-unused-vars
  startCpuProfile(name) {
    throw unsupported('worker.startCpuProfile', 'use JDK Flight Recorder: jcmd <pid> JFR.start');
  }
}

module.exports = { Worker, SHARE_ENV };
