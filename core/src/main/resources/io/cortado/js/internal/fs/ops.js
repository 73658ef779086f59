'use strict';

/**
 * Every operation of `fs` once, for its three forms: without a callback it is synchronous and throws, with one it is
 * asynchronous. Arguments are checked at once either way.
 */

const { codes } = require('../errors/errors.js');
const { uvException } = require('../errors/uv.js');
const bound = require('../errors/bound.js');
const { toStats, Dirent } = require('./stats.js');
const {
  toFlags, toPath, toFd, toMode, toOptions, toUnixTimestamp, toBytes, toBuffer, encoded,
} = require('./util.js');
const binding = internalBinding('fs');
const files = binding.files();
const changes = binding.changes();

function nothing() {}
function same(value) {
  return value;
}

/** An error given to a callback: nothing of the app is on the stack any more, so it has no frames. */
function later(number, info) {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return uvException(number, info);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Calls the binding; what it answers is a negative errno or what `finish` makes the result of. */
function run(call, info, callback, finish) {
  if (callback === undefined) {
    const result = call(null);
    if (typeof result === 'number' && result < 0) throw uvException(result, typeof info === 'function' ? info(result) : info);
    return finish(result);
  }
  call(bound((error, result) => {
    if (error) callback(error);
    else if (typeof result === 'number' && result < 0) callback(later(result, typeof info === 'function' ? info(result) : info));
    else {
      const value = finish(result);
      if (value === undefined) callback(null);
      else callback(null, value);
    }
  }));
  return undefined;
}

function stat(path, options, callback, syscall = 'stat') {
  const name = toPath(path);
  const bigint = options?.bigint === true;
  const call = (done) => binding.stat(name, syscall === 'stat', done);
  if (callback === undefined && options?.throwIfNoEntry === false) {
    const result = call(null);
    if (result === -2 || result === -20) return undefined;
    if (typeof result === 'number') throw uvException(result, { syscall, path: name });
    return toStats(result, bigint);
  }
  return run(call, { syscall, path: name }, callback, (n) => toStats(n, bigint));
}

function lstat(path, options, callback) {
  return stat(path, options, callback, 'lstat');
}

function fstat(fd, options, callback) {
  toFd(fd);
  return run((done) => files.stat(fd, done), { syscall: 'fstat' }, callback, (n) => toStats(n, options?.bigint === true));
}

function statfs(path, options, callback) {
  const name = toPath(path);
  return run((done) => binding.statfs(name, done), { syscall: 'statfs', path: name }, callback, (n) => {
    const make = options?.bigint ? (value) => BigInt(Math.floor(value)) : Math.floor;
    const names = ['type', 'bsize', 'blocks', 'bfree', 'bavail', 'files', 'ffree'];
    return Object.assign(new StatFs(), Object.fromEntries(names.map((key, i) => [key, make(n[i])])));
  });
}

function StatFs() {}

function access(path, mode, callback) {
  const name = toPath(path);
  const wanted = mode ?? 0;
  if (typeof wanted !== 'number') throw new codes.ERR_INVALID_ARG_TYPE('mode', 'integer', mode);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 7) {
    throw new codes.ERR_OUT_OF_RANGE('mode', Number.isInteger(wanted) ? '>= 0 && <= 7' : 'an integer', mode);
  }
  return run((done) => binding.access(name, wanted, done), { syscall: 'access', path: name }, callback, nothing);
}

function open(path, flags, mode, callback) {
  const name = toPath(path);
  const number = toFlags(flags);
  const bits = toMode(mode, 'mode', 0o666);
  return run((done) => files.open(name, number, bits, done), { syscall: 'open', path: name }, callback, same);
}

function close(fd, callback) {
  toFd(fd);
  return run((done) => files.close(fd, done), { syscall: 'close' }, callback, nothing);
}

