'use strict';

/** `https.Server`: a tls.Server whose connections speak HTTP. Java accepts them, shakes hands and reads, on the loop. */

const { Server: TlsServer, identityOf } = require('../../tls/server.js');
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

/** What makes it listen is http's: the members of both stand between it and tls. */
const listening = Object.create(TlsServer.prototype);

for (const name of ['listen', 'listening', 'maxConnections', 'address', 'getConnections', 'ref', 'unref']) {
  Object.defineProperty(listening, name, Object.getOwnPropertyDescriptor(HttpServer.prototype, name));
}

const { get } = Object.getOwnPropertyDescriptor(HttpServer.prototype, '_handle');
// net's constructor sets it.
Object.defineProperty(listening, '_handle', { configurable: true, get, set() {} });

/** What clients are shown; see nativeOf. */
listening._identityOf = function () {
  return identityOf(this);
};

Object.setPrototypeOf(Server.prototype, listening);
Object.setPrototypeOf(Server, TlsServer);

for (const name of ['closeAllConnections', 'closeIdleConnections', 'setTimeout', 'close', Symbol.asyncDispose]) {
  Server.prototype[name] = HttpServer.prototype[name];
}

module.exports = { Server };
