'use strict';

/** Stats, BigIntStats and Dirent of `fs`. */

const TYPE = 0o170000;
const kType = Symbol('type');

const TYPES = {
  isDirectory: 0o040000, isFile: 0o100000, isBlockDevice: 0o060000, isCharacterDevice: 0o020000,
  isSymbolicLink: 0o120000, isFIFO: 0o010000, isSocket: 0o140000,
};

function StatsBase() {}

for (const [name, type] of Object.entries(TYPES)) {
  StatsBase.prototype[name] = function () {
    return (Number(this.mode) & TYPE) === type;
  };
}

function asDate(ms) {
  return new Date(Math.floor(Number(ms) + 0.5));
}

/** Dates cost more than all the rest of a stat and few look at them: made at first touch, as Node 22 does. */
function lazyDates(prototype) {
  for (const name of ['atime', 'mtime', 'ctime', 'birthtime']) {
    Object.defineProperty(prototype, name, {
      enumerable: true,
      configurable: true,
      get() {
        const value = asDate(this[`${name}Ms`]);
        this[name] = value;
        return value;
      },
      set(value) {
        Object.defineProperty(this, name, { value, enumerable: true, configurable: true, writable: true });
      },
    });
  }
}

/** `fs.Stats`. */
function Stats(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs) {
  const times = { atimeMs, mtimeMs, ctimeMs, birthtimeMs };
  Object.assign(this, { dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks }, times);
}

Object.setPrototypeOf(Stats.prototype, StatsBase.prototype);
Object.setPrototypeOf(Stats, StatsBase);
lazyDates(Stats.prototype);

/** What `stat` answers with `{bigint: true}`. */
function BigIntStats(n) {
  const names = ['dev', 'mode', 'nlink', 'uid', 'gid', 'rdev', 'blksize', 'ino', 'size', 'blocks'];
  names.forEach((name, i) => {
    this[name] = BigInt(n[i]);
  });
  const times = ['atime', 'mtime', 'ctime', 'birthtime'];
  const ns = times.map((_, i) => BigInt(n[10 + 2 * i]) * 1000000000n + BigInt(n[11 + 2 * i]));
  times.forEach((name, i) => {
    this[`${name}Ms`] = ns[i] / 1000000n;
  });
  times.forEach((name, i) => {
    this[`${name}Ns`] = ns[i];
  });
}

Object.setPrototypeOf(BigIntStats.prototype, StatsBase.prototype);
Object.setPrototypeOf(BigIntStats, StatsBase);
lazyDates(BigIntStats.prototype);

/** Stats from the numbers of the binding. */
function toStats(n, bigint) {
  if (bigint) return new BigIntStats(n);
  return new Stats(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9],
    n[10] * 1e3 + n[11] / 1e6, n[12] * 1e3 + n[13] / 1e6, n[14] * 1e3 + n[15] / 1e6, n[16] * 1e3 + n[17] / 1e6);
}

/** `fs.Dirent`; types are the UV_DIRENT_* numbers. */
class Dirent {
  constructor(name, parentPath, type) {
    this.name = name;
    this.parentPath = parentPath;
    this.path = parentPath;
    this[kType] = type;
  }
}

const DIRENTS = {
  isFile: 1, isDirectory: 2, isSymbolicLink: 3, isFIFO: 4, isSocket: 5, isCharacterDevice: 6, isBlockDevice: 7,
};
for (const [name, type] of Object.entries(DIRENTS)) {
  Object.defineProperty(Dirent.prototype, name, {
    configurable: true,
    writable: true,
    value() {
      return this[kType] === type;
    },
  });
}

module.exports = { Stats, BigIntStats, Dirent, toStats };
