'use strict';

/** `process.stdout`, `stderr` and `stdin`, made at first use. */

const tty = internalBinding('tty');

const FDS = { stdout: 1, stderr: 2 };
/** Bytes by descriptor that were written before its stream was made. */
const early = [0, 0, 0];

/**
 * Writes a text straight to a descriptor, for consoles whose stream nobody has asked for: most apps print a line when they
 * are up, and making a stream loads all of `stream`. Answers false where nothing was written: the stream then has to
 * write, and knows what to do with an error.
 */
function writeEarly(name, text) {
  const fd = FDS[name];
  if (tty.kind(fd) === 'UNKNOWN') return false;
  const count = internalBinding('fs').files().writeText(fd, text, null);
  if (count < 0) return false;
  early[fd] += count;
  return true;
}

function output(fd) {
  const kind = tty.kind(fd);
  let stream;
  if (kind === 'TTY') {
    stream = new (require('../tty/tty.js').WriteStream)(fd);
    process.on('SIGWINCH', () => stream._refreshSize());
  } else if (kind === 'UNKNOWN') {
    const { Writable } = require('../stream/stream.js');
    stream = new Writable({ write: (chunk, encoding, callback) => callback() });
    stream.fd = fd;
  } else {
    stream = new (require('./std-output.js').OutputStream)(fd, kind === 'PIPE' ? 'pipe' : 'fs');
  }
  if (early[fd] > 0) stream.bytesWritten = early[fd];
  stream._isStdio = true;
  stream.destroySoon = stream.destroy;
  // The descriptor belongs to the process: destroying the stream must not close it for others.
  stream._destroy = (error, callback) => callback(error);
  return stream;
}

function stdin() {
  switch (tty.kind(0)) {
    case 'TTY':
      return new (require('../tty/tty.js').ReadStream)(0);
    case 'FILE': {
      const { ReadStream } = require('../fs/streams.js');
      return new ReadStream(null, { fd: 0, autoClose: false });
    }
    case 'PIPE':
      return new (require('./std-input.js').InputStream)(0);
    default: {
      const { Readable } = require('../stream/stream.js');
      const stream = new Readable({ read() {} });
      stream.push(null);
      stream.fd = 0;
      return stream;
    }
  }
}

/** Whether anything was written, to one descriptor or to any, before a stream was made. */
const wrote = (fd = undefined) => (fd === undefined ? early.some((count) => count > 0) : early[fd] > 0);

module.exports = { writeEarly, wrote, stdout: () => output(1), stderr: () => output(2), stdin };
