'use strict';

/**
 * Node's coded errors. `codes.ERR_X` is a constructor made at first use: `new codes.ERR_X(...)` is a plain
 * `TypeError` (or whichever base the code has) with `code`, whose stack reads `TypeError [ERR_X]: text`.
 */

const table = new Map();

// A property for each of the many codes would cost every start; one that is asked for becomes one.
const codes = Object.create(new Proxy(Object.create(null), {
  get(target, code) {
    const declared = table.get(code);
    if (declared === undefined) return undefined;
    const { text, Base, others } = declared;
    const made = makeClass(code, text, Base);
    for (const Other of others) made[Other.name] = makeClass(code, text, Other);
    codes[code] = made;
    return made;
  },
  set: (target, code, value, receiver) => Reflect.defineProperty(receiver, code,
    { value, enumerable: true, configurable: true, writable: true }),
}));

/** Declares a code: its text (or a function that builds it) and the class of its errors. */
function define(code, text, Base, ...others) {
  table.set(code, { text, Base, others });
}

function render(text, args, self) {
  if (typeof text === 'function') return text.apply(self, args);
  if (args.length === 0) return text;
  let i = 0;
  return text.replace(/%[sd]/g, () => show(args[i++]));
}

function show(arg) {
  const inspected = (typeof arg === 'object' && arg !== null) || typeof arg === 'function';
  return inspected ? require('../inspect/format.js').format('%s', arg) : String(arg);
}

/** Gives an error its code, with Node's `Name [CODE]: text` as the first line of its stack. */
function stamp(error, code, above) {
  const name = error.name;
  Object.defineProperty(error, 'name', { value: `${name} [${code}]`, configurable: true, writable: true });
  if (above) Error.captureStackTrace(error);
  void error.stack;
  delete error.name;
  error.code = code;
  return error;
}

/** An error without a stack, which costs more than all the rest of it; `stamp` gives it one. */
function bare(Base) {
  const { stackTraceLimit } = Error;
  if (typeof stackTraceLimit !== 'number' || !Reflect.set(Error, 'stackTraceLimit', 0)) return new Base();
  const error = new Base();
  Error.stackTraceLimit = stackTraceLimit;
  return error;
}

function describe() {
  return `${this.name} [${this.code}]: ${this.message}`;
}

function makeClass(code, text, Base) {
  function NodeError(...args) {
    const error = bare(Base);
    const message = render(text, args, error);
    Object.defineProperties(error, {
      message: { value: message, enumerable: false, writable: true, configurable: true },
      toString: { value: describe, enumerable: false, writable: true, configurable: true },
    });
    return stamp(error, code, NodeError);
  }
  NodeError.prototype = Base.prototype;
  return NodeError;
}

const kinds = ['string', 'function', 'number', 'object', 'Function', 'Object', 'boolean', 'bigint', 'symbol'];

/** Joins words as in "a, b, or c". */
function either(list, word = 'or') {
  if (list.length <= 1) return list.join('');
  if (list.length === 2) return `${list[0]} ${word} ${list[1]}`;
  return `${list.slice(0, -1).join(', ')}, ${word} ${list[list.length - 1]}`;
}

/** The tail of ERR_INVALID_ARG_TYPE: " Received …". */
function received(value) {
  if (value == null) return ` Received ${value}`;
  if (typeof value === 'function') return ` Received function ${value.name}`;
  if (typeof value === 'object') {
    if (value.constructor?.name) return ` Received an instance of ${value.constructor.name}`;
    return ` Received ${inspect(value, { depth: -1 })}`;
  }
  let shown = inspect(value, { colors: false });
  if (shown.length > 28) shown = `${shown.slice(0, 25)}...`;
  return ` Received type ${typeof value} (${shown})`;
}

function inspect(value, options) {
  return require('../inspect/inspect.js').inspect(value, options);
}

