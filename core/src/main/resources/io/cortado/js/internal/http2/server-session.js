'use strict';

/** Sessions of servers: of connections that Java carries, and of sockets that `http2.performServerHandshake` was given. */

const net = require('../net/net.js');
const { Http2Session, PipedSession } = require('./session.js');
const { INSIDE } = require('./stream.js');

const noop = () => {};

/** What `net.Socket` asks of a connection whose bytes Java reads as HTTP/2. */
class SessionHandle {
  constructor(native) {
    this.native = native;
  }

  read() {}

  write(buffer, offset, length, callback) {
    callback(-32);
  }

  shutdown(callback) {
    this.native.end();
    callback(0);
  }

  close() {
    this.native.close();
  }

  noDelay() {}

  keepAlive() {}

  keepProcess() {}

  local() {
    return this.#address('local');
  }

  remote() {
    return this.#address('remote');
  }

  #address(side) {
    const peer = this.native.peer();
    const address = peer[`${side}Address`]();
    return [address, peer[`${side}Port`](), address.includes(':') ? 'IPv6' : 'IPv4'];
  }
}

function socketOf(server, native) {
  const handle = new SessionHandle(native);
  const peer = native.secure();
  const socket = peer === null
    ? new net.Socket({ handle, manualStart: true, allowHalfOpen: true })
    : require('../tls/socket.js').accepted(peer, handle, { requestCert: server._tls.requestCert, allowHalfOpen: true, accepted: true });
  socket.server = server;
  socket.on('error', noop);
  return socket;
}

/** What a server's session tells its server. */
const onServer = (Base) => class ServerHttp2Session extends Base {
  get _isServer() {
    return true;
  }

  get server() {
    return this._server;
  }

  _announce(stream, headers, flags, lines) {
    if (stream.destroyed) return;
    this.emit('stream', stream, headers, flags, lines);
    this._server?.emit('stream', stream, headers, flags, lines);
  }

  /** The server hears of what nobody listens for at the session. */
  _adopted(server) {
    this._server = server;
    if (server === undefined) return;
    this.on('error', (error) => server.emit('sessionError', error, this));
    if (server.timeout > 0) this.setTimeout(server.timeout);
    server.emit('session', this);
    process.nextTick(() => {
      if (!this.destroyed) this.emit('connect', this, this._socket);
    });
  }

  _timedOut() {
    if (this._server === undefined) {
      this.emit('timeout');
    } else if (!this.emit('timeout') && !this._server.emit('timeout', this)) {
      this.destroy();
    }
  }

  altsvc() {
    throw require('../errors/errors.js').unsupported('http2 session.altsvc', 'send the field alt-svc with responses');
  }

  origin() {
    throw require('../errors/errors.js').unsupported('http2 session.origin');
  }
};

class CarriedSession extends onServer(Http2Session) {
  constructor(server, native) {
    super(server._options, socketOf(server, native), INSIDE);
    this._begin(native, native.settingsPending());
  }

  _gone() {
    if (this.destroyed) return;
    for (const stream of [...this._streams]) stream.close(8);
    this._end(0, undefined);
  }

  _disconnect(graceful, error, done) {
    if (error) this._native.close();
    else this._native.end();
    this._socket.destroy();
    process.nextTick(done);
  }
}

class PipedServerSession extends onServer(PipedSession) {
  constructor(options, socket, server) {
    super(options, socket, INSIDE);
    this._watch();
    this._carry(false, options.settings ?? {});
    this._adopted(server);
  }
}

for (const Class of [CarriedSession, PipedServerSession]) Object.defineProperty(Class, 'name', { value: 'ServerHttp2Session' });

/** The session of a connection, made once. */
function sessionOf(server, native) {
  const known = native.owner();
  if (known !== null) return known.session;
  const session = new CarriedSession(server, native);
  session._adopted(server);
  return session;
}

/** Java has begun a connection. */
function onSession(server, native) {
  if (!server._wantsRequests || server.listenerCount('session') > 0 || server.timeout > 0) sessionOf(server, native);
}

module.exports = { sessionOf, onSession, PipedServerSession };
