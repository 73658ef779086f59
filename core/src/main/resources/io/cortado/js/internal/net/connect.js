'use strict';

/** `Socket.prototype.connect`: arguments, look-up, and one address after another. */

const { codes, define, AbortError } = require('../errors/errors.js');
const { exceptionWithHostPort, errnoException } = require('../errors/uv.js');
const { validatePort, validateFunction, validateString, validateNumber } = require('../errors/validators.js');
const bound = require('../errors/bound.js');
const channels = require('../diagnostics/channels.js');
const { isIP } = require('./ip.js');
const { Socket } = require('./socket.js');
const binding = internalBinding('net');

define('ERR_INVALID_IP_ADDRESS', 'Invalid IP address: %s', TypeError);
define('ERR_INVALID_ADDRESS_FAMILY', function (family, host, port) {
  Object.assign(this, { host, port });
  return `Invalid address family: ${family} ${host}:${port}`;
}, RangeError);

const settings = { autoSelectFamily: true, attemptTimeout: 250 };

/** `(port, host, cb)`, `(path, cb)` and `(options, cb)` as `[options, cb]`. */
function normalizeArgs(args) {
  if (args.length === 0) return [{}, null];
  const [first] = args;
  let options = {};
  if (typeof first === 'object' && first !== null) options = first;
  else if (typeof first === 'string' && !(+first >= 0)) options.path = first;
  else {
    options.port = first;
    if (args.length > 1 && typeof args[1] === 'string') options.host = args[1];
  }
  const last = args[args.length - 1];
  return [options, typeof last === 'function' ? last : null];
}

Socket.prototype.connect = function (...args) {
  const [options, callback] = Array.isArray(args[0]) ? args[0] : normalizeArgs(args);
  if (callback !== null) this.once('connect', callback);
  if (this._parent?.connecting) return this;
  if (this.write !== Socket.prototype.write) this.write = Socket.prototype.write;
  if (this.destroyed) revive(this);
  if (options.path == null && options.port == null) {
    throw new codes.ERR_MISSING_ARGS(['options', 'port', 'path']);
  }
  if (options.noDelay) this.setNoDelay(true);
  if (options.keepAlive) this.setKeepAlive(true, options.keepAliveInitialDelay);
  this.connecting = true;
  this[bound.kContext] = bound.snapshot();
  this.writable = true;
  this._unrefTimer();
  if (options.path != null) {
    validateString(options.path, 'options.path');
    connectPath(this, options.path);
  } else {
    lookupAndConnect(this, options);
  }
  return this;
};

/** A socket that was closed can be connected once more. */
function revive(socket) {
  socket._handle = null;
  socket._undestroy?.();
  socket._resetting = false;
}

function established(socket, handle) {
  socket.connecting = false;
  socket._attach(handle);
  socket._applyOptions();
  socket._unrefTimer();
  socket.emit('connect');
  socket.emit('ready');
  if (socket.readable && !socket.isPaused()) socket.read(0);
}

function connectPath(socket, path) {
  const fail = (number) => {
    const error = errnoException(number, 'connect', path);
    error.address = path;
    socket.destroy(error);
  };
  const handle = binding.connectPath(path, bound((result) => {
    if (socket.destroyed) return;
    if (result < 0) fail(result);
    else established(socket, handle);
  }));
  if (typeof handle === 'number') process.nextTick(fail, handle);
  else socket._attach(handle);
}

function checkLocal(options) {
  const { localAddress, localPort } = options;
  if (localAddress && !isIP(localAddress)) throw new codes.ERR_INVALID_IP_ADDRESS(localAddress);
  if (localPort) validateNumber(localPort, 'options.localPort');
}

