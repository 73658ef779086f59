'use strict';

/** `fs.read`, `write`, `readv` and `writev`, whose arguments come in many shapes. */

const ops = require('./ops.js');
const { codes } = require('../errors/errors.js');
const { validateBuffer, validateInteger } = require('../errors/validators.js');
const { toFd, toCallback, toBytes } = require('./util.js');

function checkRange(offset, length, byteLength) {
  if (offset > byteLength) throw new codes.ERR_OUT_OF_RANGE('offset', `<= ${byteLength}`, offset);
  if (length > byteLength - offset) throw new codes.ERR_OUT_OF_RANGE('length', `<= ${byteLength - offset}`, length);
  if (length < 0) throw new codes.ERR_OUT_OF_RANGE('length', '>= 0', length);
}

function checkPosition(position) {
  if (position == null || typeof position === 'bigint') return;
  validateInteger(position, 'position', -1);
}

/** The arguments of a read: (buffer, offset, length, position), (buffer, options) or (options). */
function readArguments(buffer, offset, length, position) {
  let view = buffer;
  let given = { offset, length, position };
  if (!ArrayBuffer.isView(view)) {
    given = view ?? {};
    view = given.buffer ?? require('../buffer/buffer.js').Buffer.alloc(16384);
  } else if (offset !== null && typeof offset === 'object') {
    given = offset;
  }
  validateBuffer(view);
  const from = given.offset ?? 0;
  validateInteger(from, 'offset', 0);
  const count = given.length ?? view.byteLength - from;
  const at = given.position ?? null;
  if (count !== 0) {
    if (view.byteLength === 0) {
      throw new codes.ERR_INVALID_ARG_VALUE('buffer', view, 'is empty and cannot be written');
    }
    if (count < 0) throw new codes.ERR_OUT_OF_RANGE('length', '>= 0', count);
    if (count > view.byteLength - from) {
      throw new codes.ERR_OUT_OF_RANGE('length', `<= ${view.byteLength - from}`, count);
    }
  }
  checkPosition(at);
  return [view, from, count | 0, at];
}

function readSync(fd, buffer, offset, length, position) {
  toFd(fd);
  const args = readArguments(buffer, offset, length, position);
  return args[2] === 0 ? 0 : ops.read(fd, ...args);
}

function read(fd, ...rest) {
  toFd(fd);
  const callback = toCallback(rest.find((value) => typeof value === 'function'));
  const args = readArguments(...rest.slice(0, rest.indexOf(callback)));
  if (args[2] === 0) return process.nextTick(callback, null, 0, args[0]);
  return ops.read(fd, ...args, (error, count) => callback(error, count ?? 0, args[0]));
}

/** The arguments of a write, as [view, offset, length, position]. */
function writeArguments(data, offset, length, position) {
  if (typeof data === 'string') {
    const bytes = toBytes(data, typeof length === 'string' ? length : 'utf8', 'buffer');
    return [bytes, 0, bytes.byteLength, typeof offset === 'number' ? offset : null];
  }
  validateBuffer(data);
  const given = offset !== null && typeof offset === 'object' ? offset : { offset, length, position };
  const from = given.offset ?? 0;
  validateInteger(from, 'offset', 0);
  if (from > data.byteLength) throw new codes.ERR_OUT_OF_RANGE('offset', `<= ${data.byteLength}`, from);
  const count = typeof given.length === 'number' ? given.length : data.byteLength - from;
  checkRange(from, count, data.byteLength);
  return [data, from, count, typeof given.position === 'number' ? given.position : null];
}

function writeSync(fd, data, offset, length, position) {
  toFd(fd);
  if (typeof data !== 'string') return ops.write(fd, ...writeArguments(data, offset, length, position));
  return ops.write(fd, ...writeArguments(data, offset, length));
}

function write(fd, data, ...rest) {
  toFd(fd);
  const callback = toCallback(rest.find((value) => typeof value === 'function'));
  const args = writeArguments(data, ...rest.slice(0, rest.indexOf(callback)));
  return ops.write(fd, ...args, (error, count) => callback(error, count ?? 0, data));
}

function checkViews(buffers) {
  if (!Array.isArray(buffers)) throw new codes.ERR_INVALID_ARG_TYPE('buffers', 'ArrayBufferView[]', buffers);
  buffers.forEach((view) => {
    if (!ArrayBuffer.isView(view)) throw new codes.ERR_INVALID_ARG_TYPE('buffers', 'ArrayBufferView[]', buffers);
  });
}

function total(buffers) {
  return buffers.reduce((sum, view) => sum + view.byteLength, 0);
}

/** Spreads what was read over the buffers given. */
function scatter(bytes, buffers) {
  let at = 0;
  for (const view of buffers) {
    const part = bytes.subarray(at, at + view.byteLength);
    new Uint8Array(view.buffer, view.byteOffset, view.byteLength).set(part);
    at += part.length;
  }
  return bytes.length;
}

function readvSync(fd, buffers, position) {
  toFd(fd);
  checkViews(buffers);
  return scatter(ops.readSome(fd, total(buffers), typeof position === 'number' ? position : null), buffers);
}

function readv(fd, buffers, position, callback) {
  toFd(fd);
  checkViews(buffers);
  const done = toCallback(callback || position);
  ops.readSome(fd, total(buffers), typeof position === 'number' ? position : null, (error, bytes) => {
    if (error) done(error, 0, buffers);
    else done(null, scatter(bytes, buffers), buffers);
  });
}

function gather(buffers) {
  const bytes = new Uint8Array(total(buffers));
  let at = 0;
  for (const view of buffers) {
    bytes.set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), at);
    at += view.byteLength;
  }
  return bytes;
}

function writevSync(fd, buffers, position) {
  toFd(fd);
  checkViews(buffers);
  const bytes = gather(buffers);
  return ops.write(fd, bytes, 0, bytes.length, typeof position === 'number' ? position : null);
}

function writev(fd, buffers, position, callback) {
  toFd(fd);
  checkViews(buffers);
  const done = toCallback(callback || position);
  const bytes = gather(buffers);
  ops.write(fd, bytes, 0, bytes.length, typeof position === 'number' ? position : null,
    (error, count) => done(error, count ?? 0, buffers));
}

/** `util.promisify` answers all the values of these, by name. */
function named(method, ...names) {
  Object.defineProperty(method, Symbol.for('nodejs.util.promisify.custom'), {
    value: (...args) => new Promise((resolve, reject) => {
      method(...args, (error, ...values) => {
        if (error) reject(error);
        else resolve(Object.fromEntries(names.map((name, i) => [name, values[i]])));
      });
    }),
  });
}

named(read, 'bytesRead', 'buffer');
named(write, 'bytesWritten', 'buffer');
named(readv, 'bytesRead', 'buffers');
named(writev, 'bytesWritten', 'buffers');

module.exports = { readSync, read, writeSync, write, readvSync, readv, writevSync, writev };
