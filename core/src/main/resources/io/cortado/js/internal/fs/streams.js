'use strict';

/** `fs.ReadStream` and `fs.WriteStream`. */

const { Readable, Writable, finished } = require('../stream/stream.js');
const ops = require('./ops.js');
const { codes } = require('../errors/errors.js');
const { validateInteger, validateFunction } = require('../errors/validators.js');
const { toPath, toFd, toFlags, toOptions } = require('./util.js');

const kHandle = Symbol('FileHandle');
const kOwnFs = Symbol('fs');

function checkPosition(value, name) {
  validateInteger(value, name, 0);
}

/** What both streams take from their options before the stream itself is made. */
function prepare(stream, path, options, flags) {
  if (options.fs != null) {
    if (typeof options.fs !== 'object') throw new codes.ERR_INVALID_ARG_TYPE('options.fs', 'Object', options.fs);
    stream[kOwnFs] = options.fs;
    for (const name of ['open', 'close']) {
      if (options.fd == null || name !== 'open') validateFunction(options.fs[name], `options.fs.${name}`);
    }
  }
  if (options.fd == null) {
    stream.path = toPath(path);
    stream.fd = null;
    stream.flags = options.flags === undefined ? flags : options.flags;
    toFlags(stream.flags);
    stream.mode = options.mode === undefined ? 0o666 : options.mode;
  } else if (typeof options.fd === 'object') {
    stream[kHandle] = options.fd;
    stream.fd = options.fd.fd;
    options.fd.on?.('close', () => stream.destroy());
  } else {
    stream.fd = toFd(options.fd);
    if (path != null) stream.path = path;
  }
  stream.start = options.start;
  stream.pos = undefined;
}

function withDefaults(options) {
  const given = { ...toOptions(options) };
  if (given.highWaterMark === undefined) given.highWaterMark = 64 * 1024;
  if (given.autoDestroy === undefined) given.autoDestroy = true;
  if (given.emitClose === undefined) given.emitClose = true;
  return given;
}

function construct(callback) {
  if (typeof this.fd === 'number') {
    callback();
    return;
  }
  const opened = (error, fd) => {
    if (error) {
      callback(error);
    } else {
      this.fd = fd;
      callback();
      this.emit('open', fd);
      this.emit('ready');
    }
  };
  if (this[kOwnFs]) this[kOwnFs].open(this.path, this.flags, this.mode, opened);
  else ops.open(this.path, this.flags, this.mode, opened);
}

function closeFile(stream, error, callback) {
  const fd = stream.fd;
  stream.fd = null;
  const closed = (failure) => callback(error || failure);
  if (stream[kHandle]) stream[kHandle].close().then(() => closed(), closed);
  else if (stream[kOwnFs]) stream[kOwnFs].close(fd, closed);
  else ops.close(fd, closed);
}

function destroy(error, callback) {
  const end = (failure) => {
    if (this.fd == null || this.autoClose === false) callback(failure || error);
    else closeFile(this, failure || error, callback);
  };
  if (this.pendingIo) this.afterIo = end;
  else end(null);
}

/** A file is not closed under an operation that still uses it. */
function ioDone(stream) {
  stream.pendingIo = false;
  if (stream.afterIo) {
    const end = stream.afterIo;
    stream.afterIo = null;
    end(null);
    return true;
  }
  return false;
}

function ReadStream(path, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, options);
  const given = withDefaults(options);
  prepare(this, path, given, 'r');
  this.end = given.end ?? Infinity;
  this.bytesRead = 0;
  if (this.start !== undefined) {
    checkPosition(this.start, 'start');
    this.pos = this.start;
  }
  if (this.end !== Infinity) {
    checkPosition(this.end, 'end');
    if (this.start !== undefined && this.start > this.end) {
      throw new codes.ERR_OUT_OF_RANGE('start', `<= "end" (here: ${this.end})`, this.start);
    }
  }
  this.autoClose = given.autoClose === undefined ? true : given.autoClose;
  given.autoDestroy = this.autoClose;
  Readable.call(this, given);
  if (given.encoding) this.setEncoding(given.encoding);
}

Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);

