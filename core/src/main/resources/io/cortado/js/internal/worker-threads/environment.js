'use strict';

/** `process.env` of threads: a copy, or with `SHARE_ENV` the same variables for several of them. */

const { variables } = require('../process/process.js');
const binding = internalBinding('worker');

let shared = null;

const pairsOf = (values) => Object.entries(values).map(([name, value]) => `${name}\0${value}`).join('\0');

const descriptorOf = (value) => ({ value, writable: true, enumerable: true, configurable: true });

function put(name, value) {
  if (typeof value === 'symbol' || typeof name === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
  shared.put(name, String(value));
  if (name === 'TZ') internalBinding('timezone').set(String(value));
  return true;
}

/** What `process.env` does when its variables are not its own. */
const traps = {
  get: (target, name) => (typeof name === 'string' ? shared.find(name) ?? Object.prototype[name] : undefined),
  has: (target, name) => typeof name === 'string' && shared.find(name) !== null,
  set: (target, name, value) => put(name, value),
  deleteProperty(target, name) {
    if (typeof name === 'string') shared.remove(name);
    return true;
  },
  ownKeys: () => shared.names().split('\0').filter((name) => name !== ''),
  getOwnPropertyDescriptor(target, name) {
    const value = typeof name === 'string' ? shared.find(name) : null;
    return value === null ? undefined : descriptorOf(value);
  },
  defineProperty: (target, name, descriptor) => ('value' in descriptor ? put(name, descriptor.value) : true),
};

/** From here on the variables are those that other threads see as well. */
function share() {
  if (shared !== null) return;
  shared = binding.sharedVariables(pairsOf(process.env));
  for (const name of Object.keys(variables.values)) delete variables.values[name];
  Object.assign(variables.traps, traps);
}

module.exports = { share, pairsOf };