/** "of type string or an instance of Buffer", from a list of type and class names. */
function expectation(expected) {
  const list = Array.isArray(expected) ? expected : [expected];
  const types = [];
  const instances = [];
  const others = [];
  for (const name of list) {
    if (kinds.includes(name)) types.push(name.toLowerCase());
    else if (/^([A-Z][a-z0-9]*)+$/.test(name)) instances.push(name);
    else others.push(name);
  }
  if (instances.length > 0) {
    const at = types.indexOf('object');
    if (at !== -1) {
      types.splice(at, 1);
      instances.push('Object');
    }
  }
  const parts = [];
  if (types.length > 0) parts.push(`${types.length > 1 ? 'one of type' : 'of type'} ${either(types)}`);
  if (instances.length > 0) parts.push(`an instance of ${either(instances)}`);
  if (others.length > 1) parts.push(`one of ${either(others)}`);
  else if (others.length === 1) parts.push(others[0].toLowerCase() !== others[0] ? `an ${others[0]}` : others[0]);
  return parts.join(' or ');
}

function grouped(text) {
  let out = '';
  let end = text.length;
  const start = text[0] === '-' ? 1 : 0;
  for (; end >= start + 4; end -= 3) out = `_${text.slice(end - 3, end)}${out}`;
  return text.slice(0, end) + out;
}

define('ERR_INVALID_ARG_TYPE', (name, expected, actual) => {
  let subject;
  if (name.endsWith(' argument')) subject = `The ${name}`;
  else subject = `The "${name}" ${name.includes('.') ? 'property' : 'argument'}`;
  return `${subject} must be ${expectation(expected)}.${received(actual)}`;
}, TypeError);

define('ERR_INVALID_ARG_VALUE', (name, value, reason = 'is invalid') => {
  let shown = inspect(value);
  if (shown.length > 128) shown = `${shown.slice(0, 128)}...`;
  return `The ${name.includes('.') ? 'property' : 'argument'} '${name}' ${reason}. Received ${shown}`;
}, TypeError, RangeError);

define('ERR_PERFORMANCE_INVALID_TIMESTAMP', '%d is not a valid timestamp', TypeError);
define('ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS', '%s', TypeError);
define('ERR_OUT_OF_RANGE', (name, range, input, replaceDefault = false) => {
  const big = typeof input === 'bigint';
  const whole = big || Number.isInteger(input);
  const long = whole && (input > 4294967296 || input < -4294967296);
  const shown = long ? grouped(String(input)) + (big ? 'n' : '') : inspect(input);
  const subject = replaceDefault ? name : `The value of "${name}" is out of range.`;
  return `${subject} It must be ${range}. Received ${shown}`;
}, RangeError);

define('ERR_MISSING_ARGS', (...names) => {
  const quoted = names.map((a) => (Array.isArray(a) ? a.map((b) => `"${b}"`).join(' or ') : `"${a}"`));
  const list = quoted.length > 2
    ? `${quoted.slice(0, -1).join(', ')}, and ${quoted[quoted.length - 1]}` : quoted.join(' and ');
  return `The ${list} argument${names.length > 1 ? 's' : ''} must be specified`;
}, TypeError);

define('ERR_INVALID_RETURN_VALUE', (input, name, value) => {
  const got = received(value).slice(' Received '.length);
  return `Expected ${input} to be returned from the "${name}" function but got ${got}.`;
}, TypeError);

define('ERR_INVALID_URL', function (input, base = null) {
  this.input = input;
  if (base != null) this.base = base;
  this.code = 'ERR_INVALID_URL';
  return 'Invalid URL';
}, TypeError);

