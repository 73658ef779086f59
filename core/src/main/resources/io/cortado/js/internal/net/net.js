'use strict';

/** Node's `net`. Only the address checks are loaded at once: many packages want nothing else. */

const { isIP, isIPv4, isIPv6 } = require('./ip.js');

const net = exports;

function socket() {
  require('./connect.js');
  return require('./socket.js').Socket;
}

function connecting() {
  return require('./connect.js');
}

const lazy = {
  Socket: socket,
  Stream: socket,
  Server: () => require('./server.js').Server,
  BlockList: () => require('./blocklist.js').BlockList,
  SocketAddress: () => require('./blocklist.js').SocketAddress,
  _normalizeArgs: () => connecting().normalizeArgs,
};
for (const [name, load] of Object.entries(lazy)) {
  Object.defineProperty(net, name, {
    enumerable: true,
    configurable: true,
    get() {
      const value = load();
      Object.defineProperty(net, name, { value, enumerable: true, configurable: true, writable: true });
      return value;
    },
    set(value) {
      Object.defineProperty(net, name, { value, enumerable: true, configurable: true, writable: true });
    },
  });
}

net.connect = (...args) => connecting().connect(...args);
net.createConnection = net.connect;
net.createServer = (options, listener) => new net.Server(options, listener);
net.isIP = isIP;
net.isIPv4 = isIPv4;
net.isIPv6 = isIPv6;
net.getDefaultAutoSelectFamily = () => connecting().settings.autoSelectFamily;
net.setDefaultAutoSelectFamily = (value) => {
  require('../errors/validators.js').validateBoolean(value, 'value');
  connecting().settings.autoSelectFamily = value;
};
net.getDefaultAutoSelectFamilyAttemptTimeout = () => connecting().settings.attemptTimeout;
net.setDefaultAutoSelectFamilyAttemptTimeout = (value) => {
  require('../errors/validators.js').validateInt32(value, 'value', 1);
  connecting().settings.attemptTimeout = Math.max(10, value);
};
