'use strict';

/** Node's `dgram`: loads with its shape; UDP sockets are not there. */

const EventEmitter = require('../internal/events/events.js');
const { unsupported } = require('../internal/errors/errors.js');

class Socket extends EventEmitter {
  constructor() {
    super();
    throw unsupported('dgram.Socket', 'use java.net.DatagramSocket through Java.type');
  }
}

module.exports = {
  Socket,
  createSocket() {
    throw unsupported('dgram.createSocket', 'use java.net.DatagramSocket through Java.type');
  },
};
