'use strict';

// The process object. Streams, warnings and the rarer measures are loaded at first use.

const EventEmitter = require('events');
const tick = require('../task/tick.js');
const host = internalBinding('process');
const loop = internalBinding('loop');

const NODE_VERSION = '22.21.1';
const [arch, platform, pid, ppid, execPath, java, argumentCount, ...others] = host.facts().split('\0');
const argv = others.splice(0, +argumentCount);
const execArgv = others.splice(0, +others.shift());
/** Names and values in turn. */
const options = others.splice(0, +others.shift());

class process_ extends EventEmitter {}
Object.defineProperty(process_, 'name', { value: 'process' });
const process = new process_();
Object.defineProperty(process, Symbol.toStringTag, { value: 'process', configurable: true });

let exiting = false;
// Set once the host was told to end: what still unwinds is not an error of the app.
let ended = false;
let exitCode;

/** What `process.env` is made of, for threads that have it in common. */
const variables = { values: null, traps: null };

function environment(pairs) {
  const values = Object.create(Object.prototype);
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    values[pairs[i]] = pairs[i + 1];
  }
  if (values.TZ !== undefined) {
    const zone = internalBinding('timezone');
    if (zone.differs(values.TZ)) zone.set(values.TZ);
  }
  variables.values = values;
  variables.traps = {
    set(target, name, value) {
      if (typeof value === 'symbol' || typeof name === 'symbol') {
        throw new TypeError('Cannot convert a Symbol value to a string');
      }
      target[name] = String(value);
      if (name === 'TZ') internalBinding('timezone').set(target.TZ);
      return true;
    },
    defineProperty(target, name, descriptor) {
      if ('value' in descriptor) {
        descriptor = { ...descriptor, value: String(descriptor.value) };
      }
      const defined = Reflect.defineProperty(target, name, descriptor);
      if (name === 'TZ' && defined) internalBinding('timezone').set(target.TZ);
      return defined;
    },
    deleteProperty(target, name) {
      if (name === 'TZ' && Object.hasOwn(target, name)) internalBinding('timezone').set(null);
      return delete target[name];
    },
  };
  return new Proxy(values, variables.traps);
}

function requireCode(code) {
  if (code === undefined || code === null) return;
  if (typeof code === 'string' && /^\s*[+-]?\d+\s*$/.test(code)) return;
  if (!Number.isInteger(code)) {
    const { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } = require('../errors/errors.js').codes;
    if (typeof code === 'number') throw new ERR_OUT_OF_RANGE('code', 'an integer', code);
    throw new ERR_INVALID_ARG_TYPE('code', 'number', code);
  }
}

function emitExit() {
  if (!exiting) {
    exiting = true;
    process._exiting = true;
    tick.stop();
    process.emit('exit', exitCode ?? 0);
  }
}

