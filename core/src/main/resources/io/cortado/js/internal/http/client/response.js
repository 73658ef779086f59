'use strict';

/** The responses that come over a request's socket: what Java reads in its bytes becomes messages and events. */

const { binding } = require('../common.js');
const { IncomingMessage, kept } = require('../incoming.js');
const channels = require('../../diagnostics/channels.js');

const MAX_HEADER_SIZE = 16384;
const MAX_HEADERS = 1000;

// What Java tells of a head.
const KEEP = 1;
const UPGRADE = 2;

/** What stands in `socket.parser` while the request has the socket. */
class ResponseParser {
  #reader;

  /** `begun` is called with a response that is not over yet, before anyone else sees it. */
  constructor(request, socket, begun) {
    this.#reader = binding.responseReader(request.method, request.maxHeaderSize || MAX_HEADER_SIZE);
    this.socket = socket;
    this.outgoing = request;
    this.incoming = null;
    this.begun = begun;
  }

  /** Takes bytes. Returns an error where they are no HTTP, and what another protocol has of them after a switch. */
  execute(bytes) {
    return follow(this, this.#reader.read(bytes.buffer, bytes.byteOffset, bytes.length), bytes);
  }

  /** The connection has ended. */
  finish() {
    follow(this, this.#reader.end(), null);
  }
}

/** Acts on what a chunk holds, record after record; `ResponseReader` says what they are. */
function follow(parser, told, bytes) {
  if (told === '') return undefined;
  const lines = told.split('\n');
  let at = 0;
  while (at < lines.length) {
    switch (lines[at++]) {
      case 'head': {
        const [major, minor, status, flags, reason] = lines.slice(at, at += 5);
        const to = at + 1 + +lines[at];
        onHead(parser, makeResponse(parser, +major, +minor, +status, reason, lines.slice(at + 1, to)), +flags);
        at = to;
        break;
      }
      case 'body':
        onBody(parser, bytes, +lines[at], +lines[at + 1]);
        at += 2;
        break;
      case 'end': {
        const to = at + 1 + +lines[at];
        onEnd(parser, lines.slice(at + 1, to));
        at = to;
        break;
      }
      case 'rest':
        return bytes.subarray(+lines[at]);
      default:
        return parseError(lines[at], lines[at + 1], +lines[at + 2], bytes);
    }
  }
  return undefined;
}

function parseError(code, reason, bytesParsed, rawPacket) {
  return Object.assign(new Error(`Parse Error: ${reason}`), { bytesParsed, code, reason, rawPacket });
}

function makeResponse({ outgoing: request, socket }, major, minor, status, reason, fields) {
  const res = new IncomingMessage(socket);
  res.httpVersionMajor = major;
  res.httpVersionMinor = minor;
  res.httpVersion = `${major}.${minor}`;
  res.statusCode = status;
  res.statusMessage = reason;
  res._joinDuplicates = request.joinDuplicateHeaders;
  const max = maxHeaders(request);
  res.rawHeaders = kept(fields, max);
  if (max > 0 && fields.length > max * 2) res._maxHeaders = max;
  res.req = request;
  Object.defineProperty(res, '_read', { value: () => socket.resume(), configurable: true, writable: true });
  return res;
}

function maxHeaders({ maxHeadersCount }) {
  return typeof maxHeadersCount === 'number' ? maxHeadersCount : MAX_HEADERS;
}

/** A response has begun. */
function onHead(parser, res, flags) {
  const { outgoing: request, socket } = parser;
  if (request.res) {
    // A second response to one request.
    socket.destroy();
    return;
  }
  const { statusCode: status } = res;
  if ((flags & UPGRADE) !== 0) {
    res.upgrade = true;
    request.res = res;
    parser.incoming = res;
    return;
  }
  if (status >= 100 && status < 200 && status !== 101) {
    if (status === 100) request.emit('continue');
    const { statusCode, statusMessage, httpVersion, httpVersionMajor, httpVersionMinor, headers, rawHeaders } = res;
    request.emit('information',
      { statusCode, statusMessage, httpVersion, httpVersionMajor, httpVersionMinor, headers, rawHeaders });
    return;
  }
  if ((flags & KEEP) === 0) request.shouldKeepAlive = false;
  request.res = res;
  parser.incoming = res;
  if (channels.clientFinish?.hasSubscribers) channels.clientFinish.publish({ request, response: res });
  parser.begun(res);
  if (request.aborted || !request.emit('response', res)) res._dump();
}

function onBody({ incoming, socket }, bytes, from, to) {
  if (incoming === null || incoming._dumped || incoming.destroyed) return;
  const part = to - from === bytes.length ? bytes : bytes.subarray(from, to);
  if (!incoming.push(part)) socket.pause();
}

function onEnd(parser, trailers) {
  const { incoming, outgoing, socket } = parser;
  if (incoming === null) return;
  parser.incoming = null;
  if (trailers.length > 0) incoming.rawTrailers = kept(trailers, maxHeaders(outgoing));
  incoming.complete = true;
  incoming.push(null);
  socket.resume();
}

module.exports = { ResponseParser };
