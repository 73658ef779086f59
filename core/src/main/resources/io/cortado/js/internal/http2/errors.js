'use strict';

/** The errors of `http2`, by Node's codes. */

const { codes, define } = require('../errors/errors.js');
require('../http/errors.js');
const constants = require('./constants.js');

const ERRORS = [
  ['CONNECT_AUTHORITY', ':authority header is required for CONNECT requests'],
  ['CONNECT_PATH', 'The :path header is forbidden for CONNECT requests'],
  ['CONNECT_SCHEME', 'The :scheme header is forbidden for CONNECT requests'],
  ['GOAWAY_SESSION', 'New streams cannot be created after receiving a GOAWAY'],
  ['HEADERS_AFTER_RESPOND', 'Cannot specify additional headers after response initiated'],
  ['HEADERS_SENT', 'Response has already been initiated.'],
  ['HEADER_SINGLE_VALUE', 'Header field "%s" must only have a single value', TypeError],
  ['INVALID_CONNECTION_HEADERS', 'HTTP/1 Connection specific headers are forbidden: "%s"', TypeError],
  ['INVALID_INFO_STATUS', 'Invalid informational status code: %s', RangeError],
  ['INVALID_PSEUDOHEADER', '"%s" is an invalid pseudoheader or is used incorrectly', TypeError],
  ['INVALID_SESSION', 'The session has been destroyed'],
  ['INVALID_STREAM', 'The stream has been destroyed'],
  ['MAX_PENDING_SETTINGS_ACK', 'Maximum number of pending settings acknowledgements'],
  ['NO_SOCKET_MANIPULATION', 'HTTP/2 sockets should not be directly manipulated (e.g. read and written)'],
  ['PAYLOAD_FORBIDDEN', 'Responses with %s status must not have a payload'],
  ['PING_CANCEL', 'HTTP2 ping cancelled'],
  ['PING_LENGTH', 'HTTP2 ping payload must be 8 bytes', RangeError],
  ['PUSH_DISABLED', 'HTTP/2 client has disabled push streams'],
  ['SEND_FILE', 'Directories cannot be sent'],
  ['SEND_FILE_NOSEEK', 'Offset or length can only be specified for regular files'],
  ['SESSION_ERROR', 'Session closed with error code %s'],
  ['SETTINGS_CANCEL', 'HTTP2 session settings canceled'],
  ['SOCKET_BOUND', 'The socket is already bound to an Http2Session'],
  ['SOCKET_UNBOUND', 'The socket has been disconnected from the Http2Session'],
  ['STATUS_101', 'HTTP status code 101 (Switching Protocols) is forbidden in HTTP/2'],
  ['STATUS_INVALID', 'Invalid status code: %s', RangeError],
  ['STREAM_ERROR', 'Stream closed with error code %s'],
  ['TRAILERS_ALREADY_SENT', 'Trailing headers have already been sent'],
  ['TRAILERS_NOT_READY', 'Trailing headers cannot be sent until after the wantTrailers event is emitted'],
  ['UNSUPPORTED_PROTOCOL', 'protocol "%s" is unsupported.'],
];

for (const [code, message, Base = Error] of ERRORS) define(`ERR_HTTP2_${code}`, message, Base);
define('ERR_HTTP2_STREAM_CANCEL', (cause) => {
  const reason = typeof cause?.message === 'string' ? ` (caused by: ${cause.message})` : '';
  return `The pending stream has been canceled${reason}`;
}, Error);

/** By the numbers that frames have, in their order. */
const NAMES = Object.keys(constants).filter((name) => /^NGHTTP2_(NO_ERROR|[A-Z_]+_ERROR|SETTINGS_TIMEOUT|STREAM_CLOSED|REFUSED_STREAM|CANCEL)$/
  .test(name) && constants[name] >= 0);
const nameOf = (code) => NAMES.find((name) => constants[name] === code)
  ?? { 11: 'NGHTTP2_ENHANCE_YOUR_CALM', 12: 'NGHTTP2_INADEQUATE_SECURITY', 13: 'NGHTTP2_HTTP_1_1_REQUIRED' }[code] ?? code;

/** The error of a stream that the peer has given up, or none. */
function streamError(code) {
  if (code === constants.NGHTTP2_NO_ERROR || code === constants.NGHTTP2_CANCEL) return undefined;
  return new codes.ERR_HTTP2_STREAM_ERROR(nameOf(code));
}

/** What the peer has sent is against the rules. */
function protocolError(code, reason) {
  const flood = code === constants.NGHTTP2_ENHANCE_YOUR_CALM;
  const error = new Error(flood ? 'Flooding was detected in this HTTP/2 session, and it must be closed' : 'Protocol error');
  return Object.assign(error, { code: 'ERR_HTTP2_ERROR', errno: flood ? -904 : -505, reason });
}

module.exports = { codes, nameOf, streamError, protocolError };
