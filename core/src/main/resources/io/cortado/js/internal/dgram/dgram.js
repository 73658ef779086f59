'use strict';

/** Node's `dgram`. */

const EventEmitter = require('../events/events.js');
const { codes, define, unsupported } = require('../errors/errors.js');
const { validateNumber, validatePort, validateString } = require('../errors/validators.js');
const { errname, errnoException, exceptionWithHostPort } = require('../errors/uv.js');
const { Buffer } = require('../buffer/buffer.js');
const { seen } = require('../task/tick.js');
const bound = require('../errors/bound.js');
const { normalize } = require('./options.js');
const { told, joined } = require('./message.js');
const binding = internalBinding('dgram');

define('ERR_IP_BLOCKED', 'IP(%s) is blocked by net.BlockList', Error);
define('ERR_SOCKET_ALREADY_BOUND', 'Socket is already bound', Error);
define('ERR_SOCKET_BAD_BUFFER_SIZE', 'Buffer size must be a positive integer', TypeError);
define('ERR_SOCKET_BUFFER_SIZE', 'Could not get or set buffer size: %s returned %s (%s)', Error);
define('ERR_SOCKET_DGRAM_IS_CONNECTED', 'Already connected', Error);
define('ERR_SOCKET_DGRAM_NOT_CONNECTED', 'Not connected', Error);
define('ERR_SOCKET_DGRAM_NOT_RUNNING', 'Not running', Error);

const kState = Symbol('state symbol');
const UNBOUND = 'unbound';
const BINDING = 'binding';
const BOUND = 'bound';
const DISCONNECTED = 'disconnected';
const CONNECTING = 'connecting';
const CONNECTED = 'connected';
const IPV6_ONLY = 1;
const REUSE_ADDRESS = 4;
const REUSE_PORT = 8;

function Socket(type, listener) {
  EventEmitter.call(this);
  const options = normalize(type);
  this.type = options.type;
  Object.defineProperty(this, kState, {
    value: {
      ...options, handle: binding.socket(options.type === 'udp6'), bindState: UNBOUND, connectState: DISCONNECTED, queue: undefined,
    },
  });
  if (typeof listener === 'function') this.on('message', listener);
  if (options.signal !== undefined) followSignal(this, options.signal);
}
Object.setPrototypeOf(Socket.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Socket, EventEmitter);

const createSocket = (type, listener) => new Socket(type, listener);

function followSignal(socket, signal) {
  const onAborted = () => {
    if (socket[kState].handle) socket.close();
  };
  if (signal.aborted) {
    onAborted();
    return;
  }
  signal.addEventListener('abort', onAborted, { once: true });
  socket.once('close', () => signal.removeEventListener('abort', onAborted));
}

/** The state of a socket that is not closed. */
function running(socket) {
  const state = socket[kState];
  if (!state.handle) throw new codes.ERR_SOCKET_DGRAM_NOT_RUNNING();
  return state;
}

/** Asks for the address of a name; names of the other family are the system's to refuse. */
function lookup(state, name, callback) {
  (state.lookup ?? require('../dns/dns.js').lookup)(name, state.family.number, callback);
}

/** Calls a method of the handle; a failure is thrown as that of `syscall`. */
function checked(result, syscall) {
  if (result < 0) throw errnoException(result, syscall);
  return result;
}

/** What waits for the socket to be bound runs then, in its order; what failed to bind it lets it go. */
function whenBound(socket, action) {
  const state = socket[kState];
  if (state.queue !== undefined) {
    state.queue.push(action);
    return;
  }
  state.queue = [action];
  const forget = () => {
    socket.removeListener('listening', run);
    socket.removeListener('error', forget);
    const { queue } = state;
    state.queue = undefined;
    return queue;
  };
  const run = () => {
    for (const each of forget()) each();
  };
  socket.once('listening', run);
  socket.once('error', forget);
}

