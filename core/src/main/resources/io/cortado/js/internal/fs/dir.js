'use strict';

/** `fs.Dir`, what `opendir` answers. */

const ops = require('./ops.js');
const { codes } = require('../errors/errors.js');
const { toPath, toCallback } = require('./util.js');
const { promised } = require('../errors/promised.js');
const { validateUint32 } = require('../errors/validators.js');

class Dir {
  #entries;
  #next = 0;
  #closed = false;

  constructor(name, entries) {
    this.#entries = entries;
    Object.defineProperty(this, 'path', { value: name, enumerable: true });
  }

  #check() {
    if (this.#closed) throw new codes.ERR_DIR_CLOSED();
  }

  readSync() {
    this.#check();
    return this.#entries[this.#next++] ?? null;
  }

  read(callback) {
    if (callback === undefined) {
      return promised((done) => this.read(done));
    }
    toCallback(callback);
    if (this.#closed) {
      process.nextTick(callback, new codes.ERR_DIR_CLOSED());
    } else {
      process.nextTick(callback, null, this.readSync());
    }
    return undefined;
  }

  closeSync() {
    this.#check();
    this.#closed = true;
  }

  close(callback) {
    if (callback === undefined) {
      return promised((done) => this.close(done));
    }
    toCallback(callback);
    const error = this.#closed ? new codes.ERR_DIR_CLOSED() : null;
    this.#closed = true;
    process.nextTick(callback, error);
    return undefined;
  }

  async* entries() {
    try {
      for (let entry = await this.read(); entry !== null; entry = await this.read()) yield entry;
    } finally {
      if (!this.#closed) await this.close();
    }
  }

  [Symbol.asyncIterator]() {
    return this.entries();
  }

  [Symbol.dispose]() {
    if (!this.#closed) this.closeSync();
  }

  async [Symbol.asyncDispose]() {
    if (!this.#closed) await this.close();
  }
}

function wrapped(error, path) {
  return require('../errors/uv.js').uvException(error.errno, { syscall: 'opendir', path });
}

function check(options) {
  if (options.bufferSize !== undefined) validateUint32(options.bufferSize, 'options.bufferSize', true);
  return { withFileTypes: true, recursive: options.recursive === true };
}

function opendirSync(target, options) {
  const name = toPath(target);
  const given = check(options);
  try {
    return new Dir(name, ops.readdir(name, given));
  } catch (error) {
    throw error.syscall === 'scandir' ? wrapped(error, undefined) : error;
  }
}

function opendir(target, options, callback) {
  const name = toPath(target);
  ops.readdir(name, check(options), (error, entries) => {
    if (error) callback(wrapped(error, error.path));
    else callback(null, new Dir(name, entries));
  });
}

module.exports = { Dir, opendir, opendirSync };
