'use strict';

/** `tls.Server`. */

const { Server: NetServer } = require('../net/server.js');
const { codes, define, unsupported } = require('../errors/errors.js');
const { validateFunction, validateNumber } = require('../errors/validators.js');
const { SecureContext, createSecureContext } = require('./context.js');
const { TLSSocket, identityFor } = require('./socket.js');

define('ERR_TLS_ALPN_CALLBACK_WITH_PROTOCOLS', 'The ALPNCallback and ALPNProtocols TLS options are mutually exclusive', TypeError);

function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  const given = typeof options === 'function' ? {} : { ...options };
  const handler = typeof options === 'function' ? options : listener;
  NetServer.call(this, given);
  this.on('connection', shakeHands);
  if (options !== undefined && options !== null && typeof options !== 'function' && typeof options !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
  }
  if (given.pskCallback) throw unsupported('tls.createServer: options.pskCallback');
  for (const name of ['SNICallback', 'ALPNCallback']) {
    if (given[name] !== undefined && given[name] !== null) validateFunction(given[name], `options.${name}`);
  }
  if (given.ALPNCallback && given.ALPNProtocols) throw new codes.ERR_TLS_ALPN_CALLBACK_WITH_PROTOCOLS();
  if (given.handshakeTimeout !== undefined) validateNumber(given.handshakeTimeout, 'options.handshakeTimeout');
  this._tls = given;
  this._handshakeTimeout = given.handshakeTimeout ?? 120000;
  this._identity = null;
  if (handler) {
    validateFunction(handler, 'listener');
    this.on('secureConnection', handler);
  }
  if (given.key || given.pfx || given.secureContext) this.setSecureContext(given);
}

Object.setPrototypeOf(Server.prototype, NetServer.prototype);
Object.setPrototypeOf(Server, NetServer);

/** What the server shows, made once somebody may see it. */
function identityOf(server) {
  if (server._identity === null) {
    const { SNICallback, ALPNCallback } = server._tls;
    server._secure ??= createSecureContext({});
    const identity = identityFor({ ...server._tls, secureContext: server._secure });
    identity.handshakeTimeout(server._handshakeTimeout);
    if (SNICallback) identity.choose((name, done) => askForContext(SNICallback, name, done));
    if (ALPNCallback) identity.chooseProtocol((servername, protocols, done) => askForProtocol(ALPNCallback, servername, protocols, done));
    server._identity = identity;
  }
  return server._identity;
}

function askForContext(callback, name, done) {
  const answer = (error, context) => {
    if (error) done(String(error.message ?? error));
    else if (!context) done(null, null);
    else done(null, (context instanceof SecureContext ? context : createSecureContext(context)).context);
  };
  try {
    callback(name, answer);
  } catch (error) {
    done(String(error?.message ?? error));
    throw error;
  }
}

/** Answers undefined for a protocol that is not among those offered: the handshake fails, as on Node. */
function askForProtocol(callback, servername, protocols, done) {
  let chosen;
  try {
    chosen = callback({ servername: servername || false, protocols: Array.from(protocols) });
  } finally {
    done(chosen === undefined || chosen === null ? null : String(chosen));
  }
}

Server.prototype.setSecureContext = function (options) {
  this._secure = options.secureContext ?? createSecureContext(options);
  if (this._identity !== null) {
    this._identity.base(this._secure.context);
    this._identity.allow(this._secure.allowed.versions, this._secure.allowed.suites, this._tls.honorCipherOrder !== false);
  }
};

Server.prototype.addContext = function (servername, context) {
  if (!servername) throw new codes.ERR_TLS_REQUIRED_SERVER_NAME();
  identityOf(this).add(String(servername), (context instanceof SecureContext ? context : createSecureContext(context)).context);
};

for (const name of ['getTicketKeys', 'setTicketKeys']) {
  Server.prototype[name] = function () {
    throw unsupported(`tls.Server: ${name}`, 'session tickets have keys of their own, made for each server');
  };
}

/** Whatever 'connection' is emitted with; what shook hands already is left alone. */
function shakeHands(raw) {
  if (raw instanceof TLSSocket && raw._secureEstablished && raw._tlsOptions.accepted) return;
  const socket = new TLSSocket(raw, {
    isServer: true, identity: identityOf(this), requestCert: this._tls.requestCert, allowHalfOpen: this.allowHalfOpen,
  });
  socket.server = this;
  const timer = setTimeout(() => {
    socket._tlsFailed('TLS handshake timeout');
  }, this._handshakeTimeout).unref();
  const onError = (error) => this.emit('tlsClientError', error, socket);
  socket.on('_tlsError', onError);
  socket.once('close', () => clearTimeout(timer));
  const early = () => {};
  socket.on('error', early);
  socket.once('secure', () => {
    clearTimeout(timer);
    socket.removeListener('error', early);
    if (this._tls.requestCert && this._tls.rejectUnauthorized !== false && !socket.authorized) {
      socket.destroy();
      return;
    }
    this.emit('secureConnection', socket);
  });
}

module.exports = { Server, identityOf };