function listening(socket, state) {
  state.handle.receive(bound((bytes, address, port) => received(socket, state, bytes, address, port)));
  state.bindState = BOUND;
  seen.handles.add(socket);
  if (state.recvBufferSize) bufferSize(socket, state.recvBufferSize, true);
  if (state.sendBufferSize) bufferSize(socket, state.sendBufferSize, false);
  socket.emit('listening');
}

function received(socket, state, bytes, address, port) {
  if (!state.handle) return;
  if (typeof bytes === 'number') {
    socket.emit('error', errnoException(bytes, 'recvmsg'));
    return;
  }
  const { name } = state.family;
  if (state.receiveBlockList?.check(address, name.toLowerCase())) return;
  const buffer = Buffer.from(new ArrayBuffer(bytes));
  socket.emit('message', buffer, { address, family: name, port, size: buffer.length });
}

const proto = Socket.prototype;

proto.bind = function bind(port, address) {
  const state = running(this);
  if (state.bindState !== UNBOUND) throw new codes.ERR_SOCKET_ALREADY_BOUND();
  state.bindState = BINDING;
  const callback = arguments[arguments.length - 1];
  if (typeof callback === 'function') callOnce(this, callback);
  const options = port !== null && typeof port === 'object' ? port : { port, address: typeof address === 'function' ? '' : address };
  if (typeof options.fd === 'number') {
    state.bindState = UNBOUND;
    throw unsupported('dgram: socket.bind({ fd })', 'give a port');
  }
  const wanted = typeof options.port === 'function' ? 0 : options.port;
  lookup(state, options.address || state.family.any, (error, ip) => {
    if (!state.handle) return;
    const failure = error ?? bindError(state, ip, wanted);
    if (failure) {
      state.bindState = UNBOUND;
      this.emit('error', failure);
    } else {
      listening(this, state);
    }
  });
  return this;
};

/** The callback of `bind`, unless that fails first. */
function callOnce(socket, callback) {
  const forget = () => {
    socket.removeListener('error', forget);
    socket.removeListener('listening', call);
  };
  const call = () => {
    forget();
    callback.call(socket);
  };
  socket.on('error', forget);
  socket.on('listening', call);
}

function bindError(state, ip, port) {
  const flags = (state.reuseAddr ? REUSE_ADDRESS : 0) | (state.ipv6Only ? IPV6_ONLY : 0) | (state.reusePort ? REUSE_PORT : 0);
  const result = state.handle.bind(ip, port & 0xffff, flags);
  return result < 0 ? exceptionWithHostPort(result, 'bind', ip, port) : null;
}

/** Binds it to any port, where nobody has yet. */
function bindAnywhere(socket, state) {
  if (state.bindState === UNBOUND) socket.bind({ port: 0, exclusive: true }, null);
}

proto.connect = function connect(port, address, callback) {
  const to = validatePort(port, 'Port', false);
  const [ip, done] = typeof address === 'function' ? ['', address] : [address === undefined ? '' : address, callback];
  validateString(ip, 'address');
  const state = running(this);
  if (state.connectState !== DISCONNECTED) throw new codes.ERR_SOCKET_DGRAM_IS_CONNECTED();
  state.connectState = CONNECTING;
  bindAnywhere(this, state);
  const start = () => connectNow(this, state, to, ip, done);
  if (state.bindState === BOUND) start();
  else whenBound(this, start);
};

function connectNow(socket, state, port, address, callback) {
  if (callback) socket.once('connect', callback);
  lookup(state, address || state.family.loopback, (error, ip) => {
    if (!state.handle) return;
    const failure = error ?? blocked(state, ip) ?? connectError(state, ip, address, port);
    state.connectState = failure ? DISCONNECTED : CONNECTED;
    process.nextTick(() => {
      if (!failure) {
        socket.emit('connect');
      } else if (callback) {
        socket.removeListener('connect', callback);
        callback(failure);
      } else {
        socket.emit('error', failure);
      }
    });
  });
}

