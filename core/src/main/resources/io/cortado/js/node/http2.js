'use strict';

/** Node's `http2`: servers, and what their requests and responses are; clients are refused. */

const { codes, unsupported } = require('../internal/errors/errors.js');
const { Http2ServerRequest, Http2ServerResponse } = require('../internal/http2/compat.js');
const settings = () => require('../internal/http2/settings.js');

const later = (load, name) => (...args) => load()[name](...args);

module.exports = {
  connect(authority, options, listener) {
    throw unsupported('http2.connect', 'use https or fetch');
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
  performServerHandshake(socket) {
    throw new codes.ERR_HTTP2_UNSUPPORTED('performServerHandshake');
  },
  sensitiveHeaders: Symbol('nodejs.http2.sensitiveHeaders'),
  Http2ServerRequest,
  Http2ServerResponse,
};
