'use strict';

// http.Server inherits from net.Server, but http does not load net for it: whoever comes second ties them together.

let httpServer = null;
let netServer = null;

function tie() {
  if (httpServer === null || netServer === null) return;
  Object.setPrototypeOf(httpServer.prototype, netServer.prototype);
  Object.setPrototypeOf(httpServer, netServer);
}

module.exports = {
  httpServer(constructor) {
    httpServer = constructor;
    tie();
  },
  netServer(constructor) {
    netServer = constructor;
    tie();
  },
};
