'use strict';

const net = require('net');
const errors = require('../errors');

const TCP = ['autoSelectFamily', 'autoSelectFamilyAttemptTimeout', 'keepAliveInitialDelay', 'family', 'hints',
  'localAddress', 'localPort', 'lookup'];
const TLS = ['allowPartialTrustChain', 'ALPNProtocols', 'ca', 'cert', 'checkServerIdentity', 'ciphers', 'crl',
  'ecdhCurve', 'key', 'minDHSize', 'passphrase', 'pfx', 'rejectUnauthorized', 'secureContext', 'secureProtocol',
  'servername', 'session'];
const KEEP_ALIVE_MILLIS = 120000;

function given(options, names) {
  return Object.fromEntries(names.filter(name => options[name] != null).map(name => [name, options[name]]));
}

function target({ host, port, socketPath }, options) {
  const plain = { keepAliveInitialDelay: KEEP_ALIVE_MILLIS, ...given(options, TCP), noDelay: options.noDelay ?? true };
  return typeof socketPath === 'string' ? { ...plain, keepAlive: true, path: socketPath }
    : { ...plain, keepAlive: true, host, port };
}

function secured(address, options) {
  const settings = { ...target(address, options), ...given(options, TLS) };
  if (settings.servername == null && settings.host && !net.isIP(settings.host)) settings.servername = settings.host;
  return require('tls').connect(settings);
}

/** An error of the way to a server, which the server's overload may have caused. */
function overloaded(error, major) {
  if (major === 7 && error instanceof errors.MongoError) {
    error.addErrorLabel('SystemOverloadedError');
    error.addErrorLabel('RetryableError');
  }
  return error;
}

/** What an error says; one of several attempts says what each of them said. */
function textOf(cause) {
  if (cause.message === '' && Array.isArray(cause.errors)) return cause.errors.map(({ message }) => message).join(', ');
  return cause.message ?? 'empty error message';
}

/**
 * Opens a socket to a server. `signal` gives it up.
 *
 * @param {HostAddress} address
 * @param {object} options the client's
 */
async function open(address, options, signal) {
  const event = options.tls ? 'secureConnect' : 'connect';
  const limit = options.connectTimeoutMS ?? 30000;
  const start = performance.now();
  const passed = () => Math.floor(performance.now() - start);
  const socket = options.tls ? secured(address, options) : net.createConnection(target(address, options));
  socket.setKeepAlive(true, options.keepAliveInitialDelay ?? KEEP_ALIVE_MILLIS);
  socket.setNoDelay(options.noDelay ?? true);
  socket.setTimeout(limit);
  let cancel;
  const failure = await new Promise(resolve => {
    cancel = () => resolve(new errors.MongoNetworkError(
      `Socket connection establishment was cancelled after ${passed()}`));
    socket.once(event, () => resolve());
    socket.once('error', cause => resolve(new errors.MongoNetworkError(textOf(cause), { cause })));
    socket.once('close', () => resolve(new errors.MongoNetworkError(
      `Socket closed after ${passed()} during connection establishment`)));
    socket.once('timeout', () => resolve(new errors.MongoNetworkTimeoutError(
      `Socket '${event}' timed out after ${passed()}ms (connectTimeoutMS: ${limit})`)));
    signal?.addEventListener('abort', cancel);
  });
  signal?.removeEventListener('abort', cancel);
  socket.setTimeout(0);
  if (failure === undefined) {
    for (const name of ['error', 'close', 'timeout']) socket.removeAllListeners(name);
    return socket;
  }
  socket.on('error', () => {});
  socket.destroy();
  throw failure;
}

module.exports = { open, overloaded, textOf };
