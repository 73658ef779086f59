'use strict';

// What both directions of HTTP share: status texts, header syntax, the date line.

const binding = internalBinding('http');

const METHODS = [...binding.methods()];

const STATUS_CODES = {
  100: 'Continue', 101: 'Switching Protocols', 102: 'Processing', 103: 'Early Hints', 200: 'OK', 201: 'Created',
  202: 'Accepted', 203: 'Non-Authoritative Information', 204: 'No Content', 205: 'Reset Content',
  206: 'Partial Content', 207: 'Multi-Status', 208: 'Already Reported', 226: 'IM Used', 300: 'Multiple Choices',
  301: 'Moved Permanently', 302: 'Found', 303: 'See Other', 304: 'Not Modified', 305: 'Use Proxy',
  307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized',
  402: 'Payment Required', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 406: 'Not Acceptable',
  407: 'Proxy Authentication Required', 408: 'Request Timeout', 409: 'Conflict', 410: 'Gone', 411: 'Length Required',
  412: 'Precondition Failed', 413: 'Payload Too Large', 414: 'URI Too Long', 415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable', 417: 'Expectation Failed', 418: "I'm a Teapot", 421: 'Misdirected Request',
  422: 'Unprocessable Entity', 423: 'Locked', 424: 'Failed Dependency', 425: 'Too Early', 426: 'Upgrade Required',
  428: 'Precondition Required', 429: 'Too Many Requests', 431: 'Request Header Fields Too Large',
  451: 'Unavailable For Legal Reasons', 500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway',
  503: 'Service Unavailable', 504: 'Gateway Timeout', 505: 'HTTP Version Not Supported',
  506: 'Variant Also Negotiates', 507: 'Insufficient Storage', 508: 'Loop Detected',
  509: 'Bandwidth Limit Exceeded', 510: 'Not Extended', 511: 'Network Authentication Required',
};

// Made when they are first needed: compiling an expression takes milliseconds of a start.
const TOKEN = () => /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;
const INVALID_VALUE = () => /[^\t\x20-\x7e\x80-\xff]/;

/** Whether a text has letters and hyphens only, as most names of headers. */
function isPlainName(name) {
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code !== 45 && (code < 65 || code > 122 || (code > 90 && code < 97))) return false;
  }
  return name.length > 0;
}

/** Whether a header's value, coerced to a text, has a character that must not stand there. */
function isInvalidValue(value) {
  if (typeof value === 'number') return false;
  if (typeof value !== 'string') return INVALID_VALUE().test(value);
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code < 0x20 || code > 0x7e) return INVALID_VALUE().test(value);
  }
  return false;
}

function codes() {
  return require('./errors.js').codes;
}

// Header names come from source code, so there are few: each is checked and lower-cased once.
const KEY_LIMIT = 1000;
const keys = { __proto__: null };
let keyCount = 0;

/** The lower-case form of a valid header name; throws ERR_INVALID_HTTP_TOKEN as Node. */
function headerKey(name, label = 'Header name') {
  let key = typeof name === 'string' ? keys[name] : undefined;
  if (key === undefined) {
    if (typeof name !== 'string' || !(isPlainName(name) || TOKEN().test(name))) {
      throw new (codes().ERR_INVALID_HTTP_TOKEN)(label, name);
    }
    key = name.toLowerCase();
    if (keyCount < KEY_LIMIT) {
      keyCount++;
      keys[name] = key;
    }
  }
  return key;
}

function validateHeaderName(name, label) {
  headerKey(name, label);
}

function validateHeaderValue(name, value) {
  if (value === undefined) {
    throw new (codes().ERR_HTTP_INVALID_HEADER_VALUE)(value, name);
  }
  if (isInvalidValue(value)) {
    throw new (codes().ERR_INVALID_CHAR)('header content', name);
  }
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (number) => (number < 10 ? '0' + number : '' + number);
let dateText = '';
let dateUntil = 0;

/** What `toUTCString` gives for a date of ours; the first call of that loads formats for a fortieth of a second. */
function httpDate(date) {
  const day = `${DAYS[date.getUTCDay()]}, ${two(date.getUTCDate())} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} GMT`;
}

/** The present second as an HTTP date. */
function utcDate() {
  const now = Date.now();
  if (now >= dateUntil) {
    dateText = httpDate(new Date(now));
    dateUntil = now - (now % 1000) + 1000;
  }
  return dateText;
}

/** Takes what Node's prototype does not have out of a `for`-`in` over ours. */
function hide(prototype, ...names) {
  for (const name of names) Object.defineProperty(prototype, name, { enumerable: false });
}

module.exports = {
  binding,
  codes,
  METHODS,
  STATUS_CODES,
  TOKEN,
  isInvalidValue,
  keys,
  headerKey,
  validateHeaderName,
  validateHeaderValue,
  utcDate,
  hide,
};