Object.assign(process, {
  title: 'cortado',
  version: `v${NODE_VERSION}`,
  versions: { node: NODE_VERSION, v8: '12.4.254.21-node.33', uv: '1.51.0', modules: '127', graaljs: '25.0.3', java },
  arch,
  platform,
  release: { name: 'node', lts: 'Jod' },
  pid: +pid,
  ppid: +ppid,
  execPath,
  execArgv,
  argv,
  argv0: 'node',
  debugPort: 9229,
  features: {
    inspector: false, debug: false, uv: true, ipv6: true, tls_alpn: true, tls_sni: true, tls_ocsp: false, tls: true,
    openssl_is_boringssl: false, cached_builtins: true, require_module: true, typescript: 'strip',
  },
  config: { target_defaults: {}, variables: {} },
  env: environment(others),
  _exiting: false,
  domain: null,

  nextTick: tick.nextTick,
  cwd: () => host.cwd(),
  chdir(directory) {
    require('../errors/validators.js').validateString(directory, 'directory');
    const failure = host.chdir(directory);
    if (failure !== null) {
      throw Object.assign(
        new Error(`ENOENT: no such file or directory, chdir ${host.cwd()} -> '${directory}'`),
        { code: 'ENOENT', errno: -2, syscall: 'chdir', path: host.cwd(), dest: directory });
    }
  },
  exit(code) {
    requireCode(code);
    if (code !== undefined && code !== null) process.exitCode = code;
    emitExit();
    process.reallyExit(+(exitCode ?? 0));
  },
  reallyExit(code) {
    ended = true;
    host.exit(code | 0);
  },
  _rawDebug(...values) {
    host.writeError(`${require('../inspect/format.js').format(...values)}\n`);
  },
  abort() {
    host.exit(134);
  },
  kill(pid, given) {
    const signal = given ?? 'SIGTERM';
    const { validateInteger } = require('../errors/validators.js');
    validateInteger(pid, 'pid');
    const number = typeof signal === 'number' ? signal : require('os').constants.signals[signal];
    if (number === undefined) {
      const { ERR_UNKNOWN_SIGNAL } = require('../errors/errors.js').codes;
      throw new ERR_UNKNOWN_SIGNAL(signal);
    }
    if (!host.kill(pid, number)) {
      throw Object.assign(new Error('kill ESRCH'), { code: 'ESRCH', errno: -3, syscall: 'kill' });
    }
    return true;
  },
  uptime: () => host.uptimeMillis() / 1000,
  hrtime: Object.assign(
    function hrtime(previous) {
      const now = host.hrtimeNanos();
      let seconds = Math.floor(now / 1e9);
      let nanos = now % 1e9;
      if (previous !== undefined) {
        const { validateArray } = require('../errors/validators.js');
        validateArray(previous, 'time');
        if (previous.length !== 2) throw new (require('../errors/errors.js').codes.ERR_OUT_OF_RANGE)('time', 2, previous.length);
        seconds -= previous[0];
        nanos -= previous[1];
        if (nanos < 0) {
          seconds--;
          nanos += 1e9;
        }
      }
      return [seconds, nanos];
    },
    { bigint: () => BigInt(host.hrtimeNanos()) }),
  memoryUsage: Object.assign(
    () => {
      const [rss, heapTotal, heapUsed] = host.memory();
      return { rss, heapTotal, heapUsed, external: 0, arrayBuffers: 0 };
    },
    { rss: () => host.memory()[0] }),
  constrainedMemory: () => host.memoryLimit(),
  availableMemory() {
    const limit = host.memoryLimit();
    const free = require('os').freemem();
    return limit > 0 ? Math.min(free, limit - host.memory()[0]) : free;
  },
  binding(name) {
    throw Object.assign(new Error(`No such module: ${name}`), { code: 'ERR_INVALID_MODULE' });
  },
  dlopen() {
    throw Object.assign(
      new Error('process.dlopen: native addons do not run on the JVM; use a pure JavaScript or Java alternative'),
      { code: 'ERR_DLOPEN_FAILED' });
  },
  emitWarning: (warning, type, code, ctor) => require('./warnings.js').emitWarning(warning, type, code, ctor),
  execve(execPath, ...rest) {
    require('./execve.js').execve(execPath, ...rest);
  },
  setUncaughtExceptionCaptureCallback(callback) {
    const { codes } = require('../errors/errors.js');
    if (callback !== null && typeof callback !== 'function') throw new codes.ERR_INVALID_ARG_TYPE('fn', ['Function', 'null'], callback);
    if (callback !== null && capture !== null) throw new codes.ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET();
    capture = callback;
  },
  hasUncaughtExceptionCaptureCallback: () => capture !== null,
  setSourceMapsEnabled(enabled) {
    sourceMaps().setSourceMapsEnabled(enabled);
  },
  openStdin() {
    process.stdin.resume();
    return process.stdin;
  },
  assert(value, message) {
    if (!assertWarned) {
      assertWarned = true;
      process.emitWarning('process.assert() is deprecated. Please use the `assert` module instead.', 'DeprecationWarning', 'DEP0100');
    }
    if (!value) throw Object.assign(new Error(message ?? 'assertion error'), { code: 'ERR_ASSERTION' });
  },
  ref: (maybe) => hold(maybe, 'ref'),
  unref: (maybe) => hold(maybe, 'unref'),
  getBuiltinModule: (name) => {
    require('../errors/validators.js').validateString(name, 'id');
    const loader = require('../loader/loader.js');
    return loader.isBuiltin(name) ? loader.loadBuiltin(name) : undefined;
  },
  loadEnvFile(path = undefined) {
    require('../util/parse-env.js').loadEnvFile(path);
  },
  getActiveResourcesInfo: () => require('./active.js').resources(isUntouched),
  _getActiveHandles: () => require('./active.js').handles(isUntouched),
  // What Java does for the app off the loop is not told one by one.
  _getActiveRequests: () => [],
});

const sourceMaps = () => require('../loader/source-maps.js').beside(require('../loader/loader.js').commonJs);
let assertWarned = false;

/** Lets something keep the process alive, or no longer, by the method that it has for that. */
function hold(maybe, way) {
  const method = maybe?.[Symbol.for(`nodejs.${way}`)] ?? maybe?.[Symbol.for(`node:${way}`)] ?? maybe?.[way];
  if (typeof method === 'function') method.call(maybe);
}

/** Members that are made when somebody asks for them. */
for (const [name, make] of Object.entries({
  report: () => require('./report.js').report,
  finalization: () => require('./finalization.js'),
  allowedNodeEnvironmentFlags: () => require('./environment-flags.js'),
  moduleLoadList: () => require('../loader/loader.js').Module.builtinModules.map((name) => `NativeModule ${name}`),
  sourceMapsEnabled: () => sourceMaps().getSourceMapsSupport().enabled,
})) {
  Object.defineProperty(process, name, { configurable: true, enumerable: true, get: make });
}
for (const [name, value] of Object.entries({
  sourceUrl: `https://nodejs.org/download/release/v${NODE_VERSION}/node-v${NODE_VERSION}.tar.gz`,
  headersUrl: `https://nodejs.org/download/release/v${NODE_VERSION}/node-v${NODE_VERSION}-headers.tar.gz`,
})) process.release[name] = value;
for (const name of Object.keys(process.release)) Object.defineProperty(process.release, name, { writable: false });
for (const name of ['version', 'versions', 'arch', 'platform', 'release', 'config', 'pid']) {
  Object.defineProperty(process, name, { writable: false });
}
for (const name of ['argv0', 'features']) Object.defineProperty(process, name, { writable: false, configurable: false });

