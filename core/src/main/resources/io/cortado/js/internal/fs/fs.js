'use strict';

/** Node's `fs`. The work is in `internal/fs-ops.js`; here are the synchronous and the callback forms. */

const ops = require('./ops.js');
const { Stats, Dirent } = require('./stats.js');
const { constants, toPath, toOptions, toCallback, toUnixTimestamp } = require('./util.js');
const binding = internalBinding('fs');

const fs = exports;

fs.readFileSync = function readFileSync(path, options) {
  return ops.readFile(path, toOptions(options));
};

fs.readFile = function readFile(path, options, callback) {
  const done = toCallback(callback || options);
  const given = toOptions(options);
  if (given.signal) return aborting(given.signal, done, (end) => ops.readFile(path, given, end));
  return ops.readFile(path, given, done);
};

fs.writeFileSync = function writeFileSync(path, data, options) {
  ops.writeFile(path, data, toOptions(options));
};

fs.writeFile = function writeFile(path, data, options, callback) {
  const done = toCallback(callback || options);
  const given = toOptions(options);
  if (given.signal) return aborting(given.signal, done, (end) => ops.writeFile(path, data, given, end));
  return ops.writeFile(path, data, given, done);
};

fs.appendFileSync = function appendFileSync(path, data, options) {
  ops.writeFile(path, data, toOptions(options), undefined, 'a');
};

fs.appendFile = function appendFile(path, data, options, callback) {
  const done = toCallback(callback || options);
  ops.writeFile(path, data, toOptions(options), done, 'a');
};

/** Runs an operation whose callback gets an AbortError once the signal aborts. */
function aborting(signal, done, start) {
  const { AbortError } = require('../errors/errors.js');
  const abort = () => finish(new AbortError(undefined, { cause: signal.reason }));
  let over = false;
  function finish(...result) {
    if (over) return;
    over = true;
    signal.removeEventListener('abort', abort);
    done(...result);
  }
  if (signal.aborted) {
    process.nextTick(abort);
    return;
  }
  signal.addEventListener('abort', abort);
  start(finish);
}

fs.existsSync = function existsSync(path) {
  try {
    return binding.exists(toPath(path));
  } catch {
    return false;
  }
};

fs.exists = function exists(path, callback) {
  toCallback(callback);
  try {
    ops.access(path, 0, (error) => callback(!error));
  } catch {
    callback(false);
  }
};

Object.defineProperty(fs.exists, Symbol.for('nodejs.util.promisify.custom'), {
  value: (path) => new Promise((resolve) => fs.exists(path, resolve)),
});

fs.accessSync = (path, mode) => ops.access(path, mode);
fs.access = function access(path, mode, callback) {
  const done = toCallback(callback || mode);
  ops.access(path, typeof mode === 'function' ? 0 : mode, done);
};

/** Both forms of operations whose options may be left out before the callback. */
for (const name of ['stat', 'lstat', 'fstat', 'statfs']) {
  fs[`${name}Sync`] = (path, options) => ops[name](path, options);
  fs[name] = (path, options, callback) => {
    const done = toCallback(callback || options);
    ops[name](path, typeof options === 'function' ? undefined : options, done);
  };
}

for (const name of ['readdir', 'readlink', 'realpath', 'mkdtemp']) {
  fs[`${name}Sync`] = (path, options) => ops[name](path, toOptions(options));
  fs[name] = (path, options, callback) => {
    const done = toCallback(callback || options);
    ops[name](path, toOptions(options), done);
  };
}
fs.realpathSync.native = (path, options) => ops.realpath(path, toOptions(options), undefined, true);
fs.realpath.native = (path, ...rest) => ops.realpath(path, toOptions(rest.length > 1 ? rest[0] : undefined), toCallback(rest.at(-1)), true);

fs.mkdirSync = (path, options) => ops.mkdir(path, options);
fs.mkdir = (path, options, callback) => {
  const done = toCallback(callback || options);
  ops.mkdir(path, typeof options === 'function' ? undefined : options, done);
};

fs.rmdirSync = (path, options) => require('./tree.js').rmdir(path, options);
fs.rmdir = (path, options, callback) => {
  const done = toCallback(callback || options);
  require('./tree.js').rmdir(path, typeof options === 'function' ? undefined : options, done);
};

fs.openSync = (path, flags, mode) => ops.open(path, flags, mode);
fs.open = (path, flags, mode, callback) => {
  const done = toCallback([callback, mode, flags].find((value) => typeof value === 'function'));
  ops.open(path, typeof flags === 'function' ? 'r' : flags, typeof mode === 'function' ? undefined : mode, done);
};

fs.closeSync = (fd) => ops.close(fd);
fs.close = (fd, callback = rethrow) => ops.close(fd, toCallback(callback));

function rethrow(error) {
  if (error) throw error;
}

/** Both forms of operations with a fixed number of arguments. */
function fixed(name, count) {
  fs[`${name}Sync`] = (...args) => ops[name](...args.slice(0, count));
  fs[name] = (...args) => ops[name](...pad(args.slice(0, count), count), toCallback(args[count]));
}

