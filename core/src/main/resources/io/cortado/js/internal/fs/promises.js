'use strict';

/** `fs/promises` and its FileHandle. */

const ops = require('./ops.js');
const { constants, toOptions } = require('./util.js');
const { promised, traced } = require('../errors/promised.js');

function isHandle(value) {
  return value !== null && typeof value === 'object' && value instanceof require('./handle.js').FileHandle;
}

function target(path) {
  return isHandle(path) ? path.fd : path;
}

/** Rejects with an AbortError once the signal aborts. */
function abortable(signal, promise) {
  if (!signal) return promise();
  const { AbortError } = require('../errors/errors.js');
  return traced(new Promise((resolve, reject) => {
    const abort = () => reject(new AbortError(undefined, { cause: signal.reason }));
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    promise().then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  }));
}

const promises = {
  access: (path, mode) => promised((done) => ops.access(path, mode, done)),
  copyFile: (from, to, mode) => promised((done) => ops.copyFile(from, to, mode, done)),
  cp: async (from, to, options) => require('./tree.js').cp(from, to, options ?? {}),
  async open(path, flags, mode) {
    const fd = await promised((done) => ops.open(path, flags, mode, done));
    return new (require('./handle.js').FileHandle)(fd);
  },
  opendir: (path, options) => promised((done) => require('./dir.js').opendir(path, toOptions(options), done)),
  rename: (from, to) => promised((done) => ops.rename(from, to, done)),
  truncate: (path, length = 0) => promised((done) => ops.truncate(path, length, done)),
  rm: (path, options) => promised((done) => require('./tree.js').rm(path, options ?? {}, done)),
  rmdir: (path, options) => promised((done) => ops.rmdir(path, options, done)),
  mkdir: (path, options) => promised((done) => ops.mkdir(path, options, done)),
  readdir: (path, options) => promised((done) => ops.readdir(path, toOptions(options), done)),
  readlink: (path, options) => promised((done) => ops.readlink(path, toOptions(options), done)),
  symlink: (to, path, type) => promised((done) => ops.symlink(to, path, type, done)),
  lstat: (path, options) => promised((done) => ops.lstat(path, options, done)),
  stat: (path, options) => promised((done) => ops.stat(path, options, done)),
  statfs: (path, options) => promised((done) => ops.statfs(path, options, done)),
  link: (from, to) => promised((done) => ops.link(from, to, done)),
  unlink: (path) => promised((done) => ops.unlink(path, done)),
  chmod: (path, mode) => promised((done) => ops.chmod(path, mode, done)),
  async lchmod() {
    const { codes } = require('../errors/errors.js');
    throw new codes.ERR_METHOD_NOT_IMPLEMENTED('lchmod()');
  },
  lchown: (path, uid, gid) => promised((done) => ops.chown(path, uid, gid, done, 'lchown')),
  chown: (path, uid, gid) => promised((done) => ops.chown(path, uid, gid, done)),
  utimes: (path, atime, mtime) => promised((done) => ops.utimes(path, atime, mtime, done)),
  lutimes: (path, atime, mtime) => promised((done) => ops.utimes(path, atime, mtime, done, 'lutime')),
  realpath: (path, options) => promised((done) => ops.realpath(path, toOptions(options), done, true)),
  mkdtemp: (prefix, options) => promised((done) => ops.mkdtemp(prefix, toOptions(options), done)),
  async writeFile(path, data, options) {
    const given = toOptions(options);
    if (isStream(data)) return writeAll(path, data, given);
    return abortable(given.signal, () => promised((done) => ops.writeFile(target(path), data, given, done)));
  },
  async appendFile(path, data, options) {
    return promised((done) => ops.writeFile(target(path), data, toOptions(options), done, 'a'));
  },
  async readFile(path, options) {
    const given = toOptions(options);
    return abortable(given.signal, () => promised((done) => ops.readFile(target(path), given, done)));
  },
  watch: (path, options) => require('./watchers.js').watchEvents(path, toOptions(options)),
  constants,
};

function isStream(data) {
  return data !== null && typeof data === 'object' && !ArrayBuffer.isView(data)
    && (typeof data[Symbol.asyncIterator] === 'function' || typeof data[Symbol.iterator] === 'function');
}

/** Writes what a stream or iterable yields. */
async function writeAll(path, chunks, options) {
  const own = !isHandle(path);
  const handle = own ? await promises.open(path, options.flag ?? 'w', options.mode) : path;
  try {
    for await (const chunk of chunks) {
      options.signal?.throwIfAborted();
      await promised((done) => ops.writeFile(handle.fd, chunk, options, done));
    }
  } finally {
    if (own) await handle.close();
  }
}

module.exports = { promises, promised };