define('ERR_SCRIPT_EXECUTION_TIMEOUT', 'Script execution timed out after %sms', Error);
define('ERR_UNHANDLED_ERROR', (err) => (err === undefined ? 'Unhandled error.' : `Unhandled error. (${err})`), Error);
define('ERR_AMBIGUOUS_ARGUMENT', 'The "%s" argument is ambiguous. %s', TypeError);
define('ERR_ARG_NOT_ITERABLE', '%s must be iterable', TypeError);
define('ERR_ASYNC_CALLBACK', '%s must be a function', TypeError);
define('ERR_ASYNC_TYPE', 'Invalid name for async "type": %s', TypeError);
define('ERR_INVALID_CURSOR_POS', 'Cannot set cursor row without setting its column', TypeError);
define('ERR_INVALID_ASYNC_ID', 'Invalid %s value: %s', RangeError);
define('ERR_BUFFER_OUT_OF_BOUNDS',
  (name) => (name ? `"${name}" is outside of buffer bounds` : 'Attempt to access memory outside buffer bounds'),
  RangeError);
define('ERR_BUFFER_TOO_LARGE', 'Cannot create a Buffer larger than %s bytes', RangeError);
define('ERR_CONSOLE_WRITABLE_STREAM', 'Console expects a writable stream instance for %s', TypeError);
define('ERR_CONSTRUCT_CALL_REQUIRED', 'Class constructor %s cannot be invoked without `new`', TypeError);
define('ERR_CONTEXT_NOT_INITIALIZED', 'context used is not initialized', Error);
define('ERR_DIR_CLOSED', 'Directory handle was closed', Error);
define('ERR_ENCODING_INVALID_ENCODED_DATA', (encoding) => `The encoded data was not valid for encoding ${encoding}`,
  TypeError);
define('ERR_ENCODING_NOT_SUPPORTED', 'The "%s" encoding is not supported', RangeError);
define('ERR_EVENT_RECURSION', 'The event "%s" is already being dispatched', Error);
define('ERR_FALSY_VALUE_REJECTION', function (reason) {
  this.reason = reason;
  return 'Promise was rejected with falsy value';
}, Error);
define('ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', 'The feature %s is unavailable on the current platform', TypeError);
define('ERR_HTTP2_UNSUPPORTED', 'HTTP/2 is not available through require("http2"): %s is not supported', Error);
define('ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor', TypeError);
define('ERR_INSPECTOR_NOT_AVAILABLE', 'Inspector is not available', Error);
define('ERR_INVALID_BUFFER_SIZE', 'Buffer size must be a multiple of %s', RangeError);
define('ERR_INVALID_CHAR', (name, field) => `Invalid character in ${name}${field ? ` ["${field}"]` : ''}`, TypeError);
define('ERR_INVALID_FILE_URL_HOST', 'File URL host must be "localhost" or empty on %s', TypeError);
define('ERR_INVALID_FILE_URL_PATH', 'File URL path %s', TypeError);
define('ERR_INVALID_OPT_VALUE', (name, value) => `The value "${String(value)}" is invalid for option "${name}"`,
  TypeError);
define('ERR_INVALID_STATE', 'Invalid state: %s', Error, TypeError, RangeError);
define('ERR_INVALID_THIS', 'Value of "this" must be of type %s', TypeError);
define('ERR_INVALID_TUPLE', '%s must be an iterable %s tuple', TypeError);
define('ERR_INVALID_URI', 'URI malformed', URIError);
define('ERR_INVALID_URL_SCHEME', (expected) => `The URL must be of scheme ${either([].concat(expected))}`, TypeError);
define('ERR_METHOD_NOT_IMPLEMENTED', 'The %s method is not implemented', Error);
define('ERR_MULTIPLE_CALLBACK', 'Callback called multiple times', Error);
define('ERR_NO_CRYPTO', 'Cortado is not able to use this crypto function', Error);
define('ERR_OPERATION_FAILED', 'Operation failed: %s', Error, TypeError);
define('ERR_SOCKET_BAD_PORT',
  (name, port, allowZero = true) =>
    `${name} should be ${allowZero ? '>=' : '>'} 0 and < 65536.${received(port)}.`,
  RangeError);
