'use strict';

// What both directions of HTTP share: status texts, header syntax, the date line.

const binding = internalBinding('http');

const METHODS = [...binding.methods()];

const STATUS_CODES = {};
for (const line of binding.statuses().trimEnd().split('\n')) STATUS_CODES[line.slice(0, 3)] = line.slice(4);

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
