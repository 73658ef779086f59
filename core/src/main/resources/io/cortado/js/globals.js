'use strict';

// The globals of Node. What is heavy or rarely used is made at first touch.

function define(target, name, value) {
  Object.defineProperty(target, name, { value, writable: true, enumerable: false, configurable: true });
}

function lazy(target, names, load) {
  for (const name of names) {
    Object.defineProperty(target, name, {
      enumerable: false,
      configurable: true,
      get() {
        const value = load()[name];
        define(target, name, value);
        return value;
      },
      set(value) {
        define(target, name, value);
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
    if (Symbol[name] === undefined) Object.defineProperty(Symbol, name, { value: Symbol(`Symbol.${name}`) });
  }
}

module.exports = {
  install(global) {
    installErrorHooks();
    installDisposeSymbols();
    require('./internal/json/parse.js').install();
    const tick = require('./internal/task/tick.js');
    const timers = require('./internal/task/timers.js');
    define(global, 'global', global);
    define(global, 'process', require('./internal/process/process.js').process);
    for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate']) {
      Object.defineProperty(global, name, {
        value: timers[name], writable: true, enumerable: true, configurable: true,
      });
    }
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
    });
    lazy(global, ['Buffer', 'atob', 'btoa', 'Blob', 'File'], () => require('buffer'));
    lazy(global, ['URL', 'URLSearchParams'], () => require('url'));
    lazy(global, ['performance'], () => require('perf_hooks'));
    lazy(global, ['crypto'], () => ({ crypto: require('crypto').webcrypto }));
    lazy(global, ['CryptoKey', 'SubtleCrypto', 'Crypto'], () => require('./internal/crypto/web.js'));
    lazy(global, ['console'], () => ({ console: require('console') }));
    require('./internal/web/globals.js').install(global, lazy);
  },
};
