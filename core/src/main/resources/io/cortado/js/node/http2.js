'use strict';

/** Node's `http2`: constants and classes to test against; connections and servers throw. */

const EventEmitter = require('../internal/events/events.js');
const { codes } = require('../internal/errors/errors.js');

const refuse = (name) => () => {
  throw new codes.ERR_HTTP2_UNSUPPORTED(name);
};

class Http2ServerRequest extends EventEmitter {
  constructor() {
    super();
    refuse('Http2ServerRequest')();
  }
}

class Http2ServerResponse extends EventEmitter {
  constructor() {
    super();
    refuse('Http2ServerResponse')();
  }
}

module.exports = {
  connect: refuse('connect'),
  createServer: refuse('createServer'),
  createSecureServer: refuse('createSecureServer'),
  performServerHandshake: refuse('performServerHandshake'),
  getDefaultSettings: () => ({
    headerTableSize: 4096, enablePush: true, initialWindowSize: 65535, maxFrameSize: 16384,
    maxConcurrentStreams: 4294967295, maxHeaderListSize: 65535, maxHeaderSize: 65535, enableConnectProtocol: false,
  }),
  getPackedSettings: refuse('getPackedSettings'),
  getUnpackedSettings: refuse('getUnpackedSettings'),
  sensitiveHeaders: Symbol('nodejs.http2.sensitiveHeaders'),
  Http2ServerRequest,
  Http2ServerResponse,
  get constants() {
    return require('../internal/http/http2-constants.js');
  },
};
