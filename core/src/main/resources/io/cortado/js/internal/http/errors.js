'use strict';

// The error codes of HTTP messages and servers, with Node's texts.

const { codes, define } = require('../errors/errors.js');

define('ERR_HTTP_HEADERS_SENT', 'Cannot %s headers after they are sent to the client', Error);
define('ERR_HTTP_INVALID_HEADER_VALUE', 'Invalid value "%s" for header "%s"', TypeError);
define('ERR_HTTP_INVALID_STATUS_CODE', 'Invalid status code: %s', RangeError);
define('ERR_HTTP_BODY_NOT_ALLOWED', 'Adding content for this request method or response status is not allowed.', Error);
define('ERR_HTTP_CONTENT_LENGTH_MISMATCH', 'Response body\'s content-length of %s byte(s) does not match the ' +
  'content-length of %s byte(s) set in header', Error);
define('ERR_HTTP_SOCKET_ASSIGNED', 'ServerResponse has an already assigned socket', Error);
define('ERR_HTTP_TRAILER_INVALID', 'Trailers are invalid with this transfer encoding', Error);
define('ERR_INVALID_HTTP_TOKEN', '%s must be a valid HTTP token ["%s"]', TypeError);
define('ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.', Error);
define('ERR_SERVER_NOT_RUNNING', 'Server is not running.', Error);

module.exports = { codes };
