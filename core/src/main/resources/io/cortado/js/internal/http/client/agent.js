'use strict';

/** `http.Agent`: which socket a request gets, and what becomes of it afterwards. */

const EventEmitter = require('../../events/events.js');
const bound = require('../../errors/bound.js');
const { validateNumber, validateOneOf } = require('../../errors/validators.js');

const kOnKeylog = Symbol('onkeylog');

/** What an option that is missing or falsy stands for, in the order of an agent's properties. */
const otherwise = {
  keepAliveMsecs: () => 1000,
  keepAlive: () => false,
  maxSockets: () => Agent.defaultMaxSockets,
  maxFreeSockets: () => 256,
  scheduling: () => 'lifo',
};

function settings(options) {
  const own = { __proto__: null, ...options };
  own.noDelay ??= true;
  return Object.assign(own, { path: null });
}

/** Lists by the name that sockets are interchangeable under; a list that has become empty goes. */
const lists = {
  add(table, name, item) {
    (table[name] ??= []).push(item);
  },
  /** Takes out the element at an index, counted from the end where it is negative. */
  takeAt(table, name, index) {
    const [item] = table[name]?.splice(index, 1) ?? [];
    if (table[name]?.length === 0) delete table[name];
    return item;
  },
  remove(table, name, item) {
    const index = table[name]?.indexOf(item) ?? -1;
    if (index >= 0) lists.takeAt(table, name, index);
  },
  size: (table, name) => table[name]?.length ?? 0,
};

function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  EventEmitter.call(this);
  const own = settings(options);
  const tables = { requests: { __proto__: null }, sockets: { __proto__: null }, freeSockets: { __proto__: null } };
  Object.assign(this, { defaultPort: 80, protocol: 'http:', options: own }, tables);
  for (const name of Object.keys(otherwise)) this[name] = own[name] || otherwise[name]();
  validateOneOf(this.scheduling, 'scheduling', ['fifo', 'lifo']);
  if (own.maxTotalSockets !== undefined) validateNumber(own.maxTotalSockets, 'maxTotalSockets', 1);
  this.maxTotalSockets = own.maxTotalSockets ?? Infinity;
  this.totalSocketCount = 0;
  this.on('free', release);
  this.on('newListener', (event, listener) => {
    if (event === 'keylog') this[kOnKeylog] = listener;
  });
}

Object.setPrototypeOf(Agent.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Agent, EventEmitter);
Agent.defaultMaxSockets = Infinity;

/** A request is done with its socket: the next request's, kept, or closed. */
function release(socket, options) {
  const name = this.getName(options);
  if (!socket.writable) {
    socket.destroy();
  } else if (lists.size(this.requests, name) > 0) {
    const request = lists.takeAt(this.requests, name, 0);
    const previous = socket._httpMessage;
    if (previous && !previous.writableFinished) previous.socket = null;
    bound.within(request[bound.kContext], () => handOn(this, request, socket));
  } else if (mayKeep(this, socket, name)) {
    const free = (this.freeSockets[name] ??= []);
    socket._httpMessage = null;
    this.removeSocket(socket, options);
    socket.once('error', closeIdle);
    free.push(socket);
  } else {
    socket.destroy();
  }
}

function mayKeep(agent, socket, name) {
  if (!agent.keepAlive || !socket._httpMessage?.shouldKeepAlive) return false;
  const idle = lists.size(agent.freeSockets, name);
  return idle < agent.maxFreeSockets && idle + lists.size(agent.sockets, name) <= agent.maxSockets
    && agent.totalSocketCount <= agent.maxTotalSockets && agent.keepSocketAlive(socket);
}

/** What goes wrong with a socket that nobody uses is nobody's error. */
function closeIdle() {
  this.destroy();
}

/** What a connection for a request is made with: the agent's own options count more than the request's. */
function forConnection(agent, options, request) {
  const all = { __proto__: null, ...options, ...agent.options };
  if (all.socketPath) all.path = all.socketPath;
  all.servername ??= serverName(all.host, request.getHeader('host'));
  return all;
}

/** The name that a certificate has to have. */
function serverName(host, header) {
  let name = host;
  if (typeof header === 'string') [name] = header.startsWith('[') ? header.slice(1).split(']', 1) : header.split(':', 1);
  return require('../../net/ip.js').isIP(name) ? '' : name;
}

/** How long the server says that it keeps the connection, less a second for the way; Infinity where it says nothing. */
function patience(response) {
  const [, seconds] = /^timeout=(\d+)/.exec(response?.headers['keep-alive'] ?? '') ?? [];
  return seconds === undefined ? Infinity : Math.max(0, seconds * 1000 - 1000);
}