ReadStream.prototype._construct = construct;
ReadStream.prototype._destroy = destroy;

ReadStream.prototype._read = function (size) {
  const left = this.pos !== undefined ? this.end - this.pos + 1 : this.end - this.bytesRead + 1;
  const length = Math.min(size, left);
  if (length <= 0) {
    this.push(null);
    return;
  }
  this.pendingIo = true;
  const done = (error, bytes) => {
    if (ioDone(this)) return;
    if (error) {
      this.destroy(error);
    } else if (bytes.length === 0) {
      this.push(null);
    } else {
      this.bytesRead += bytes.length;
      this.push(bytes);
    }
  };
  const position = this.pos;
  if (position !== undefined) this.pos += length;
  if (this[kOwnFs]) readWith(this[kOwnFs], this.fd, length, position, done);
  else ops.readSome(this.fd, length, position, done);
};

function readWith(fs, fd, length, position, done) {
  const buffer = require('../buffer/buffer.js').Buffer.allocUnsafeSlow(length);
  fs.read(fd, buffer, 0, length, position, (error, count) => {
    if (error) done(error);
    else done(null, buffer.subarray(0, count));
  });
}

ReadStream.prototype.close = function (callback) {
  if (typeof callback === 'function') finished(this, callback);
  this.destroy();
};

function WriteStream(path, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, options);
  const given = { ...toOptions(options) };
  given.decodeStrings = true;
  if (given.highWaterMark === undefined) given.highWaterMark = 16384;
  prepare(this, path, given, 'w');
  this.bytesWritten = 0;
  this.flush = given.flush ?? false;
  if (this.start !== undefined) {
    checkPosition(this.start, 'start');
    this.pos = this.start;
  }
  this.autoClose = given.autoClose === undefined ? true : given.autoClose;
  given.autoDestroy = this.autoClose;
  Writable.call(this, given);
  if (given.encoding) this.setDefaultEncoding(given.encoding);
}

Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);

WriteStream.prototype._construct = construct;
WriteStream.prototype._destroy = destroy;

WriteStream.prototype._final = function (callback) {
  if (this.flush) ops.fsync(this.fd, callback);
  else callback();
};

function writeBytes(stream, bytes, callback) {
  stream.pendingIo = true;
  const position = stream.pos;
  if (position !== undefined) stream.pos += bytes.length;
  const done = (error, count) => {
    if (!error) stream.bytesWritten += count;
    if (ioDone(stream)) {
      callback(error);
      return;
    }
    callback(error ?? null);
  };
  if (stream[kOwnFs]) stream[kOwnFs].write(stream.fd, bytes, 0, bytes.length, position, done);
  else ops.write(stream.fd, bytes, 0, bytes.length, position ?? null, done);
}

WriteStream.prototype._write = function (data, encoding, callback) {
  writeBytes(this, data, callback);
};

WriteStream.prototype._writev = function (chunks, callback) {
  const { Buffer } = require('../buffer/buffer.js');
  writeBytes(this, Buffer.concat(chunks.map((each) => each.chunk)), callback);
};

WriteStream.prototype.close = function (callback) {
  if (callback) {
    if (this.closed) {
      process.nextTick(callback);
      return;
    }
    this.on('close', callback);
  }
  if (!this.autoClose) this.on('finish', this.destroy);
  this.end();
};

WriteStream.prototype.destroySoon = WriteStream.prototype.end;

for (const Class of [ReadStream, WriteStream]) {
  Object.defineProperty(Class.prototype, 'autoClose', { value: undefined, writable: true, configurable: true });
  Object.defineProperty(Class.prototype, 'pending', {
    configurable: true,
    get() {
      return this.fd === null;
    },
  });
}

module.exports = { ReadStream, WriteStream };