/** Reads into `view`; the result is the number of bytes. */
function read(fd, view, offset, length, position, callback) {
  const at = position == null || position === -1 || position === -1n ? -1 : Number(position);
  return run((done) => files.read(fd, length, at, done), { syscall: 'read' }, callback, (bytes) => {
    const some = new Uint8Array(new ArrayBuffer(bytes));
    new Uint8Array(view.buffer, view.byteOffset, view.byteLength).set(some, offset);
    return some.length;
  });
}

/** Reads into a buffer of its own, which spares streams a copy. */
function readSome(fd, length, position, callback) {
  return run((done) => files.read(fd, length, position ?? -1, done), { syscall: 'read' }, callback, toBuffer);
}

function write(fd, view, offset, length, position, callback) {
  const at = typeof position === 'number' ? position : -1;
  return run((done) => files.write(fd, view.buffer, view.byteOffset + offset, length, at, done), { syscall: 'write' },
    callback, same);
}

function readFile(path, options, callback) {
  const { encoding, flag } = options;
  const utf8 = encoding === 'utf8' || encoding === 'utf-8';
  const finish = utf8 ? same : encoding && encoding !== 'buffer'
    ? (bytes) => toBuffer(bytes).toString(encoding) : toBuffer;
  if (typeof path === 'number') {
    toFd(path);
    const text = utf8 ? (bytes) => toBuffer(bytes).toString('utf8') : finish;
    const known = callback ? 'read' : 'fstat';
    return run((done) => files.readAll(path, done), { syscall: known }, callback, text);
  }
  const name = toPath(path);
  if (flag !== undefined && flag !== 'r' && toFlags(flag) !== 0) {
    return readFileWith(name, flag, finish, utf8, callback);
  }
  const info = (number) => (number === -21 ? { syscall: 'read' } : { syscall: 'open', path: name });
  return run((done) => binding.readFile(name, utf8, done), info, callback, finish);
}

/** `readFile` with a flag such as 'a+', which may create the file. */
function readFileWith(name, flag, finish, utf8, callback) {
  const text = utf8 ? (bytes) => toBuffer(bytes).toString('utf8') : finish;
  if (callback === undefined) {
    const fd = open(name, flag);
    try {
      return run((done) => files.readAll(fd, done), { syscall: 'read' }, undefined, text);
    } finally {
      files.close(fd, null);
    }
  }
  return open(name, flag, undefined, (error, fd) => {
    if (error) return callback(error);
    return run((done) => files.readAll(fd, done), { syscall: 'read' }, (failure, value) => {
      files.close(fd, bound(() => callback(failure, value)));
    }, text);
  });
}

/** `writeFile` and, with the flag 'a', `appendFile`. */
function writeFile(path, data, options, callback, flag = 'w') {
  const bytes = toBytes(data, options.encoding);
  const sync = options.flush ? files.sync.bind(files) : null;
  if (typeof path === 'number') {
    toFd(path);
    return write(path, bytes, 0, bytes.byteLength, null, callback && ((error) => callback(error)));
  }
  const flags = options.flag ?? flag;
  if (callback === undefined) {
    const fd = open(path, flags, options.mode);
    try {
      write(fd, bytes, 0, bytes.byteLength, null);
      if (sync) files.sync(fd, true, null);
    } finally {
      files.close(fd, null);
    }
    return undefined;
  }
  return open(path, flags, options.mode, (error, fd) => {
    if (error) return callback(error);
    return write(fd, bytes, 0, bytes.byteLength, null, (failure) => {
      if (sync && !failure) files.sync(fd, true, bound(() => files.close(fd, bound(() => callback(null)))));
      else files.close(fd, bound(() => callback(failure ?? null)));
    });
  });
}

function mkdir(path, options, callback) {
  const name = toPath(path);
  const given = typeof options === 'object' && options !== null ? options : { mode: options };
  const recursive = given.recursive ?? false;
  require('../errors/validators.js').validateBoolean(recursive, 'options.recursive');
  const mode = toMode(given.mode, 'mode', 0o777);
  return run((done) => changes.mkdir(name, recursive, mode, done), { syscall: 'mkdir', path: name }, callback,
    (first) => first ?? undefined);
}

