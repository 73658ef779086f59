'use strict';

// Errors that carry an HTTP status, with the classes, names and property shapes of the ones npm's Express makes.

const { STATUS_CODES } = require('node:http');

/** Reason phrases by status code. */
const messages = { ...STATUS_CODES };

const classes = Object.create(null);

/** Puts a constructor below another; instances have the facts in common. */
function derive(constructor, parent, facts) {
  const inherited = { constructor: { value: constructor, writable: true, configurable: true } };
  Object.setPrototypeOf(constructor, parent);
  constructor.prototype = Object.assign(Object.create(parent.prototype, inherited), facts);
  return constructor;
}

const HttpError = derive(function HttpError() {
  throw new TypeError('cannot construct abstract class');
}, Error);

function classNameOf(code) {
  const words = messages[code].split(' ')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')
    .replace(/[^ _0-9a-z]/gi, '');
  return words.endsWith('Error') ? words : words + 'Error';
}

function defineClass(code) {
  const name = classNameOf(code);
  function CodeError(message) {
    const text = message != null ? message : messages[code];
    const error = new Error(text);
    Error.captureStackTrace(error);
    const own = (value, enumerable) => ({ value, enumerable, writable: true, configurable: true });
    return Object.defineProperties(Object.setPrototypeOf(error, CodeError.prototype), {
      message: own(text, true), name: own(name, false)
    });
  }
  Object.defineProperty(CodeError, 'name', { configurable: true, value: name });
  return derive(CodeError, HttpError, { status: code, statusCode: code, expose: code < 500 });
}

function classFor(status) {
  const code = messages[status] && status >= 400 && status < 600 ? status : Number(String(status)[0] + '00');
  if (code < 400 || code > 599 || !messages[code]) return undefined;
  return classes[code] || (classes[code] = defineClass(code));
}

/**
 * Makes an error for a status, or gives an existing error that status.
 * @param {number} status
 * @param {string|Error} [cause] the message, or the error to mark
 * @param {object} [props] further own properties
 */
function createError(status, cause, props) {
  let code = status;
  let error = null;
  let message;
  let extra = props;
  if (cause instanceof Error) {
    error = cause;
    code = error.status || error.statusCode || code;
  } else if (typeof cause === 'string') {
    message = cause;
  } else if (cause && typeof cause === 'object') {
    extra = cause;
  }
  if (typeof code !== 'number' || (!messages[code] && (code < 400 || code >= 600))) code = 500;
  const CodeError = classFor(code);
  if (error === null) {
    error = CodeError ? new CodeError(message) : new Error(message || messages[code]);
    Error.captureStackTrace(error);
  }
  const isItself = CodeError !== undefined && error instanceof CodeError && error.status === code;
  if (!isItself) Object.assign(error, { expose: code < 500, statusCode: code, status: code });
  for (const key in extra) {
    if (key !== 'status' && key !== 'statusCode') error[key] = extra[key];
  }
  return error;
}

module.exports = { createError, messages };