function pad(args, count) {
  while (args.length < count) args.push(undefined);
  return args;
}

fixed('rename', 2);
fixed('link', 2);
fixed('unlink', 1);
fixed('chmod', 2);
fixed('fchmod', 2);
fixed('chown', 3);
fixed('fchown', 3);
fixed('utimes', 3);
fixed('futimes', 3);
fixed('fsync', 1);

fs.lchownSync = (path, uid, gid) => ops.chown(path, uid, gid, undefined, 'lchown');
fs.lchown = (path, uid, gid, callback) => ops.chown(path, uid, gid, toCallback(callback), 'lchown');
fs.lutimesSync = (path, atime, mtime) => ops.utimes(path, atime, mtime, undefined, 'lutime');
fs.lutimes = (path, atime, mtime, callback) => ops.utimes(path, atime, mtime, toCallback(callback), 'lutime');
fs.fdatasyncSync = (fd) => ops.fsync(fd, undefined, false);
fs.fdatasync = (fd, callback) => ops.fsync(fd, toCallback(callback), false);

fs.symlinkSync = (target, path, type) => ops.symlink(target, path, type);
fs.symlink = (target, path, type, callback) => {
  const done = toCallback(callback || type);
  ops.symlink(target, path, typeof type === 'function' ? null : type, done);
};

fs.copyFileSync = (from, to, mode) => ops.copyFile(from, to, mode);
fs.copyFile = (from, to, mode, callback) => {
  const done = toCallback(callback || mode);
  ops.copyFile(from, to, typeof mode === 'function' ? 0 : mode, done);
};

fs.truncateSync = (path, length) => (
  typeof path === 'number' ? ops.ftruncate(path, length ?? 0) : ops.truncate(path, length ?? 0));
fs.truncate = (path, length, callback) => {
  const done = toCallback(callback || length);
  const size = typeof length === 'function' ? 0 : length ?? 0;
  if (typeof path === 'number') ops.ftruncate(path, size, done);
  else ops.truncate(path, size, done);
};
fs.ftruncateSync = (fd, length = 0) => ops.ftruncate(fd, length ?? 0);
fs.ftruncate = (fd, length, callback) => {
  const done = toCallback(callback || length);
  ops.ftruncate(fd, typeof length === 'function' ? 0 : length ?? 0, done);
};

Object.assign(fs, require('./io.js'));

fs.rmSync = (path, options) => require('./tree.js').rm(path, options ?? {});
fs.rm = (path, options, callback) => {
  const done = toCallback(callback || options);
  require('./tree.js').rm(path, typeof options === 'function' ? {} : options ?? {}, done);
};
fs.cpSync = (from, to, options) => require('./tree.js').cpSync(from, to, options ?? {});
fs.cp = (from, to, options, callback) => {
  const done = toCallback(callback || options);
  const given = typeof options === 'function' ? {} : options ?? {};
  require('./tree.js').cp(from, to, given).then(() => done(null), done);
};

fs.opendirSync = (path, options) => require('./dir.js').opendirSync(path, toOptions(options));
fs.opendir = (path, options, callback) => {
  const done = toCallback(callback || options);
  require('./dir.js').opendir(path, toOptions(options), done);
};

fs.watch = (path, options, listener) => {
  const given = typeof options === 'function' ? {} : toOptions(options);
  return require('./watchers.js').watch(path, given, typeof options === 'function' ? options : listener);
};
fs.watchFile = (path, options, listener) => require('./watchers.js').watchFile(path, options, listener);
fs.unwatchFile = (path, listener) => require('./watchers.js').unwatchFile(path, listener);

fs.glob = (patterns, options, callback) => require('./glob.js').glob(fs.promises, patterns, options, callback);
fs.globSync = (patterns, options) => require('./glob.js').globSync(fs, patterns, options);

fs.openAsBlob = async (path, options = {}) => {
  const { Blob } = require('../buffer/buffer.js');
  return new Blob([await fs.promises.readFile(path)], { type: options.type ?? '' });
};

fs.createReadStream = (path, options) => new (streams().ReadStream)(path, options);
fs.createWriteStream = (path, options) => new (streams().WriteStream)(path, options);

function streams() {
  return require('./streams.js');
}

/** Properties that load their part at first use; apps replace some of them (graceful-fs), hence the setters. */
function lazily(name, load) {
  Object.defineProperty(fs, name, {
    enumerable: true,
    configurable: true,
    get: load,
    set(value) {
      Object.defineProperty(fs, name, { value, enumerable: true, configurable: true, writable: true });
    },
  });
}

lazily('ReadStream', () => streams().ReadStream);
lazily('WriteStream', () => streams().WriteStream);
lazily('FileReadStream', () => streams().ReadStream);
lazily('FileWriteStream', () => streams().WriteStream);
lazily('Dir', () => require('./dir.js').Dir);
lazily('promises', () => require('./promises.js').promises);

fs.Stats = Stats;
fs.Dirent = Dirent;
fs.F_OK = 0;
fs.R_OK = 4;
fs.W_OK = 2;
fs.X_OK = 1;
fs.constants = constants;
fs._toUnixTimestamp = toUnixTimestamp;
