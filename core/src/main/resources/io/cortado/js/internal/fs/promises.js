'use strict';

/** `fs/promises`; what takes a FileHandle for a path is in handle.js. */

const ops = require('./ops.js');
const { constants, toOptions } = require('./util.js');
const { open, writeFile, appendFile, readFile } = require('./handle.js');
const { promised } = require('../errors/promised.js');

const promises = {
  access: (path, mode) => promised((done) => ops.access(path, mode, done)),
  copyFile: (from, to, mode) => promised((done) => ops.copyFile(from, to, mode, done)),
  cp: async (from, to, options) => require('./tree.js').cp(from, to, options ?? {}),
  open,
  opendir: (path, options) => promised((done) => require('./dir.js').opendir(path, toOptions(options), done)),
  rename: (from, to) => promised((done) => ops.rename(from, to, done)),
  truncate: (path, length = 0) => promised((done) => ops.truncate(path, length, done)),
  rm: (path, options) => promised((done) => require('./tree.js').rm(path, options ?? {}, done)),
  rmdir: (path, options) => promised((done) => require('./tree.js').rmdir(path, options, done)),
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
  writeFile,
  appendFile,
  readFile,
  watch: (path, options) => require('./watchers.js').watchEvents(path, toOptions(options)),
  async* glob(patterns, options) {
    yield* require('./glob.js').globAsync(promises, patterns, options);
  },
  constants,
};

module.exports = { promises, promised };