define('ERR_STREAM_ALREADY_FINISHED', 'Cannot call %s after a stream was finished', Error);
define('ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable', Error);
define('ERR_STREAM_DESTROYED', 'Cannot call %s after a stream was destroyed', Error);
define('ERR_STREAM_NULL_VALUES', 'May not write null values to stream', TypeError);
define('ERR_STREAM_PREMATURE_CLOSE', 'Premature close', Error);
define('ERR_STREAM_PUSH_AFTER_EOF', 'stream.push() after EOF', Error);
define('ERR_STREAM_UNSHIFT_AFTER_END_EVENT', 'stream.unshift() after end event', Error);
define('ERR_STREAM_WRITE_AFTER_END', 'write after end', Error);
define('ERR_TRACE_EVENTS_UNAVAILABLE', 'Trace events are unavailable', Error);
define('ERR_UNAVAILABLE_DURING_EXIT', 'Cannot call function in process exit handler', Error);
define('ERR_UNKNOWN_BUILTIN_MODULE', 'No such built-in module: %s', Error);
define('ERR_UNKNOWN_ENCODING', 'Unknown encoding: %s', TypeError);
define('ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET',
  '`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active', Error);
define('ERR_UNKNOWN_CREDENTIAL', '%s identifier does not exist: %s', Error);
define('ERR_UNKNOWN_SIGNAL', 'Unknown signal: %s', TypeError);
define('ERR_USE_AFTER_CLOSE', '%s was closed', Error);
define('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', '%s', TypeError);
define('ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', (positional) => `Unexpected argument '${positional}'. This `
  + 'command does not take positional arguments', TypeError);
define('ERR_PARSE_ARGS_UNKNOWN_OPTION', (option, allowPositionals) => {
  const hint = allowPositionals && option.startsWith('-')
    ? `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in `
      + `'-- "${option}"` : '';
  return `Unknown option '${option}'${hint}`;
}, TypeError);
define('ERR_WORKER_UNSUPPORTED_OPERATION', '%s is not supported in workers', TypeError);
define('ERR_FEATURE_NOT_SUPPORTED', '%s is not supported by Cortado. %s', Error);

/** The error thrown and passed to callbacks when an operation was aborted through its signal. */
class AbortError extends Error {
  constructor(message = 'The operation was aborted', options = undefined) {
    if (options !== undefined && typeof options !== 'object') {
      throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
    }
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
    // The engine leaves out what stands above a constructor, and of one of ours it finds none.
    Error.captureStackTrace(this);
  }
}

/** An error of the system, such as `connect ECONNREFUSED 127.0.0.1:80`, with errno, code and syscall. */
function systemError(code, syscall, { address, port, path, dest, errno, message } = {}) {
  const words = [message ? `${code}: ${message}, ${syscall}` : `${syscall} ${code}`];
  if (path !== undefined) words.push(`'${path}'`);
  if (dest !== undefined) words.push(`-> '${dest}'`);
  if (address !== undefined) words.push(port > 0 ? `${address}:${port}` : address);
  const error = new Error(words.join(' '));
  for (const [name, value] of Object.entries({ errno, code, syscall, address, port, path, dest })) {
    if (value !== undefined) error[name] = value;
  }
  return error;
}

/** Both errors of an operation whose clean-up failed too. */
function aggregateTwoErrors(inner, outer) {
  if (!inner || !outer || inner === outer) return inner || outer;
  if (!Array.isArray(outer.errors)) {
    return Object.assign(new AggregateError([outer, inner], outer.message), { code: outer.code });
  }
  outer.errors.push(inner);
  return outer;
}

/** Throws the coded error for a feature that Cortado does not have: `what` names it, `instead` the alternative. */
function unsupported(what, instead = '') {
  const error = new Error(`${what} is not supported by Cortado${instead ? `; ${instead}` : ''}`);
  return stamp(error, 'ERR_FEATURE_NOT_SUPPORTED', unsupported);
}

module.exports = {
  codes, define, stamp, AbortError, systemError, aggregateTwoErrors, unsupported, received, either,
  hideStackFrames: (fn) => fn,
};
