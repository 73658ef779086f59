'use strict';

/** Node's `inspector`: loads, and says that the JVM's tools are to be used. */

const EventEmitter = require('../internal/events/events.js');
const { codes } = require('../internal/errors/errors.js');

class Session extends EventEmitter {
  connect() {
    throw new codes.ERR_INSPECTOR_NOT_AVAILABLE();
  }

  connectToMainThread() {
    throw new codes.ERR_INSPECTOR_NOT_AVAILABLE();
  }

  post() {
    throw new codes.ERR_INSPECTOR_NOT_AVAILABLE();
  }

  disconnect() {}
}

module.exports = {
  Session,
  console: globalThis.console,
  open() {
    throw new codes.ERR_INSPECTOR_NOT_AVAILABLE();
  },
  close() {},
  url: () => undefined,
  waitForDebugger() {
    throw new codes.ERR_INSPECTOR_NOT_AVAILABLE();
  },
  Network: {},
};
