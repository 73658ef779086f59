'use strict';

/** `https.Server`: a tls.Server whose connections speak HTTP. */

const { Server: TlsServer } = require('../../tls/server.js');
const { Server: HttpServer, init, connectionListener } = require('./server.js');

function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  const handler = typeof options === 'function' ? options : listener;
  const given = { ...(typeof options === 'function' ? {} : options) };
  if (!given.ALPNProtocols && !given.ALPNCallback) given.ALPNProtocols = ['http/1.1'];
  TlsServer.call(this, given);
  init(this, given, handler);
  this.on('secureConnection', connectionListener);
  this.on('tlsClientError', (error, socket) => {
    if (!this.emit('clientError', error, socket)) socket.destroy(error);
  });
}

Object.setPrototypeOf(Server.prototype, TlsServer.prototype);
Object.setPrototypeOf(Server, TlsServer);

for (const name of ['closeAllConnections', 'closeIdleConnections', 'setTimeout']) {
  Server.prototype[name] = HttpServer.prototype[name];
}

Server.prototype.close = function (...args) {
  TlsServer.prototype.close.apply(this, args);
  this.closeIdleConnections();
  return this;
};

module.exports = { Server };