function mkdtemp(prefix, options, callback) {
  const name = toPath(prefix, 'prefix');
  return run((done) => changes.mkdtemp(name, done), { syscall: 'mkdtemp', path: `${name}XXXXXX` }, callback,
    (made) => encoded(made, options.encoding));
}

function readdir(path, options, callback) {
  const name = toPath(path);
  const types = !!options.withFileTypes;
  if (options.recursive != null) require('../errors/validators.js').validateBoolean(options.recursive, 'options.recursive');
  const info = { syscall: 'scandir', path: name };
  if (options.recursive) {
    return run((done) => binding.readdirTree(name, done), info, callback, (list) => {
      const out = [];
      for (let i = 0; i < list.length; i++) out.push(treeEntry(name, list[i], types, options.encoding));
      return out;
    });
  }
  return run((done) => binding.readdir(name, types, done), info, callback, (list) => {
    const out = [];
    for (let i = 0; i < list.length; i++) {
      const entry = list[i];
      out.push(types ? new Dirent(encoded(entry.slice(1), options.encoding), name, +entry[0])
        : encoded(entry, options.encoding));
    }
    return out;
  });
}

function treeEntry(root, entry, types, encoding) {
  const relative = entry.slice(1);
  if (!types) return encoded(relative, encoding);
  const path = require('../path/path.js');
  const parent = path.dirname(relative);
  return new Dirent(encoded(path.basename(relative), encoding), parent === '.' ? root : path.join(root, parent), +entry[0]);
}

/** Node goes down the path a name at a time; its errors speak of the first that is not there. */
function firstMissing(name) {
  const path = require('../path/path.js');
  const whole = path.resolve(name);
  let end = whole.indexOf(path.sep, 1);
  while (end !== -1 && binding.exists(whole.slice(0, end))) end = whole.indexOf(path.sep, end + 1);
  return end === -1 ? whole : whole.slice(0, end);
}

function realpath(path, options, callback, native = false) {
  const name = toPath(path);
  const real = (done) => binding.realpath(name, done);
  const info = native ? { syscall: 'realpath', path: name } : {
    syscall: 'lstat',
    get path() {
      return firstMissing(name);
    },
  };
  return run(real, info, callback, (value) => encoded(value, options?.encoding));
}

function readlink(path, options, callback) {
  const name = toPath(path);
  return run((done) => binding.readlink(name, done), { syscall: 'readlink', path: name }, callback,
    (value) => encoded(value, options?.encoding));
}

/** Makes an operation on two names, as `rename`. */
function pair(syscall, call, from = 'oldPath', to = 'newPath') {
  return (a, b, callback) => {
    const source = toPath(a, from);
    const target = toPath(b, to);
    return run((done) => call(source, target, done), { syscall, path: source, dest: target }, callback, nothing);
  };
}

const rename = pair('rename', (a, b, done) => changes.rename(a, b, done));
const link = pair('link', (a, b, done) => changes.link(a, b, done), 'existingPath', 'newPath');
const makeSymlink = pair('symlink', (a, b, done) => changes.symlink(a, b, done), 'target', 'path');

function symlink(target, path, type, callback) {
  if (type != null && !['dir', 'file', 'junction'].includes(type)) throw new codes.ERR_FS_INVALID_SYMLINK_TYPE(type);
  return makeSymlink(target, path, callback);
}

function copyFile(from, to, mode, callback) {
  const source = toPath(from, 'src');
  const target = toPath(to, 'dest');
  const bits = mode ?? 0;
  if (typeof bits !== 'number') throw new codes.ERR_INVALID_ARG_TYPE('mode', 'integer', mode);
  if (!Number.isInteger(bits) || bits < 0 || bits > 7) throw new codes.ERR_OUT_OF_RANGE('mode', '>= 0 && <= 7', mode);
  return run((done) => changes.copyFile(source, target, (bits & 1) !== 0, done),
    { syscall: 'copyfile', path: source, dest: target }, callback, nothing);
}

