'use strict';

/** `tls.TLSSocket` and `tls.connect`. */

const { Socket } = require('../net/socket.js');
const { codes, unsupported } = require('../errors/errors.js');
const {
  createSecureContext, certificateObject, checkServerIdentity, verifyError, cipherName, handshakeError,
} = require('./context.js');
const { TlsHandle } = require('./handle.js');
const binding = internalBinding('tls');

function alpnList(protocols) {
  if (!protocols) return [];
  if (Array.isArray(protocols)) return protocols.map(String);
  const list = [];
  for (let at = 0; at < protocols.length; at += protocols[at] + 1) {
    list.push(String.fromCharCode(...protocols.subarray(at + 1, at + 1 + protocols[at])));
  }
  return list;
}

function TLSSocket(stream, options) {
  if (!(this instanceof TLSSocket)) return new TLSSocket(stream, options);
  const given = { ...options };
  this._tlsOptions = given;
  this.encrypted = true;
  this.authorized = false;
  this.authorizationError = null;
  this.alpnProtocol = null;
  this.servername = given.servername ?? null;
  this.secureConnecting = true;
  this._secureEstablished = false;
  Socket.call(this, { allowHalfOpen: given.allowHalfOpen ?? stream?.allowHalfOpen, manualStart: true });
  this._carrier = stream;
  this.connecting = true;
  if (!stream) return;
  start(this, stream, given);
}

Object.setPrototypeOf(TLSSocket.prototype, Socket.prototype);
Object.setPrototypeOf(TLSSocket, Socket);

const proto = TLSSocket.prototype;

function start(socket, stream, options) {
  const client = !options.isServer;
  const engine = client ? clientEngine(options) : binding.serverEngine(options.identity ?? identityFor(options));
  if (typeof engine === 'string') throw Object.assign(new Error(engine), { code: 'ERR_SSL_INVALID_OPTIONS' });
  const handle = new TlsHandle(engine, stream, {
    secure: () => secured(socket),
    failed: (message) => socket._tlsFailed(message),
    closed() {
      if (!socket._secureEstablished && !socket.destroyed) socket._tlsFailed(null);
      else if (!socket.destroyed && socket.readableEnded) socket.destroy();
    },
  });
  socket._handle = handle;
  socket._peer = engine.peer();
  stream.on('error', (error) => socket.destroy(error));
  socket._started = false;
  if (!client) socket._start();
  else startByWriting(socket);
}

function clientEngine(options) {
  const context = options.secureContext ?? createSecureContext(options);
  const name = options.servername && !require('../net/ip.js').isIP(options.servername) ? options.servername : '';
  const { versions, suites } = context.allowed;
  return binding.clientEngine(context.context, name, alpnList(options.ALPNProtocols), versions, suites);
}

/** What a server shows, from the options of `tls.createServer`. */
function identityFor(options) {
  const context = options.secureContext ?? createSecureContext(options);
  const identity = binding.identity(context.context);
  if (typeof identity === 'string') throw Object.assign(new Error(identity), { code: 'ERR_SSL_INVALID_OPTIONS' });
  identity.alpn(alpnList(options.ALPNProtocols));
  identity.allow(context.allowed.versions, context.allowed.suites, options.honorCipherOrder !== false);
  identity.askPeer(!!options.requestCert, options.rejectUnauthorized !== false);
  identity.sessionTimeout(options.sessionTimeout ?? 300);
  return identity;
}

/** A client that `tls.connect` has not made says nothing until something is written to it. */
function startByWriting(socket) {
  socket.write = function write(...args) {
    delete socket.write;
    socket._start();
    return socket.write(...args);
  };
}

/** Begins the handshake, when the connection below is there. */
proto._start = function _start() {
  if (this._started) return;
  this._started = true;
  const { _carrier: carrier, _handle: handle } = this;
  if (carrier.connecting) carrier.once('connect', () => handle.start());
  else process.nextTick(() => handle.start());
};

/** The handshake is over: the connection can be used, unless the peer is not who it should be. */
function secured(socket) {
  if (socket._secureEstablished || socket.destroyed) return;
  socket._secureEstablished = true;
  socket.secureConnecting = false;
  const [, , alpn, problem, name] = socket._peer.facts();
  socket.alpnProtocol = alpn || false;
  if (socket._tlsOptions.isServer) acceptPeer(socket, problem, name);
  else if (!verifyServer(socket, problem)) return;
  socket.connecting = false;
  socket._applyOptions();
  socket.emit('secure');
  if (!socket._tlsOptions.isServer) {
    socket.emit('connect');
    socket.emit('ready');
    socket.emit('secureConnect');
  }
  if (socket.readable && !socket.isPaused()) socket.read(0);
}

function acceptPeer(socket, problem, name) {
  socket.servername = name || false;
  if (!socket._tlsOptions.requestCert) return;
  const peer = socket.getPeerCertificate();
  socket.authorized = !!peer.raw && problem === '';
  if (!socket.authorized) socket.authorizationError = problem || 'UNABLE_TO_GET_ISSUER_CERT';
}

