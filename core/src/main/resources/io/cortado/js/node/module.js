'use strict';

/** Node's `module`: the loader's class, with what only those ask for who require it. */

const { Module, commonJs } = require('../internal/loader/loader.js');

Module.register = function register(specifier, ...options) {
  require('../internal/loader/hooks.js').beside(commonJs).register(specifier, ...options);
};
Module.registerHooks = function registerHooks(hooks) {
  return require('../internal/loader/hooks.js').beside(commonJs).registerHooks(hooks);
};
Module.stripTypeScriptTypes = function stripTypeScriptTypes(code, options) {
  return require('../internal/loader/typescript.js').stripTypeScriptTypes(code, options);
};
const sourceMaps = () => require('../internal/loader/source-maps.js').beside(commonJs);

Module.findSourceMap = function findSourceMap(file) { return sourceMaps().findSourceMap(file); };
Module.findPackageJSON = function findPackageJSON(...args) {
  return require('../internal/loader/find-package.js').findPackageJSON(...args);
};
Object.defineProperty(Module.findPackageJSON, 'length', { value: 1, configurable: true });
// There is no cache of compiled code to keep between runs: the JVM has one of its own (ADR 0003).
Module.constants = { __proto__: null };
Object.defineProperty(Module.constants, 'compileCacheStatus', {
  enumerable: true, value: Object.freeze({ __proto__: null, FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 }),
});
Module.enableCompileCache = function enableCompileCache(cacheDir) {
  if (cacheDir !== undefined && typeof cacheDir !== 'string') {
    throw Object.assign(new TypeError('cacheDir should be a string'), { code: 'ERR_INVALID_ARG_TYPE' });
  }
  return { status: Module.constants.compileCacheStatus.DISABLED };
};
Module.getCompileCacheDir = function getCompileCacheDir() {};
Module.flushCompileCache = function flushCompileCache() {};
Module.getSourceMapsSupport = function getSourceMapsSupport() { return sourceMaps().getSourceMapsSupport(); };
Module.setSourceMapsSupport = function setSourceMapsSupport(enabled, ...options) {
  sourceMaps().setSourceMapsSupport(enabled, ...options);
};
Object.defineProperty(Module, 'SourceMap', {
  configurable: true, enumerable: true, get: () => require('../internal/loader/source-map.js').SourceMap,
});
Object.defineProperty(Module.prototype, 'isPreloading', { configurable: true, get: () => require('../internal/loader/preload.js').running });

for (const name of ['wrap', 'wrapper']) Object.defineProperty(Module, name, { enumerable: false });
Object.defineProperty(Module.prototype, 'parent', {
  configurable: true,
  get() { return undefined; },
  set(value) { Object.defineProperty(this, 'parent', { value, configurable: true, writable: true }); },
});
Module._debug = require('../internal/util/util.js').deprecate(() => {}, 'Module._debug is deprecated.', 'DEP0077');

module.exports = Module;
