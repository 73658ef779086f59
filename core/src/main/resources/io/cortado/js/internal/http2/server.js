'use strict';

/** `http2.createServer` and `http2.createSecureServer`. */

const { Server: HttpServer } = require('../http/server/server.js');
const { Server: HttpsServer } = require('../http/server/https.js');
const { codes, unsupported } = require('../errors/errors.js');
const { Http2ServerRequest, Http2ServerResponse } = require('./compat.js');
const { checked, packed, refuseOptions } = require('./settings.js');

const PROTOTYPES = { request: Http2ServerRequest.prototype, response: Http2ServerResponse.prototype };
/** What would change how frames are read or written, or whom limits are for. */
const REFUSED = ['maxDeflateDynamicTableSize', 'maxSettings', 'maxHeaderListPairs', 'maxSessionInvalidFrames',
  'maxSessionRejectedStreams', 'peerMaxConcurrentStreams', 'remoteCustomSettings', 'streamResetBurst',
  'streamResetRate', 'unknownProtocolTimeout', 'paddingStrategy', 'strictFieldWhitespaceValidation', 'origins'];
/** So many streams a client may have open, where the app does not say otherwise. */
const MAX_STREAMS = 100;
/** Events whose listeners take requests and responses, not streams. */
const OF_REQUESTS = new Set(['request', 'checkContinue', 'checkExpectation', 'connect', 'upgrade']);

function prepare(server, options) {
  refuseOptions('http2', options, REFUSED);
  if (options.Http1IncomingMessage || options.Http2ServerRequest || options.Http1ServerResponse || options.Http2ServerResponse) {
    throw unsupported('http2: options for classes of requests and responses');
  }
  server._prototypes = PROTOTYPES;
  server._settings = settingsFor(options.settings ?? {});
  // Streams are JavaScript's own until somebody wants requests.
  server._wantsRequests = [...OF_REQUESTS].some((name) => server.listenerCount(name) > 0);
  server.on('newListener', (name) => {
    if (!OF_REQUESTS.has(name)) return;
    server._wantsRequests = true;
    server._server?.speakHttp2().serveRequests();
  });
}

function settingsFor(settings) {
  if (typeof settings !== 'object') throw new codes.ERR_INVALID_ARG_TYPE('options.settings', 'Object', settings);
  return { maxConcurrentStreams: MAX_STREAMS, ...checked(settings) };
}

/** What Java's side of the server has to know beforehand. */
function speak(server, native) {
  const bytes = packed(server._settings);
  const side = native.speakHttp2();
  side.settings(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (server._wantsRequests) side.serveRequests();
}

function checkOptions(options) {
  if (options !== undefined && options !== null && typeof options !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
  }
  return { ...options };
}

/** Speaks HTTP/2 without TLS, to clients that know so beforehand. */
class Http2Server extends HttpServer {
  constructor(options, listener) {
    super(options, listener);
    prepare(this, options);
  }
}

/** Speaks HTTP/2 to who asks for it, and HTTP/1 with `allowHTTP1`. */
class Http2SecureServer extends HttpsServer {
  constructor(options, listener) {
    super({ ...options, ALPNProtocols: options.ALPNProtocols ?? (options.allowHTTP1 ? ['h2', 'http/1.1'] : ['h2']) }, listener);
    prepare(this, options);
  }
}

for (const { prototype } of [Http2Server, Http2SecureServer]) {
  prototype._speakHttp2 = function (native) {
    speak(this, native);
  };
  prototype.updateSettings = function updateSettings(settings) {
    require('../errors/validators.js').validateObject(settings, 'settings');
    this._settings = { ...this._settings, ...checked(settings) };
    if (this._server !== null) speak(this, this._server);
  };
}

const create = (Class) => (options, listener) => {
  const handler = typeof options === 'function' ? options : listener;
  return new Class(checkOptions(typeof options === 'function' ? {} : options), handler);
};

module.exports = { createServer: create(Http2Server), createSecureServer: create(Http2SecureServer) };
