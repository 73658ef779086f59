'use strict';

/** `respondWithFile` and `respondWithFD`. */

const fs = require('../fs/fs.js');
const { codes } = require('./errors.js');
const { validateFunction, validateInteger, validateNumber } = require('../errors/validators.js');

/** Options and fields as both take them; throws what the stream would not take. */
function prepare(stream, headers, given) {
  const options = { ...given };
  for (const name of ['offset', 'length']) {
    if (options[name] !== undefined) validateNumber(options[name], `options.${name}`);
  }
  if (options.statCheck !== undefined) validateFunction(options.statCheck, 'options.statCheck');
  const fields = stream._prepare(headers, options);
  const status = fields[':status'];
  if (status === 204 || status === 205 || status === 304 || stream.headRequest) throw new codes.ERR_HTTP2_PAYLOAD_FORBIDDEN(status);
  return [fields, options];
}

function respondWithFile(stream, path, headers, given) {
  const [fields, options] = prepare(stream, headers, given);
  fs.open(path, 'r', (error, fd) => {
    if (error) {
      fail(stream, options, error);
      return;
    }
    fs.fstat(fd, (failure, stat) => {
      if (failure || !stat.isFile()) {
        fs.close(fd, () => fail(stream, options, failure ?? problem(stat, options) ?? new codes.ERR_HTTP2_SEND_FILE()));
      } else if (stream.destroyed || stream.closed || stream.headersSent) {
        fs.close(fd, () => {});
      } else {
        send(stream, fd, stat, fields, options, true);
      }
    });
  });
}

/** What is no regular file can be sent whole, if it is no directory. */
function problem(stat, { offset, length }) {
  return !stat.isDirectory() && (offset !== undefined || length !== undefined) ? new codes.ERR_HTTP2_SEND_FILE_NOSEEK() : undefined;
}

function fail(stream, { onError }, error) {
  if (onError !== undefined) {
    onError.call(stream, error);
  } else {
    stream.destroy(error);
  }
}

/** The descriptor stays its owner's, who closes it. */
function respondWithFD(stream, fd, headers, given) {
  const [fields, options] = prepare(stream, headers, given);
  const number = typeof fd === 'object' && fd !== null ? fd.fd : fd;
  validateInteger(number, 'fd', 0);
  fs.fstat(number, (error, stat) => {
    if (stream.destroyed || stream.closed || stream.headersSent) return;
    if (error) stream.destroy(error);
    else send(stream, number, stat, fields, options, false);
  });
}

function send(stream, fd, stat, fields, options, own) {
  const range = { offset: options.offset > 0 ? options.offset : 0, length: options.length >= 0 ? options.length : -1 };
  const stop = () => {
    if (own) fs.close(fd, () => {});
  };
  if (options.statCheck?.call(stream, stat, fields, range) === false || stream.headersSent || stream.destroyed) {
    stop();
    return;
  }
  const left = Math.max(0, stat.size - range.offset);
  const count = range.length < 0 ? left : Math.min(range.length, left);
  fields['content-length'] = count;
  stream.respond(fields, options);
  if (count === 0) {
    stop();
    stream.end();
    return;
  }
  const file = fs.createReadStream(null, { fd, start: range.offset, end: range.offset + count - 1, autoClose: own });
  file.on('error', (error) => stream.destroy(error));
  stream.once('close', () => file.destroy());
  file.pipe(stream);
}

module.exports = { respondWithFile, respondWithFD };
