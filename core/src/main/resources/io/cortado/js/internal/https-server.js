'use strict';

/** `https.Server`: Cortado's HTTP server speaks plain HTTP; TLS ends at the proxy before it. */

const { unsupported } = require('./errors');

class Server {
  constructor() {
    throw unsupported('https.createServer', 'serve HTTP and let a reverse proxy end TLS');
  }
}

module.exports = { Server };
