'use strict';

/** `http.Agent`: which socket a request gets, and what becomes of it afterwards. */

const EventEmitter = require('../../events/events.js');
const bound = require('../../errors/bound.js');
const { validateNumber, validateOneOf } = require('../../errors/validators.js');

const kOnKeylog = Symbol('onkeylog');

function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  EventEmitter.call(this);
  this.defaultPort = 80;
  this.protocol = 'http:';
  this.options = { __proto__: null, ...options };
  if (this.options.noDelay === undefined) this.options.noDelay = true;
  this.options.path = null;
  this.requests = { __proto__: null };
  this.sockets = { __proto__: null };
  this.freeSockets = { __proto__: null };
  this.keepAliveMsecs = this.options.keepAliveMsecs || 1000;
  this.keepAlive = this.options.keepAlive || false;
  this.maxSockets = this.options.maxSockets || Agent.defaultMaxSockets;
  this.maxFreeSockets = this.options.maxFreeSockets || 256;
  this.scheduling = this.options.scheduling || 'lifo';
  this.maxTotalSockets = this.options.maxTotalSockets;
  this.totalSocketCount = 0;
  validateOneOf(this.scheduling, 'scheduling', ['fifo', 'lifo']);
  if (this.maxTotalSockets !== undefined) validateNumber(this.maxTotalSockets, 'maxTotalSockets', 1);
  else this.maxTotalSockets = Infinity;
  this.on('free', onFree);
  this.on('newListener', (event, listener) => {
    if (event === 'keylog') this[kOnKeylog] = listener;
  });
}

Object.setPrototypeOf(Agent.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Agent, EventEmitter);
Agent.defaultMaxSockets = Infinity;

const proto = Agent.prototype;

/** A request is done with its socket: the next request's, kept, or closed. */
function onFree(socket, options) {
  const name = this.getName(options);
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const waiting = this.requests[name];
  if (waiting && waiting.length > 0) {
    const request = waiting.shift();
    const previous = socket._httpMessage;
    if (previous && !previous.writableFinished) previous.socket = null;
    bound.within(request[bound.kContext], () => reuse(this, request, socket));
    if (waiting.length === 0) delete this.requests[name];
    return;
  }
  const request = socket._httpMessage;
  if (!request || !request.shouldKeepAlive || !this.keepAlive) {
    socket.destroy();
    return;
  }
  const free = this.freeSockets[name] || [];
  const count = free.length + (this.sockets[name]?.length ?? 0);
  if (this.totalSocketCount > this.maxTotalSockets || count > this.maxSockets || free.length >= this.maxFreeSockets
      || !this.keepSocketAlive(socket)) {
    socket.destroy();
    return;
  }
  this.freeSockets[name] = free;
  socket._httpMessage = null;
  this.removeSocket(socket, options);
  socket.once('error', onFreeError);
  free.push(socket);
}

function onFreeError() {
  this.destroy();
}

proto.createConnection = function (...args) {
  return require('../../net/net.js').createConnection(...args);
};

/** What sockets are interchangeable. */
proto.getName = function (options = {}) {
  let name = options.host || 'localhost';
  name += ':';
  if (options.port) name += options.port;
  name += ':';
  if (options.localAddress) name += options.localAddress;
  if (options.family === 4 || options.family === 6) name += `:${options.family}`;
  if (options.socketPath) name += `:${options.socketPath}`;
  return name;
};

proto.addRequest = function (request, options, port, localAddress) {
  let given = typeof options === 'string' ? { __proto__: null, host: options, port, localAddress } : options;
  given = { __proto__: null, ...given, ...this.options };
  if (given.socketPath) given.path = given.socketPath;
  const name = this.getName(given);
  const used = (this.sockets[name] ??= []);
  const free = this.freeSockets[name];
  let socket;
  if (free) {
    while (free.length > 0 && free[0].destroyed) free.shift();
    socket = this.scheduling === 'fifo' ? free.shift() : free.pop();
    if (free.length === 0) delete this.freeSockets[name];
  }
  if (socket) {
    this.reuseSocket(socket, request);
    reuse(this, request, socket);
    used.push(socket);
  } else if (used.length < this.maxSockets && this.totalSocketCount < this.maxTotalSockets) {
    this.createSocket(request, given, (error, made) => {
      if (error) request.onSocket(null, error);
      else takeSocket(this, request, made);
    });
  } else {
    request._agentOptions = given;
    request[bound.kContext] = bound.snapshot();
    (this.requests[name] ??= []).push(request);
  }
};

