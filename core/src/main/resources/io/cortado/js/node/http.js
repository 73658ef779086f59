'use strict';

const common = require('../internal/http/common.js');
const { IncomingMessage } = require('../internal/http/incoming.js');
const { OutgoingMessage } = require('../internal/http/outgoing.js');
const { ServerResponse } = require('../internal/http/server/response.js');
const { Server, connectionListener } = require('../internal/http/server/server.js');

/** The original is http.createServer([options][, requestListener]). */
function createServer(options, listener) {
  return new Server(options, listener);
}

module.exports = {
  METHODS: common.METHODS,
  STATUS_CODES: common.STATUS_CODES,
  IncomingMessage,
  OutgoingMessage,
  ServerResponse,
  Server,
  createServer,
  _connectionListener: connectionListener,
  validateHeaderName: common.validateHeaderName,
  validateHeaderValue: common.validateHeaderValue,
  maxHeaderSize: 16384,
  /** Idle parsers cost nothing here: only the argument is looked at. */
  setMaxIdleHTTPParsers(max) {
    require('../internal/errors/validators.js').validateInteger(max, 'max', 1);
  },
};

/** What is loaded when it is first asked for, and can be replaced. */
function lazily(name, load) {
  Object.defineProperty(module.exports, name, {
    configurable: true,
    enumerable: true,
    get: () => load()[name],
    set(value) {
      Object.defineProperty(module.exports, name, { value, writable: true, enumerable: true, configurable: true });
    },
  });
}

// The client half is large, and most servers never ask for it.
const agents = () => require('../internal/http/client/agent.js');
const requests = () => require('../internal/http/client/request.js');
lazily('ClientRequest', requests);
lazily('Agent', agents);
Object.defineProperty(module.exports, 'globalAgent', {
  configurable: true,
  enumerable: true,
  get: () => agents().globalAgent,
  // Every request without an agent of its own has this one.
  set(agent) {
    agents().globalAgent = agent;
  },
});
lazily('request', requests);
lazily('get', requests);
for (const name of ['WebSocket', 'CloseEvent', 'MessageEvent']) {
  Object.defineProperty(module.exports, name, { configurable: true, enumerable: true, get: () => globalThis[name] });
}
