'use strict';

/** `postMessageToThread`, and the port at which a thread takes such messages while it listens for them. */

const { codes, define } = require('../errors/errors.js');
const { validateNumber } = require('../errors/validators.js');
const { toParcel } = require('../util/structured-clone.js');
const messaging = require('../web/messaging.js');
const { whenListened } = require('../process/process.js');
const binding = internalBinding('worker');

define('ERR_WORKER_MESSAGING_ERRORED', 'The destination thread threw an error while processing the message', Error);
define('ERR_WORKER_MESSAGING_FAILED', 'Cannot find the destination thread or listener', Error);
define('ERR_WORKER_MESSAGING_SAME_THREAD', 'Cannot sent a message to the same thread', Error);
define('ERR_WORKER_MESSAGING_TIMEOUT', 'Sending a message to another thread timed out', Error);

let door = null;

/** Gives a message to the listeners, and says what came of it. */
function receive([value, source, reply]) {
  let outcome = 'FAILED';
  try {
    if (process.emit('workerMessage', value, source)) outcome = '';
  } catch (cause) {
    outcome = 'ERRORED';
    reply.postMessage(require('./failure.js').toMessage(cause));
  }
  reply.postMessage(outcome);
  reply.close();
}

/** Somebody listens for messages of other threads. */
function open() {
  if (door !== null) return;
  door = messaging.port(binding.openDoor());
  door.on('message', receive);
  door.unref();
}

function outcomeOf(port, timeout) {
  return new Promise((resolve, reject) => {
    let cause;
    const timer = timeout === undefined ? undefined : setTimeout(() => {
      port.close();
      reject(new codes.ERR_WORKER_MESSAGING_TIMEOUT());
    }, timeout);
    port.on('message', (message) => {
      if (typeof message === 'object') {
        cause = require('./failure.js').fromMessage(message);
        return;
      }
      clearTimeout(timer);
      port.close();
      if (message === '') {
        resolve();
        return;
      }
      const error = new codes[`ERR_WORKER_MESSAGING_${message}`]();
      if (cause !== undefined) error.cause = cause;
      reject(error);
    });
  });
}

async function postMessageToThread(threadId, value, transferList, timeout) {
  if (typeof transferList === 'number' && timeout === undefined) {
    timeout = transferList;
    transferList = [];
  }
  if (timeout !== undefined) validateNumber(timeout, 'timeout', 0);
  if (threadId === binding.id()) throw new codes.ERR_WORKER_MESSAGING_SAME_THREAD();
  const { port1, port2 } = new messaging.MessageChannel();
  const parcel = toParcel([value, binding.id(), port2], [...(transferList ?? []), port2]);
  if (!binding.postTo(threadId, parcel)) {
    port1.close();
    throw new codes.ERR_WORKER_MESSAGING_FAILED();
  }
  await outcomeOf(port1, timeout);
}

/** Has messages taken as soon as there is a listener for them. */
function watch() {
  whenListened.set('workerMessage', open);
  if (process.listenerCount('workerMessage') > 0) open();
}

module.exports = { watch, postMessageToThread };
