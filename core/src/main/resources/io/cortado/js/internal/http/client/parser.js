'use strict';

/**
 * Reads HTTP/1 responses as they arrive, strictly: what a message is must not be a matter of opinion between this
 * client and a proxy before it. Errors have llhttp's codes and words.
 */

const MAX_CHUNK_LINE = 4096;
const TOKEN = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;
const START = 'HTTP/';
// eslint-disable-next-line no-control-regex
const BAD_VALUE = /[\0\r\n]/;

function parseError(code, reason, at) {
  const error = new Error(`Parse Error: ${reason}`);
  error.code = code;
  error.reason = reason;
  error.bytesParsed = at;
  return error;
}

/** How the body of a response ends, by its headers (RFC 9112, 6.3). */
function framing(fields) {
  let length = -1;
  let encoding = null;
  let connection = '';
  for (let i = 0; i < fields.length; i += 2) {
    const value = fields[i + 1];
    switch (fields[i].toLowerCase()) {
      case 'content-length':
        if (encoding !== null) {
          throw parseError('HPE_INVALID_CONTENT_LENGTH', "Content-Length can't be present with Transfer-Encoding", 0);
        }
        if (length >= 0) throw parseError('HPE_UNEXPECTED_CONTENT_LENGTH', 'Duplicate Content-Length', 0);
        if (!/^\d+$/.test(value)) {
          throw parseError('HPE_INVALID_CONTENT_LENGTH', 'Invalid character in Content-Length', 0);
        }
        length = +value;
        if (!Number.isSafeInteger(length)) {
          throw parseError('HPE_INVALID_CONTENT_LENGTH', 'Content-Length overflow', 0);
        }
        break;
      case 'transfer-encoding':
        if (length >= 0) {
          throw parseError('HPE_INVALID_TRANSFER_ENCODING', "Transfer-Encoding can't be present with Content-Length", 0);
        }
        encoding = encoding === null ? value : `${encoding}, ${value}`;
        break;
      case 'connection': case 'proxy-connection':
        connection += `,${value.toLowerCase()}`;
        break;
      default:
    }
  }
  const chunked = encoding !== null && /(?:^|,)\s*chunked\s*$/i.test(encoding);
  return { length, chunked, coded: encoding !== null, options: connection.split(',').map((each) => each.trim()) };
}

class ResponseParser {
  /** `handler` has head(message) → 0 body, 1 no body, 2 another protocol follows; body(bytes); complete(trailers). */
  constructor(handler, maxHeaderSize) {
    this.handler = handler;
    this.max = maxHeaderSize;
    this.pending = null;
    this.scanned = 0;
    this.total = 0;
    this.state = this.head;
    this.left = 0;
    this.line = '';
    this.trailers = [];
    this.trailerSize = 0;
    this.upgraded = null;
    this.persistent = true;
  }

  /** Takes bytes; throws what is wrong with them. */
  execute(bytes) {
    let at = 0;
    while (at < bytes.length && this.upgraded === null) at = this.state(bytes, at);
    this.total += bytes.length;
  }

  /** The connection has ended. Answers whether a message was cut off. */
  finish() {
    if (this.state === this.untilEnd) {
      this.done();
      return false;
    }
    return (this.state !== this.head && this.state !== this.closed) || this.pending !== null;
  }

  head(bytes, at) {
    const { Buffer } = require('../../buffer/buffer.js');
    const rest = at === 0 ? bytes : bytes.subarray(at);
    const before = this.pending === null ? 0 : this.pending.length;
    const all = before === 0 ? rest : Buffer.concat([this.pending, rest]);
    this.early(all);
    const end = all.indexOf('\r\n\r\n', this.scanned, 'latin1');
    if (end < 0 ? all.length > this.max : end > this.max) {
      throw parseError('HPE_HEADER_OVERFLOW', 'Header overflow', this.total + this.max);
    }
    if (end < 0) {
      this.pending = all;
      this.scanned = Math.max(0, all.length - 3);
      return bytes.length;
    }
    this.pending = null;
    this.scanned = 0;
    this.begin(all.latin1Slice(0, end));
    const next = at + end + 4 - before;
    if (this.upgraded === true) this.upgraded = bytes.subarray(next);
    return next;
  }

  /** What can be told before the head is complete, so that no one waits for its end. */
  early(all) {
    const start = all.latin1Slice(0, Math.min(all.length, START.length));
    if (!START.startsWith(start)) {
      throw parseError('HPE_INVALID_CONSTANT', 'Expected HTTP/, RTSP/ or ICE/', this.total);
    }
    const lf = all.indexOf(10);
    if (lf >= 0 && all[lf - 1] !== 13) {
      throw parseError('HPE_CR_EXPECTED', 'Missing expected CR after response line', this.total + lf + 1);
    }
  }

