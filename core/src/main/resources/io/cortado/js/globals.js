'use strict';

// The globals of Node. What is heavy or rarely used is made at first touch.

function define(target, name, value, enumerable = false) {
  Object.defineProperty(target, name, { value, writable: true, enumerable, configurable: true });
}

/** Names that Node leaves out of `Object.keys(globalThis)` are most; an enumerable one is still enumerable when it has been made or set. */
function lazy(target, names, load, enumerable = false) {
  for (const name of names) {
    Object.defineProperty(target, name, {
      enumerable,
      configurable: true,
      get() {
        const value = load()[name];
        define(target, name, value, enumerable);
        return value;
      },
      set(value) {
        define(target, name, value, enumerable);
      },
    });
  }
}

function installErrorHooks() {
  const defaultLimit = 10;
  Error.stackTraceLimit = defaultLimit;
}

function installDisposeSymbols() {
  for (const name of ['dispose', 'asyncDispose']) {
    if (Symbol[name] === undefined) Object.defineProperty(Symbol, name, { value: Symbol.for(`nodejs.${name}`) });
  }
}

module.exports = {
  install(global) {
    installErrorHooks();
    installDisposeSymbols();
    require('./internal/json/parse.js').install();
    const tick = require('./internal/task/tick.js');
    const timers = require('./internal/task/timers.js');
    define(global, 'global', global, true);
    define(global, 'process', require('./internal/process/process.js').process);
    for (const name of ['clearImmediate', 'setImmediate', 'clearInterval', 'clearTimeout', 'setInterval', 'setTimeout']) {
      define(global, name, timers[name], true);
    }
    const java = global.Java;
    lazy(global, ['Java'], () => ({ Java: require('./internal/process/java.js').guarded(java) }));
    const settled = Promise.resolve();
    define(global, 'queueMicrotask', function queueMicrotask(callback) {
      if (typeof callback !== 'function') {
        const { ERR_INVALID_ARG_TYPE } = require('./internal/errors/errors.js').codes;
        throw new ERR_INVALID_ARG_TYPE('callback', 'Function', callback);
      }
      settled.then(() => {
        try {
          callback();
        } catch (error) {
          tick.uncaught(error);
        }
      });
    }, true);
    const web = require('./internal/web/globals.js');
    web.listed(global, lazy, ['structuredClone']);
    lazy(global, ['atob', 'btoa'], () => require('buffer'), true);
    lazy(global, ['performance'], () => require('perf_hooks'), true);
    web.listed(global, lazy, ['fetch', 'navigator']);
    lazy(global, ['crypto'], () => ({ crypto: require('crypto').webcrypto }), true);
    lazy(global, ['Buffer', 'Blob', 'File'], () => require('buffer'));
    lazy(global, ['URL', 'URLSearchParams'], () => require('url'));
    lazy(global, ['CryptoKey', 'SubtleCrypto', 'Crypto'], () => require('./internal/crypto/web.js'));
    lazy(global, ['console'], () => ({ console: require('console') }));
    web.install(global, lazy);
  },
};