function connectError(state, ip, address, port) {
  const result = state.handle.connect(ip, port);
  return result < 0 ? exceptionWithHostPort(result, 'connect', address, port) : undefined;
}

function blocked(state, ip) {
  return state.sendBlockList?.check(ip, state.family.name.toLowerCase()) ? new codes.ERR_IP_BLOCKED(ip) : undefined;
}

proto.disconnect = function disconnect() {
  const state = this[kState];
  if (state.connectState !== CONNECTED) throw new codes.ERR_SOCKET_DGRAM_NOT_CONNECTED();
  checked(state.handle.disconnect(), 'connect');
  state.connectState = DISCONNECTED;
};

proto.sendto = function sendto(buffer, offset, length, port, address, callback) {
  validateNumber(offset, 'offset');
  validateNumber(length, 'length');
  validateNumber(port, 'port');
  validateString(address, 'address');
  this.send(buffer, offset, length, port, address, callback);
};

proto.send = function send(buffer, offset, length, port, address, callback) {
  const connected = this[kState].connectState === CONNECTED;
  const given = told(connected, [buffer, offset, length, port, address, callback]);
  if (given.surplus) throw new codes.ERR_SOCKET_DGRAM_IS_CONNECTED();
  const bytes = joined(given.message);
  const to = connected ? undefined : validatePort(given.port, 'Port', false);
  let { address: host, callback: done } = given;
  if (typeof host === 'function') {
    done = host;
    host = undefined;
  } else if (host != null) {
    validateString(host, 'address');
  }
  if (typeof done !== 'function') done = undefined;
  const state = running(this);
  bindAnywhere(this, state);
  const start = () => sendNow(this, state, bytes, to, host, done);
  if (state.bindState === BOUND) start();
  else whenBound(this, start);
};

function sendNow(socket, state, bytes, port, address, callback) {
  if (port === undefined) {
    hand(state, bytes, null, port, address, callback);
    return;
  }
  lookup(state, address || state.family.loopback, (error, ip) => {
    if (error) {
      if (callback) process.nextTick(callback, error);
      else process.nextTick(() => socket.emit('error', error));
    } else if (state.handle) {
      const refusal = blocked(state, ip);
      if (!refusal) hand(state, bytes, ip, port, address, callback);
      else if (callback) process.nextTick(callback, refusal);
    }
  });
}

/** Hands a datagram to the system. As on Node nobody but the callback hears of its failure. */
function hand(state, bytes, ip, port, address, callback) {
  const failed = (number) => exceptionWithHostPort(number, 'send', address, port);
  const later = bound((number, sent) => callback?.(number < 0 ? failed(number) : null, sent));
  const result = state.handle.send(bytes.buffer, bytes.byteOffset, bytes.byteLength, ip, port ?? 0, later);
  if (result === 0 || !callback) return;
  if (result < 0) process.nextTick(callback, failed(result));
  else process.nextTick(callback, null, result - 1);
}

proto.close = function close(callback) {
  const state = this[kState];
  if (typeof callback === 'function') this.on('close', callback);
  if (state.queue !== undefined) {
    state.queue.push(() => this.close());
    return this;
  }
  running(this).handle.close();
  state.handle = null;
  seen.handles.delete(this);
  process.nextTick(() => this.emit('close'));
  return this;
};

proto[Symbol.asyncDispose] = async function () {
  if (!this[kState].handle) return;
  await new Promise((resolve) => {
    this.close(resolve);
  });
};

/** Address and port as objects have them. */
function described(state, found, syscall) {
  checked(found, syscall);
  return { address: found[0], family: state.family.name, port: +found[1] };
}

proto.address = function address() {
  const state = running(this);
  return described(state, state.handle.local(), 'getsockname');
};