function lookupAndConnect(socket, options) {
  const host = options.host || 'localhost';
  checkLocal(options);
  if (typeof options.port !== 'number' && typeof options.port !== 'string') {
    throw new codes.ERR_INVALID_ARG_TYPE('options.port', ['number', 'string'], options.port);
  }
  validatePort(options.port);
  const port = options.port | 0;
  const auto = options.autoSelectFamily ?? settings.autoSelectFamily;
  socket._host = host;
  const family = isIP(host);
  if (family) {
    process.nextTick(() => {
      if (socket.connecting) attempt(socket, [{ address: host, family }], port, options);
    });
    return;
  }
  if (options.lookup != null) validateFunction(options.lookup, 'options.lookup');
  const lookup = options.lookup || require('../dns/dns.js').lookup;
  const all = auto && options.family !== 4 && options.family !== 6 && !options.localAddress;
  const query = { family: options.family, hints: options.hints || 0, all };
  lookup(host, query, bound((error, found, kind) => {
    if (socket.destroyed || !socket.connecting) return;
    const list = Array.isArray(found) ? found : [{ address: found, family: kind }];
    if (error) {
      socket.emit('lookup', error, undefined, undefined, host);
      process.nextTick(() => socket.destroy(error));
      return;
    }
    for (const each of list) socket.emit('lookup', null, each.address, each.family, host);
    const bad = list.find((each) => !isIP(each.address));
    if (bad || list.length === 0) {
      process.nextTick(() => socket.destroy(new codes.ERR_INVALID_IP_ADDRESS(bad?.address)));
      return;
    }
    attempt(socket, interleaved(list), port, options);
  }));
}

/** Families in turn, the first one first, as RFC 8305 has it. */
function interleaved(list) {
  const first = list.filter((each) => each.family === list[0].family);
  const other = list.filter((each) => each.family !== list[0].family);
  return first.flatMap((each, i) => (other[i] ? [each, other[i]] : [each])).concat(other.slice(first.length));
}

function attempt(socket, list, port, options, at = 0, errors = []) {
  const { address } = list[at];
  const more = at + 1 < list.length;
  let timer = null;
  let over = false;
  (socket.autoSelectFamilyAttemptedAddresses ??= []).push(`${address}:${port}`);
  socket.emit('connectionAttempt', address, port, list[at].family);
  const fail = (number) => {
    over = true;
    clearTimeout(timer);
    if (typeof handle !== 'number') handle.close(false);
    const error = exceptionWithHostPort(number, 'connect', address, port, detail(options));
    errors.push(error);
    socket.emit('connectionAttemptFailed', address, port, list[at].family, error);
    if (!socket.connecting || socket.destroyed) return;
    if (more) attempt(socket, list, port, options, at + 1, errors);
    else socket.destroy(errors.length > 1 ? aggregate(errors) : error);
  };
  const handle = binding.connect(address, port, options.localAddress ?? '', options.localPort ?? 0, bound((result) => {
    if (over) return;
    clearTimeout(timer);
    if (socket.destroyed) return;
    if (result < 0) fail(result);
    else established(socket, handle);
  }));
  if (typeof handle === 'number') {
    process.nextTick(fail, handle);
    return;
  }
  socket._attach(handle);
  if (socket._unrefed) handle.keepProcess(false);
  if (more) {
    timer = setTimeout(() => {
      fail(-110);
    }, options.autoSelectFamilyAttemptTimeout ?? settings.attemptTimeout);
  }
}

function detail(options) {
  return options.localAddress ? `${options.localAddress}:${options.localPort ?? 0}` : undefined;
}

function aggregate(errors) {
  const error = new AggregateError(errors);
  error.code = errors[0].code;
  return error;
}

/** Ends what a signal aborts; the signal lets go of it when it is closed. */
function followSignal(emitter, target, signal) {
  if (!signal) return;
  require('../errors/validators.js').validateAbortSignal(signal, 'options.signal');
  const abort = () => target(new AbortError(undefined, { cause: signal.reason }));
  if (signal.aborted) process.nextTick(abort);
  else {
    signal.addEventListener('abort', abort, { once: true });
    emitter.once('close', () => signal.removeEventListener('abort', abort));
  }
}

/** `net.connect`. */
function connect(...args) {
  const [options, callback] = normalizeArgs(args);
  const socket = new Socket(options);
  if (channels.clientSocket?.hasSubscribers) channels.clientSocket.publish({ socket });
  followSignal(socket, (error) => socket.destroy(error), options.signal);
  if (options.timeout) socket.setTimeout(options.timeout);
  return socket.connect([options, callback]);
}

module.exports = { connect, normalizeArgs, followSignal, settings };