/** Members that ask the system, in a file of their own, for few apps call them; what Windows does not have is not there. */
const identity = {
  umask: 1, cpuUsage: 1, threadCpuUsage: 1, resourceUsage: 0,
  ...(platform === 'win32' ? {} : {
    getuid: 0, geteuid: 0, getgid: 0, getegid: 0, getgroups: 0, setuid: 1, seteuid: 1, setgid: 1, setegid: 1, setgroups: 1, initgroups: 2,
  }),
};
for (const [name, length] of Object.entries(identity)) {
  process[name] = (...args) => require('./identity.js').members[name](...args);
  Object.defineProperties(process[name], { name: { value: name }, length: { value: length } });
}

Object.defineProperty(process, 'exitCode', {
  configurable: true,
  enumerable: true,
  get: () => exitCode,
  set(value) {
    requireCode(value);
    exitCode = value === null ? undefined : value;
  },
});

/** The getters that make the standard streams. */
const standard = new Map();

/** Writes a text to `stdout` or `stderr` if neither the app nor anybody else has asked for that stream yet. */
function writeEarly(name, text) {
  return isUntouched(name)
    && require('./streams.js').writeEarly(name, text);
}

/** Whether nobody has asked for a standard stream yet. */
const isUntouched = (name) => Object.getOwnPropertyDescriptor(process, name)?.get === standard.get(name);

for (const name of ['stdin', 'stdout', 'stderr']) {
  Object.defineProperty(process, name, {
    configurable: true,
    enumerable: true,
    get() {
      const stream = require('./streams.js')[name]();
      Object.defineProperty(process, name, { value: stream, configurable: true, enumerable: true, writable: true });
      return stream;
    },
    set(value) {
      Object.defineProperty(process, name, { value, configurable: true, enumerable: true, writable: true });
    },
  });
  standard.set(name, Object.getOwnPropertyDescriptor(process, name).get);
}

let capture = null;

/**
 * An error nobody caught: listeners first; without any the process ends with 1 and it is printed. What throws in a listener
 * is printed in its place and ends the process at once, with 7.
 */
function uncaught(error, origin = 'uncaughtException') {
  if (ended) throw error;
  try {
    process.emit('uncaughtExceptionMonitor', error, origin);
    if (capture !== null) capture(error);
    if (capture !== null || process.emit('uncaughtException', error, origin)) {
      // Node's loop takes another turn after it, and so asks once more whether it is at its end.
      require('../task/timers.js').setImmediate(() => {});
      return;
    }
  } catch (second) {
    if (ended) throw second;
    endWith(second, 7);
  }
  if (!exiting) {
    exitCode = 1;
    try {
      emitExit();
    } catch (second) {
      // The process ends anyway, with the code of the first error.
      if (ended) throw second;
    }
  }
  endWith(error, exitCode ?? 1);
}

function endWith(error, code) {
  require('./fatal.js').print(error);
  process.reallyExit(code);
}

tick.setUncaughtHandler((error) => uncaught(error));

function beforeExit() {
  tick.begin();
  try {
    process.emit('beforeExit', exitCode ?? 0);
  } catch (error) {
    uncaught(error);
  }
  tick.leave();
}

/** Nothing is left to be done. Java calls `end` next, so that microtasks of the listeners have run. */
function finish() {
  try {
    emitExit();
  } catch (error) {
    uncaught(error);
  }
}

function end() {
  if (!(exitCode > 0) && !tick.seen.listened && host.expectsServer()) require('./end.js').tell(argv[1], isUntouched);
  process.reallyExit(+(exitCode ?? 0));
}

const SIGNAL_NUMBERS = {
  SIGHUP: 1, SIGINT: 2, SIGUSR1: 10, SIGUSR2: 12, SIGALRM: 14, SIGTERM: 15, SIGCONT: 18, SIGBREAK: 21, SIGWINCH: 28,
};

/** A signal has come in; returns whether the app listens for it, otherwise Java drains and ends the process. */
function signal(name) {
  tick.begin();
  let handled = false;
  try {
    handled = process.emit(name, name, SIGNAL_NUMBERS[name]);
  } catch (error) {
    uncaught(error);
  }
  tick.leave();
  return handled;
}

process.on('warning', function onWarning(warning) {
  require('./warnings.js').print(warning);
});

/** What else is to be done when somebody begins to listen, by event. */
const whenListened = new Map();

process.on('newListener', (event) => {
  whenListened.get(event)?.();
  if (typeof event === 'string' && event in SIGNAL_NUMBERS) host.watchSignal(event.slice(3), true);
});
process.on('removeListener', (event) => {
  if (typeof event === 'string' && event in SIGNAL_NUMBERS && process.listenerCount(event) === 0) {
    host.watchSignal(event.slice(3), false);
  }
});

module.exports = { variables, whenListened, process, writeEarly, uncaught, beforeExit, finish, end, signal, loop, options };
