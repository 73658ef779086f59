'use strict';

/** `FileHandle` of `fs/promises`, and what takes one for a path. */

const EventEmitter = require('../events/events.js');
const io = require('./io.js');
const ops = require('./ops.js');
const { promised, traced } = require('../errors/promised.js');
const { toOptions } = require('./util.js');

class FileHandle extends EventEmitter {
  #fd;
  #closing = null;

  constructor(fd) {
    super();
    this.#fd = fd;
  }

  get fd() {
    return this.#fd;
  }

  /** Runs an operation on the open file as a promise. */
  #run(start) {
    return promised((done) => {
      if (this.#fd === -1) throw Object.assign(new Error('file closed'), { code: 'EBADF', errno: -9, syscall: 'file closed' });
      start(this.#fd, done);
    });
  }

  getAsyncId() {
    return -1;
  }

  appendFile(data, options) {
    return this.#run((fd, done) => ops.writeFile(fd, data, toOptions(options), done));
  }

  writeFile(data, options) {
    return writeFile(this, data, options);
  }

  readFile(options) {
    return this.#run((fd, done) => ops.readFile(fd, toOptions(options), done));
  }

  chmod(mode) {
    return this.#run((fd, done) => ops.fchmod(fd, mode, done));
  }

  chown(uid, gid) {
    return this.#run((fd, done) => ops.fchown(fd, uid, gid, done));
  }

  datasync() {
    return this.#run((fd, done) => ops.fsync(fd, done, false));
  }

  sync() {
    return this.#run((fd, done) => ops.fsync(fd, done));
  }

  read(...args) {
    return this.#run((fd, done) => io.read(fd, ...args, (error, bytesRead, buffer) => done(error, { bytesRead, buffer })));
  }

  readv(buffers, position) {
    return this.#run((fd, done) => {
      io.readv(fd, buffers, position ?? null, (error, bytesRead) => done(error, { bytesRead, buffers }));
    });
  }

  write(data, ...args) {
    return this.#run((fd, done) => {
      io.write(fd, data, ...args, (error, bytesWritten) => done(error, { bytesWritten, buffer: data }));
    });
  }

  writev(buffers, position) {
    return this.#run((fd, done) => {
      io.writev(fd, buffers, position ?? null, (error, bytesWritten) => done(error, { bytesWritten, buffers }));
    });
  }

  stat(options) {
    return this.#run((fd, done) => ops.fstat(fd, options, done));
  }

  truncate(length = 0) {
    return this.#run((fd, done) => ops.ftruncate(fd, length, done));
  }

  utimes(atime, mtime) {
    return this.#run((fd, done) => ops.futimes(fd, atime, mtime, done));
  }

  readLines(options) {
    return require('../readline/readline.js').createInterface({ input: this.createReadStream(options), crlfDelay: Infinity });
  }

  createReadStream(options) {
    return new (require('./streams.js').ReadStream)(undefined, { ...options, fd: this });
  }

  createWriteStream(options) {
    return new (require('./streams.js').WriteStream)(undefined, { ...options, fd: this });
  }

  readableWebStream() {
    return require('../stream/stream.js').Readable.toWeb(this.createReadStream());
  }

  close() {
    if (this.#fd === -1) return this.#closing ?? Promise.resolve();
    const fd = this.#fd;
    this.#fd = -1;
    this.#closing = new Promise((resolve, reject) => {
      ops.close(fd, (error) => (error ? reject(error) : resolve()));
    }).finally(() => {
      this.#closing = null;
      this.emit('close');
    });
    return this.#closing;
  }

  async [Symbol.asyncDispose ?? Symbol.for('nodejs.asyncDispose')]() {
    await this.close();
  }
}

async function open(path, flags, mode) {
  return new FileHandle(await promised((done) => ops.open(path, flags, mode, done)));
}

function isHandle(value) {
  return value instanceof FileHandle;
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

async function writeFile(path, data, options) {
  const given = toOptions(options);
  if (isStream(data)) return writeAll(path, data, given);
  return abortable(given.signal, () => promised((done) => ops.writeFile(target(path), data, given, done)));
}

async function appendFile(path, data, options) {
  return promised((done) => ops.writeFile(target(path), data, toOptions(options), done, 'a'));
}

async function readFile(path, options) {
  const given = toOptions(options);
  return abortable(given.signal, () => promised((done) => ops.readFile(target(path), given, done)));
}

function isStream(data) {
  return data !== null && typeof data === 'object' && !ArrayBuffer.isView(data)
    && (typeof data[Symbol.asyncIterator] === 'function' || typeof data[Symbol.iterator] === 'function');
}

/** Writes what a stream or iterable yields. */
async function writeAll(path, chunks, options) {
  const own = !isHandle(path);
  const handle = own ? await open(path, options.flag ?? 'w', options.mode) : path;
  try {
    for await (const chunk of chunks) {
      options.signal?.throwIfAborted();
      await promised((done) => ops.writeFile(handle.fd, chunk, options, done));
    }
  } finally {
    if (own) await handle.close();
  }
}

module.exports = { FileHandle, open, writeFile, appendFile, readFile };
