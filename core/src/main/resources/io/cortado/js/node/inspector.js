'use strict';

/** Node's `inspector`: a session can be opened and its domains switched on; what they do on V8, they say that there is not. */

const EventEmitter = require('../internal/events/events.js');
const { codes, define } = require('../internal/errors/errors.js');
const { validateFunction, validateObject, validateString } = require('../internal/errors/validators.js');

define('ERR_INSPECTOR_ALREADY_CONNECTED', '%s is already connected', Error);
define('ERR_INSPECTOR_NOT_CONNECTED', 'Session is not connected', Error);
define('ERR_INSPECTOR_NOT_WORKER', 'Current thread is not a worker', Error);
define('ERR_INSPECTOR_COMMAND', 'Inspector error %s: %s', Error);

const UNKNOWN = -32601;
/** Domains of the protocol, whose being switched on or off is all that can be done with them. */
const SWITCH = /^(?:Runtime|Debugger|Profiler|HeapProfiler|Console|Schema|NodeTracing|NodeWorker|NodeRuntime)\.(?:enable|disable)$/;

class Session extends EventEmitter {
  #connected = false;

  connect() {
    if (this.#connected) throw new codes.ERR_INSPECTOR_ALREADY_CONNECTED('The inspector session');
    this.#connected = true;
  }

  connectToMainThread() {
    throw new codes.ERR_INSPECTOR_NOT_WORKER();
  }

  post(method, params, callback) {
    validateString(method, 'method');
    const done = typeof params === 'function' ? params : callback;
    if (params && params !== done) validateObject(params, 'params');
    if (done) validateFunction(done, 'callback');
    if (!this.#connected) throw new codes.ERR_INSPECTOR_NOT_CONNECTED();
    if (!done) return;
    if (SWITCH.test(method)) done(null, {});
    else done(new codes.ERR_INSPECTOR_COMMAND(UNKNOWN, `'${method}' wasn't found`));
  }

  disconnect() {
    this.#connected = false;
  }
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