proto.createSocket = function (request, options, callback) {
  const given = { __proto__: null, ...options, ...this.options };
  if (given.socketPath) given.path = given.socketPath;
  if (given.servername === undefined && given.servername !== '') given.servername = serverName(given, request);
  const name = this.getName(given);
  given._agentKey = name;
  given.encoding = null;
  let called = false;
  const created = (error, socket) => {
    if (called) return;
    called = true;
    if (error) {
      callback(error);
      return;
    }
    (this.sockets[name] ??= []).push(socket);
    this.totalSocketCount++;
    installListeners(this, socket, given);
    callback(null, socket);
  };
  if (this.keepAlive) {
    given.keepAlive = this.keepAlive;
    given.keepAliveInitialDelay = this.keepAliveMsecs;
  }
  const socket = this.createConnection(given, created);
  if (socket) created(null, socket);
};

function serverName(options, request) {
  let name = options.host;
  const header = request.getHeader('host');
  if (typeof header === 'string') {
    name = header.startsWith('[') ? header.slice(1, header.indexOf(']')) : header.split(':', 1)[0];
  }
  return require('../../net/ip.js').isIP(name) ? '' : name;
}

function installListeners(agent, socket, options) {
  const free = () => agent.emit('free', socket, options);
  const close = () => {
    agent.totalSocketCount--;
    agent.removeSocket(socket, options);
  };
  const timeout = () => {
    if (Object.values(agent.freeSockets).some((list) => list.includes(socket))) socket.destroy();
  };
  const remove = () => {
    agent.totalSocketCount--;
    agent.removeSocket(socket, options);
    socket.removeListener('close', close);
    socket.removeListener('free', free);
    socket.removeListener('timeout', timeout);
    socket.removeListener('agentRemove', remove);
  };
  socket.on('free', free);
  socket.on('close', close);
  socket.on('timeout', timeout);
  socket.on('agentRemove', remove);
}

/** Forgets a socket; a request that waits gets a new one. */
proto.removeSocket = function (socket, options) {
  const name = this.getName(options);
  const tables = socket.writable ? [this.sockets] : [this.sockets, this.freeSockets];
  for (const table of tables) {
    const at = table[name]?.indexOf(socket) ?? -1;
    if (at >= 0) {
      table[name].splice(at, 1);
      if (table[name].length === 0) delete table[name];
    }
  }
  const waiting = this.requests[name];
  if (!waiting || waiting.length === 0) return;
  const request = waiting[0];
  if (this.freeSockets[name]?.length > 0) return;
  waiting.shift();
  if (waiting.length === 0) delete this.requests[name];
  bound.within(request[bound.kContext], () => this.createSocket(request, request._agentOptions ?? options, (error, made) => {
    if (error) request.onSocket(null, error);
    else takeSocket(this, request, made);
  }));
};

/** Whether an idle socket may be kept; apps override it. */
proto.keepSocketAlive = function (socket) {
  socket.setKeepAlive(true, this.keepAliveMsecs);
  socket.unref();
  let timeout = this.options.timeout || 0;
  const hint = /^timeout=(\d+)/.exec(socket._httpMessage?.res?.headers['keep-alive'] ?? '');
  if (hint !== null) {
    const given = Math.max(0, +hint[1] * 1000 - 1000);
    if (given === 0) return false;
    if (timeout === 0 || given < timeout) timeout = given;
  }
  if (socket.timeout !== timeout) socket.setTimeout(timeout);
  return true;
};

proto.reuseSocket = function (socket, request) {
  socket.removeListener('error', onFreeError);
  request.reusedSocket = true;
  socket.ref();
};

proto.destroy = function () {
  for (const table of [this.freeSockets, this.sockets]) {
    for (const socket of Object.values(table).flat()) socket.destroy();
  }
};

/** An open socket goes to another request, and with it what will come in over the socket. */
function reuse(agent, request, socket) {
  socket[bound.kContext] = bound.snapshot();
  takeSocket(agent, request, socket);
}

function takeSocket(agent, request, socket) {
  request.onSocket(socket);
  if (request.timeout === undefined || request.timeout === (agent.options.timeout || 0)) return;
  socket.setTimeout(request.timeout);
}

module.exports = { Agent, globalAgent: new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }) };
