'use strict';

/** Node's `http2`. */

const { Http2ServerRequest, Http2ServerResponse } = require('../internal/http2/compat.js');
const settings = () => require('../internal/http2/settings.js');

const later = (load, name) => (...args) => load()[name](...args);

/** For util.promisify: the session, once it is connected. */
const connected = (authority, options) => new Promise((resolve, reject) => {
  const session = module.exports.connect(authority, options, () => {
    session.removeListener('error', reject);
    resolve(session);
  });
  session.once('error', reject);
});

module.exports = {
  connect(authority, options, listener) {
    return require('../internal/http2/client.js').connect(authority, options, listener);
  },
  get constants() {
    return require('../internal/http2/constants.js');
  },
  createServer(options, handler) {
    return require('../internal/http2/server.js').createServer(options, handler);
  },
  createSecureServer(options, handler) {
    return require('../internal/http2/server.js').createSecureServer(options, handler);
  },
  getDefaultSettings: later(settings, 'getDefaultSettings'),
  getPackedSettings(given) {
    return settings().getPackedSettings(given);
  },
  getUnpackedSettings(packed, options = {}) {
    return settings().getUnpackedSettings(packed, options);
  },
  performServerHandshake(socket, options = {}) {
    require('../internal/errors/validators.js').validateObject(options, 'options');
    const { PipedServerSession } = require('../internal/http2/server-session.js');
    return new PipedServerSession({ ...options }, socket, undefined);
  },
  get sensitiveHeaders() {
    return require('../internal/http2/fields.js').sensitiveHeaders;
  },
  Http2ServerRequest,
  Http2ServerResponse,
};

Object.defineProperty(module.exports.connect, Symbol.for('nodejs.util.promisify.custom'), { value: connected });