proto.remoteAddress = function remoteAddress() {
  const state = running(this);
  if (state.connectState !== CONNECTED) throw new codes.ERR_SOCKET_DGRAM_NOT_CONNECTED();
  return described(state, state.handle.remote(), 'getpeername');
};

proto.setBroadcast = function setBroadcast(arg) {
  checked(this[kState].handle.broadcast(!!arg), 'setBroadcast');
};

proto.setTTL = function setTTL(ttl) {
  validateNumber(ttl, 'ttl');
  checked(this[kState].handle.ttl(ttl), 'setTTL');
  throw unsupported('dgram: socket.setTTL', 'the system gives datagrams its own time to live');
};

proto.setMulticastTTL = function setMulticastTTL(ttl) {
  validateNumber(ttl, 'ttl');
  checked(this[kState].handle.multicastTtl(ttl), 'setMulticastTTL');
  return ttl;
};

proto.setMulticastLoopback = function setMulticastLoopback(arg) {
  checked(this[kState].handle.multicastLoopback(!!arg), 'setMulticastLoopback');
  return arg;
};

proto.setMulticastInterface = function setMulticastInterface(interfaceAddress) {
  const { handle } = running(this);
  validateString(interfaceAddress, 'interfaceAddress');
  checked(handle.multicastInterface(interfaceAddress), 'setMulticastInterface');
};

for (const [name, method] of [['addMembership', 'join'], ['dropMembership', 'leave']]) {
  proto[name] = { [name](multicastAddress, interfaceAddress) {
    const { handle } = running(this);
    if (!multicastAddress) throw new codes.ERR_MISSING_ARGS('multicastAddress');
    checked(handle[method](multicastAddress, interfaceAddress ?? null, null), name);
  } }[name];
}

for (const [name, method] of [['addSourceSpecificMembership', 'join'], ['dropSourceSpecificMembership', 'leave']]) {
  proto[name] = { [name](sourceAddress, groupAddress, interfaceAddress) {
    const { handle } = running(this);
    validateString(sourceAddress, 'sourceAddress');
    validateString(groupAddress, 'groupAddress');
    checked(handle[method](groupAddress, interfaceAddress ?? null, sourceAddress), name);
  } }[name];
}

proto.ref = function ref() {
  this[kState].handle?.keepProcess(true);
  return this;
};

proto.unref = function unref() {
  this[kState].handle?.keepProcess(false);
  return this;
};

/** Sets the size of one of the system's buffers, or where it is 0 asks for it. */
function bufferSize(socket, size, forReceived) {
  if (size >>> 0 !== size) throw new codes.ERR_SOCKET_BAD_BUFFER_SIZE();
  const result = size > 0x7fffffff ? -22 : socket[kState].handle.bufferSize(forReceived, size);
  if (result >= 0) return result;
  const syscall = forReceived ? 'uv_recv_buffer_size' : 'uv_send_buffer_size';
  const code = errname(result);
  const message = require('../errors/uv.js').byNumber.get(result)[1];
  const error = new codes.ERR_SOCKET_BUFFER_SIZE(syscall, code, message);
  Object.defineProperty(error, 'name', { value: 'SystemError', configurable: true, writable: true });
  throw Object.assign(error, { info: { errno: result, code, message, syscall }, errno: result, syscall });
}

proto.setRecvBufferSize = function setRecvBufferSize(size) {
  bufferSize(this, size, true);
};

proto.setSendBufferSize = function setSendBufferSize(size) {
  bufferSize(this, size, false);
};

proto.getRecvBufferSize = function getRecvBufferSize() {
  return bufferSize(this, 0, true);
};

proto.getSendBufferSize = function getSendBufferSize() {
  return bufferSize(this, 0, false);
};

proto.getSendQueueSize = function getSendQueueSize() {
  return this[kState].handle.waiting()[1];
};

proto.getSendQueueCount = function getSendQueueCount() {
  return this[kState].handle.waiting()[0];
};

module.exports = { createSocket, Socket };
