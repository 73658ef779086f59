'use strict';

/** `tls.Server`. */

const { Server: NetServer } = require('../net/server.js');
const { codes, unsupported } = require('../errors/errors.js');
const { validateFunction, validateNumber } = require('../errors/validators.js');
const { createSecureContext } = require('./context.js');
const { TLSSocket } = require('./socket.js');

function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  const given = typeof options === 'function' ? {} : { ...options };
  const handler = typeof options === 'function' ? options : listener;
  NetServer.call(this, given);
  if (options !== undefined && options !== null && typeof options !== 'function' && typeof options !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
  }
  for (const name of ['SNICallback', 'pskCallback', 'ALPNCallback']) {
    if (given[name]) throw unsupported(`tls.createServer: options.${name}`);
  }
  if (given.handshakeTimeout !== undefined) validateNumber(given.handshakeTimeout, 'options.handshakeTimeout');
  this._tls = given;
  this._handshakeTimeout = given.handshakeTimeout ?? 120000;
  if (handler) {
    validateFunction(handler, 'listener');
    this.on('secureConnection', handler);
  }
  if (given.key || given.pfx || given.secureContext) this.setSecureContext(given);
}

Object.setPrototypeOf(Server.prototype, NetServer.prototype);
Object.setPrototypeOf(Server, NetServer);

Server.prototype.setSecureContext = function (options) {
  this._secure = options.secureContext ?? createSecureContext(options);
};

Server.prototype.addContext = function () {
  throw unsupported('tls.Server: addContext', 'one certificate is served; list all host names in it');
};

Server.prototype._accepted = function (raw) {
  this.emit('connection', raw);
  const socket = new TLSSocket(raw, {
    isServer: true, secureContext: this._secure ?? createSecureContext({}), ALPNProtocols: this._tls.ALPNProtocols,
    requestCert: this._tls.requestCert, allowHalfOpen: this.allowHalfOpen,
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
};

module.exports = { Server };
