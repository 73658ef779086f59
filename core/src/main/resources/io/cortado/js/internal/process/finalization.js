'use strict';

/** `process.finalization`: callbacks for objects that are still there when the process ends. */

const { validateFunction, validateObject } = require('../errors/validators.js');

const callbacks = { exit: new Set(), beforeExit: new Set() };
const dropped = new FinalizationRegistry((held) => callbacks[held.event].delete(held));

function run(event) {
  for (const held of callbacks[event]) {
    const object = held.object.deref();
    if (object !== undefined) held.callback(object, event);
  }
  callbacks[event].clear();
}

const listeners = { exit: () => run('exit'), beforeExit: () => run('beforeExit') };

function register(event) {
  return (object, callback) => {
    validateObject(object, 'obj');
    validateFunction(callback, 'fn');
    if (!process.listeners(event).includes(listeners[event])) process.on(event, listeners[event]);
    const held = { event, object: new WeakRef(object), callback };
    callbacks[event].add(held);
    dropped.register(object, held, object);
  };
}

module.exports = {
  register: register('exit'),
  registerBeforeExit: register('beforeExit'),
  unregister(object) {
    if (!object) return;
    for (const all of Object.values(callbacks)) {
      for (const held of all) if (held.object.deref() === object) all.delete(held);
    }
    dropped.unregister(object);
  },
};