const methods = {
  createConnection(...args) {
    return require('../../net/net.js').createConnection(...args);
  },

  /** What sockets are interchangeable. */
  getName(options = {}) {
    const { host, port, localAddress, family, socketPath } = options;
    const parts = [host || 'localhost', port || '', localAddress || ''];
    if (family === 4 || family === 6) parts.push(family);
    if (socketPath) parts.push(socketPath);
    return parts.join(':');
  },

  addRequest(request, options, port, localAddress) {
    const given = typeof options === 'string' ? { host: options, port, localAddress } : options;
    const all = forConnection(this, given, request);
    const name = this.getName(all);
    const used = (this.sockets[name] ??= []);
    while (this.freeSockets[name]?.[0].destroyed) lists.takeAt(this.freeSockets, name, 0);
    const socket = lists.takeAt(this.freeSockets, name, this.scheduling === 'fifo' ? 0 : -1);
    if (socket) {
      this.reuseSocket(socket, request);
      handOn(this, request, socket);
      used.push(socket);
    } else if (used.length < this.maxSockets && this.totalSocketCount < this.maxTotalSockets) {
      connectFor(this, request, all);
    } else {
      request._agentOptions = all;
      request[bound.kContext] = bound.snapshot();
      lists.add(this.requests, name, request);
    }
  },

  createSocket(request, options, callback) {
    const all = forConnection(this, options, request);
    const name = this.getName(all);
    Object.assign(all, { _agentKey: name, encoding: null });
    if (this.keepAlive) Object.assign(all, { keepAlive: this.keepAlive, keepAliveInitialDelay: this.keepAliveMsecs });
    let told = false;
    const tell = (error, socket) => {
      if (told) return;
      told = true;
      if (!error) {
        lists.add(this.sockets, name, socket);
        this.totalSocketCount++;
        follow(this, socket, all);
      }
      callback(error || null, socket);
    };
    const socket = this.createConnection(all, tell);
    if (socket) tell(null, socket);
  },

  /** Forgets a socket; a request that waits gets a new one. */
  removeSocket(socket, options) {
    const name = this.getName(options);
    lists.remove(this.sockets, name, socket);
    if (!socket.writable) lists.remove(this.freeSockets, name, socket);
    const waiting = name in this.requests ? name : Object.keys(this.requests).find((other) => !lists.size(this.sockets, other));
    if (waiting === undefined || lists.size(this.freeSockets, waiting) > 0) return;
    const request = lists.takeAt(this.requests, waiting, 0);
    bound.within(request[bound.kContext], () => connectFor(this, request, request._agentOptions ?? options));
  },

  /** Whether an idle socket may be kept; apps override it. */
  keepSocketAlive(socket) {
    socket.setKeepAlive(true, this.keepAliveMsecs);
    socket.unref();
    const promised = patience(socket._httpMessage?.res);
    if (promised === 0) return false;
    const idle = Math.min(this.options.timeout || Infinity, promised);
    const timeout = idle === Infinity ? 0 : idle;
    if (socket.timeout !== timeout) socket.setTimeout(timeout);
    return true;
  },

  reuseSocket(socket, request) {
    socket.removeListener('error', closeIdle);
    request.reusedSocket = true;
    socket.ref();
  },

  destroy() {
    for (const table of [this.freeSockets, this.sockets]) Object.values(table).flat().forEach((socket) => socket.destroy());
  },
};

Object.assign(Agent.prototype, methods);

function connectFor(agent, request, options) {
  agent.createSocket(request, options, (error, socket) => {
    if (error) request.onSocket(null, error);
    else give(agent, request, socket);
  });
}

/** What happens to a socket that is the agent's until it is taken away from it. */
function follow(agent, socket, options) {
  const gone = () => {
    agent.totalSocketCount--;
    agent.removeSocket(socket, options);
  };
  const listeners = {
    free: () => agent.emit('free', socket, options),
    close: gone,
    timeout() {
      if (Object.values(agent.freeSockets).some((free) => free.includes(socket))) socket.destroy();
    },
    agentRemove() {
      gone();
      for (const event of Object.keys(listeners)) socket.removeListener(event, listeners[event]);
    },
  };
  for (const event of Object.keys(listeners)) socket.on(event, listeners[event]);
}

/** An open socket goes to another request, and with it what will come in over the socket. */
function handOn(agent, request, socket) {
  socket[bound.kContext] = bound.snapshot();
  give(agent, request, socket);
}

function give(agent, request, socket) {
  request.onSocket(socket);
  const { timeout } = request;
  if (timeout !== undefined && timeout !== (agent.options.timeout || 0)) socket.setTimeout(timeout);
}

module.exports = { Agent, globalAgent: new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }) };