  begin(text) {
    const lines = text.split('\r\n');
    const first = /^HTTP\/(\d)\.(\d) (\d{3})(?: ([^\0\r\n]*))?$/.exec(lines[0]);
    if (first === null) {
      const version = /^HTTP\/\d\.\d/.test(lines[0]);
      throw version ? parseError('HPE_INVALID_STATUS', 'Invalid status code', this.total)
        : parseError('HPE_INVALID_VERSION', 'Invalid HTTP version', this.total);
    }
    const fields = [];
    for (let i = 1; i < lines.length; i++) field(lines[i], fields, this.total);
    const message = {
      major: +first[1], minor: +first[2], status: +first[3], text: first[4] ?? '', fields, ...framing(fields),
    };
    this.persistent = message.major > 1 || (message.major === 1 && message.minor >= 1)
      ? !message.options.includes('close') : message.options.includes('keep-alive');
    const empty = message.status < 200 || message.status === 204 || message.status === 304;
    const framed = empty || message.chunked || (message.length >= 0 && !message.coded);
    message.keepAlive = this.persistent && framed;
    this.trailers = [];
    this.trailerSize = 0;
    const answer = this.handler.head(message);
    if (answer === 2) this.upgraded = true;
    else if (answer === 1 || empty) this.done();
    else this.body(message);
  }

  body(message) {
    if (message.chunked) {
      this.state = this.chunkLine;
      this.line = '';
    } else if (message.coded || message.length < 0) {
      this.state = this.untilEnd;
    } else if (message.length === 0) {
      this.done();
    } else {
      this.left = message.length;
      this.state = this.counted;
    }
  }

  done() {
    this.state = this.persistent ? this.head : this.closed;
    this.handler.complete(this.trailers);
  }

  /** The peer said that this message was its last; a line end may still follow. */
  closed(bytes, at) {
    if (bytes[at] === 13 || bytes[at] === 10) return at + 1;
    throw parseError('HPE_CLOSED_CONNECTION', 'Data after `Connection: close`', this.total + at);
  }

  untilEnd(bytes, at) {
    this.handler.body(at === 0 ? bytes : bytes.subarray(at));
    return bytes.length;
  }

  counted(bytes, at) {
    const end = Math.min(bytes.length, at + this.left);
    this.left -= end - at;
    this.handler.body(bytes.subarray(at, end));
    if (this.left === 0) this.done();
    return end;
  }

  /** Collects a line of text; null until its CRLF has come. */
  readLine(bytes, at, limit) {
    const lf = bytes.indexOf(10, at);
    const end = lf < 0 ? bytes.length : lf + 1;
    this.line += bytes.latin1Slice(at, end);
    this.lineEnd = end;
    if (this.line.length > limit) throw parseError('HPE_HEADER_OVERFLOW', 'Header overflow', this.total + end);
    if (lf < 0) return null;
    if (!this.line.endsWith('\r\n')) {
      throw parseError('HPE_CR_EXPECTED', 'Missing expected CR', this.total + end);
    }
    const line = this.line.slice(0, -2);
    this.line = '';
    return line;
  }

  chunkLine(bytes, at) {
    if (this.line === '' && !/[0-9a-fA-F]/.test(String.fromCharCode(bytes[at]))) {
      throw parseError('HPE_INVALID_CHUNK_SIZE', 'Invalid character in chunk size', this.total + at);
    }
    const line = this.readLine(bytes, at, MAX_CHUNK_LINE);
    if (line === null) return this.lineEnd;
    const match = /^([0-9a-fA-F]{1,13})(?:[ \t]*;[^\0\r\n]*)?$/.exec(line);
    if (match === null) {
      throw parseError('HPE_INVALID_CHUNK_SIZE', 'Invalid character in chunk size', this.total + at);
    }
    this.left = parseInt(match[1], 16);
    this.state = this.left === 0 ? this.trailer : this.chunkData;
    return this.lineEnd;
  }

  chunkData(bytes, at) {
    const end = Math.min(bytes.length, at + this.left);
    this.left -= end - at;
    this.handler.body(bytes.subarray(at, end));
    if (this.left === 0) this.state = this.chunkEnd;
    return end;
  }

  chunkEnd(bytes, at) {
    const line = this.readLine(bytes, at, 2);
    if (line === null) return this.lineEnd;
    if (line !== '') throw parseError('HPE_STRICT', 'Expected LF after chunk data', this.total + at);
    this.state = this.chunkLine;
    return this.lineEnd;
  }

  trailer(bytes, at) {
    const line = this.readLine(bytes, at, this.max);
    if (line === null) return this.lineEnd;
    if (line === '') {
      this.done();
      return this.lineEnd;
    }
    this.trailerSize += line.length;
    if (this.trailerSize > this.max) throw parseError('HPE_HEADER_OVERFLOW', 'Header overflow', this.total + at);
    field(line, this.trailers, this.total + at);
    return this.lineEnd;
  }
}

/** Adds the name and value of a header line. */
function field(line, fields, at) {
  const colon = line.indexOf(':');
  const name = colon < 0 ? line : line.slice(0, colon);
  if (colon < 0 || !TOKEN.test(name)) throw parseError('HPE_INVALID_HEADER_TOKEN', 'Invalid header token', at);
  const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '');
  if (BAD_VALUE.test(value)) throw parseError('HPE_INVALID_HEADER_TOKEN', 'Invalid header value char', at);
  fields.push(name, value);
}

module.exports = { ResponseParser };
