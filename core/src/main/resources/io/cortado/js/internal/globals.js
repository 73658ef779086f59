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
  install(global, load) {
    installErrorHooks();
    installDisposeSymbols();
    load('./internal/json_parse.js').install();
    const tick = load('./internal/tick.js');
    const timers = load('./internal/timers.js');
    define(global, 'global', global);
    define(global, 'process', load('./internal/process.js').process);
    for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate']) {
      Object.defineProperty(global, name, {
        value: timers[name], writable: true, enumerable: true, configurable: true,
      });
    }
    const settled = Promise.resolve();
    define(global, 'queueMicrotask', function queueMicrotask(callback) {
      if (typeof callback !== 'function') {
        const { ERR_INVALID_ARG_TYPE } = load('./internal/errors.js').codes;
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
    lazy(global, ['Buffer', 'atob', 'btoa', 'Blob', 'File'], () => load('buffer'));
    lazy(global, ['URL', 'URLSearchParams'], () => load('url'));
    lazy(global, ['performance'], () => load('perf_hooks'));
    lazy(global, ['crypto'], () => ({ crypto: load('crypto').webcrypto }));
    lazy(global, ['CryptoKey', 'SubtleCrypto', 'Crypto'], () => load('./internal/crypto-web.js'));
    lazy(global, ['console'], () => ({ console: load('console') }));
    load('./internal/globals-web.js').install(global, lazy);
  },
};