/** Makes an operation on one name. */
function single(syscall, call) {
  return (path, callback) => {
    const name = toPath(path);
    return run((done) => call(name, done), { syscall, path: name }, callback, nothing);
  };
}

const unlink = single('unlink', (name, done) => changes.remove(name, false, done));
const rmdir = single('rmdir', (name, done) => changes.remove(name, true, done));
const removeTree = single('rm', (name, done) => changes.removeTree(name, done));

function chmod(path, mode, callback) {
  const name = toPath(path);
  const bits = toMode(mode, 'mode');
  return run((done) => changes.chmod(name, bits, done), { syscall: 'chmod', path: name }, callback, nothing);
}

function chown(path, uid, gid, callback, syscall = 'chown') {
  const name = toPath(path);
  const { validateInteger } = require('../errors/validators.js');
  validateInteger(uid, 'uid', -1, 4294967295);
  validateInteger(gid, 'gid', -1, 4294967295);
  return run((done) => changes.chown(name, uid, gid, syscall === 'chown', done), { syscall, path: name }, callback,
    nothing);
}

function utimes(path, atime, mtime, callback, syscall = 'utime') {
  const name = toPath(path);
  const a = toUnixTimestamp(atime);
  const m = toUnixTimestamp(mtime);
  return run((done) => changes.utimes(name, a, m, syscall === 'utime', done), { syscall, path: name }, callback, nothing);
}

/** The operations Java has for names only, on the name a descriptor was opened by. */
function byName(syscall, fd, call, callback) {
  toFd(fd);
  const name = files.name(fd);
  return run((done) => (name === '' ? failed(done) : call(name, done)), { syscall }, callback, nothing);
}

function failed(done) {
  if (done) queueMicrotask(() => done(null, -9));
  return -9;
}

function fchmod(fd, mode, callback) {
  const bits = toMode(mode, 'mode');
  return byName('fchmod', fd, (name, done) => changes.chmod(name, bits, done), callback);
}

function fchown(fd, uid, gid, callback) {
  return byName('fchown', fd, (name, done) => changes.chown(name, uid, gid, true, done), callback);
}

function futimes(fd, atime, mtime, callback) {
  const a = toUnixTimestamp(atime, 'atime');
  const m = toUnixTimestamp(mtime, 'mtime');
  return byName('futime', fd, (name, done) => changes.utimes(name, a, m, true, done), callback);
}

function ftruncate(fd, length, callback) {
  toFd(fd);
  require('../errors/validators.js').validateInteger(length, 'len');
  const size = Math.max(0, length);
  return run((done) => files.truncate(fd, size, done), { syscall: 'ftruncate' }, callback, nothing);
}

function truncate(path, length, callback) {
  if (callback === undefined) {
    const fd = open(path, 'r+');
    try {
      return ftruncate(fd, length);
    } finally {
      files.close(fd, null);
    }
  }
  return open(path, 'r+', undefined, (error, fd) => {
    if (error) return callback(error);
    return ftruncate(fd, length, (failure) => files.close(fd, bound(() => callback(failure ?? null))));
  });
}

function fsync(fd, callback, metadata = true) {
  toFd(fd);
  return run((done) => files.sync(fd, metadata, done), { syscall: metadata ? 'fsync' : 'fdatasync' }, callback, nothing);
}

module.exports = {
  stat, lstat, fstat, statfs, access, open, close, read, readSome, write, readFile, writeFile, mkdir, mkdtemp, readdir,
  realpath, readlink, rename, link, symlink, copyFile, unlink, rmdir, removeTree, chmod, fchmod, chown, fchown,
  utimes, futimes, truncate, ftruncate, fsync, toOptions,
};