function verifyServer(socket, problem) {
  const options = socket._tlsOptions;
  let error = problem === '' ? undefined : verifyError(problem);
  if (!error) {
    const check = options.checkServerIdentity ?? checkServerIdentity;
    const host = options.servername || options.host || 'localhost';
    error = check(host, socket.getPeerCertificate(true));
  }
  socket.authorized = !error;
  if (error) {
    socket.authorizationError = error.code || error.message;
    if (options.rejectUnauthorized !== false && process.env.NODE_TLS_REJECT_UNAUTHORIZED !== '0') {
      socket.destroy(error);
      return false;
    }
  }
  return true;
}

proto._tlsFailed = function (message) {
  if (this.destroyed) return;
  const early = !this._secureEstablished;
  const { isServer, host, port } = this._tlsOptions;
  const gone = isServer
    ? Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
    : Object.assign(new Error('Client network socket disconnected before secure TLS connection was established'),
      { code: 'ECONNRESET', host, port });
  const error = message === null ? gone : handshakeError(message);
  this.destroy(error);
  if (early && isServer) this.emit('_tlsError', error);
};

proto.getPeerCertificate = function (detailed) {
  if (!this._peer) return null;
  const chain = Array.from(this._peer.certificates(), (der) => certificateObject(new ArrayBuffer(der)));
  if (chain.length === 0) return {};
  if (detailed) {
    chain.forEach((each, i) => {
      each.issuerCertificate = chain[i + 1] ?? each;
    });
  }
  return chain[0];
};

proto.getPeerX509Certificate = function () {
  const der = this._peer?.certificates()[0];
  return der === undefined ? undefined : new (require('../crypto/x509.js').X509Certificate)(new Uint8Array(new ArrayBuffer(der)));
};

proto.getProtocol = function () {
  return this._peer && this._secureEstablished ? this._peer.facts()[0] : null;
};

proto.getCipher = function () {
  if (!this._peer || !this._secureEstablished) return {};
  const [version, standardName] = this._peer.facts();
  return { name: cipherName(standardName), standardName, version };
};

proto.getSession = () => undefined;
proto.getTLSTicket = () => undefined;
proto.isSessionReused = () => false;
proto.getEphemeralKeyInfo = () => ({});
proto.setMaxSendFragment = () => false;
proto.disableRenegotiation = () => {};

for (const name of ['renegotiate', 'exportKeyingMaterial', 'getFinished', 'getPeerFinished', 'getSharedSigalgs',
  'getX509Certificate', 'setKeyCert', 'enableTrace', 'setSession']) {
  proto[name] = () => {
    throw unsupported(`tls.TLSSocket: ${name}`);
  };
}

proto.getCertificate = () => ({});

proto.setServername = function (name) {
  require('../errors/validators.js').validateString(name, 'name');
  if (this._secureEstablished) throw new codes.ERR_INVALID_STATE('the handshake is over');
  this._tlsOptions.servername = name;
};

/** Gives the socket its stream afterwards. */
proto._startOver = function (stream) {
  this._carrier = stream;
  start(this, stream, this._tlsOptions);
  this._start();
};

/** `(port, host, options, cb)`, `(path, options, cb)`, `(options, cb)` as options and callback. */
function connectArguments(args) {
  const { normalizeArgs } = require('../net/connect.js');
  const [first, callback] = normalizeArgs(args);
  const options = args.slice(0, 3).filter((each) => each !== null && typeof each === 'object');
  return [Object.assign({}, first, ...options), callback];
}

/** `tls.connect`. */
function connect(...args) {
  const [given, callback] = connectArguments(args);
  const options = { rejectUnauthorized: process.env.NODE_TLS_REJECT_UNAUTHORIZED !== '0', minVersion: 'TLSv1.2', ...given };
  if (!options.keepAlive) options.singleUse = true;
  const host = options.host || 'localhost';
  if (options.servername === undefined) options.servername = require('../net/ip.js').isIP(host) ? '' : host;
  const carrier = options.socket ?? require('../net/connect.js').connect({ ...options, timeout: undefined, signal: undefined });
  const socket = new TLSSocket(carrier, { ...options, isServer: false });
  socket._start();
  if (callback) socket.once('secureConnect', callback);
  if (options.timeout) socket.setTimeout(options.timeout);
  if (!options.socket) carrier.on('lookup', (...values) => socket.emit('lookup', ...values));
  require('../net/connect.js').followSignal(socket, (error) => socket.destroy(error), options.signal);
  return socket;
}

/** The socket of a connection whose handshake is over already; `handle` is such as `net.Socket` works on. */
function accepted(peer, handle, options) {
  const socket = new TLSSocket(undefined, { ...options, isServer: true });
  socket._handle = handle;
  socket._peer = peer;
  socket._secureEstablished = true;
  socket.secureConnecting = false;
  socket.connecting = false;
  const [, , alpn, problem, name] = peer.facts();
  socket.alpnProtocol = alpn || false;
  acceptPeer(socket, problem, name);
  return socket;
}

/** The socket of a client that has not shaken hands, of which the JDK says `message`, and its error. */
function refused(handle, message) {
  const socket = new TLSSocket(undefined, { isServer: true });
  socket._handle = handle;
  socket.connecting = false;
  const error = message === null
    ? Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
    : handshakeError(message);
  socket.on('error', () => {});
  socket.destroy(error);
  return [error, socket];
}

module.exports = { TLSSocket, connect, accepted, refused, identityFor, alpnList };
