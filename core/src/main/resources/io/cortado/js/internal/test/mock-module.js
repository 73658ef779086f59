'use strict';

/** `mock.module`: what require and import are given in place of a module, by hooks. */

const path = require('path');
const { fileURLToPath, pathToFileURL } = require('url');
const { codes } = require('../errors/errors.js');
const { validateBoolean, validateObject } = require('../errors/validators.js');

const SCHEME = 'cortado-mock:';
const EXPORTS = Symbol.for('cortado.mock.exports');

/** By URL what stands in for a module; by number too, for the texts that are run for it. */
const mocks = new Map();
const numbered = [];
let hooks = null;
let loads = 0;

/** What a module of CommonJS gives: the default with the names, which then it has to be able to hold. */
function merged({ defaultExport, namedExports, hasDefault }) {
  if (!hasDefault) return { ...namedExports };
  const names = Object.keys(namedExports);
  if (names.length > 0 && (defaultExport === null || (typeof defaultExport !== 'object' && typeof defaultExport !== 'function'))) {
    throw new Error('Cannot create mock because named exports cannot be applied to the provided default export.');
  }
  for (const name of names) defaultExport[name] = namedExports[name];
  return defaultExport;
}

function textOf(number, isModule) {
  const at = `globalThis[Symbol.for('cortado.mock.exports')](${number})`;
  const mock = numbered[number];
  // What is not cached is made anew for each request.
  if (!isModule) return `module.exports = ${at}.whole();${mock.cache ? '' : ' delete require.cache[__filename];'}`;
  const names = Object.keys(mock.namedExports).filter((name) => name !== 'default');
  const lines = names.map((name, i) => `const v${i} = m.namedExports[${JSON.stringify(name)}]; export { v${i} as ${JSON.stringify(name)} };`);
  const hasDefault = mock.hasDefault || !mock.isModule || 'default' in mock.namedExports;
  const standard = mock.isModule ? 'm.hasDefault ? m.defaultExport : m.namedExports.default' : 'm.whole()';
  return `const m = ${at}; ${hasDefault ? `export default ${standard};` : ''} ${lines.join(' ')}`;
}

/** Has requests for what is mocked lead to texts of ours. */
function install() {
  if (hooks !== null) return;
  Object.defineProperty(globalThis, EXPORTS, { value: (number) => numbered[number], configurable: true, enumerable: false });
  hooks = require('../loader/hooks.js').beside(module.exports.loader).registerHooks({
    resolve(specifier, context, next) {
      const result = next(specifier, context);
      const mock = mocks.get(result.url);
      if (mock === undefined) return result;
      const format = context.conditions.includes('require') ? 'commonjs' : 'module';
      return { url: `${SCHEME}${mock.number}.${mock.cache ? 0 : ++loads}.${format}`, format };
    },
    load(url, context, next) {
      const [, number, format] = /^cortado-mock:(\d+)\.\d+\.(\w+)$/.exec(url) ?? [];
      if (number === undefined) return next(url, context);
      return { format, source: textOf(+number, format === 'module'), shortCircuit: true };
    },
  });
}

class MockModuleContext {
  #url;
  #restored;

  constructor(url, restored) {
    this.#url = url;
    this.#restored = restored;
  }

  restore() {
    if (this.#url === undefined) return;
    mocks.delete(this.#url);
    this.#restored();
    this.#url = undefined;
    if (mocks.size === 0 && hooks !== null) {
      hooks.deregister();
      hooks = null;
    }
  }
}

/** The URL that a specifier has for the file that mocks it. */
function urlOf(specifier) {
  const { loader } = module.exports;
  const site = require('util').getCallSites(20).find(({ scriptName }) => /^(?:\/|file:)/.test(scriptName));
  const from = site?.scriptName ?? `${process.cwd()}/`;
  const request = specifier instanceof URL ? specifier.href : specifier;
  const importer = from.startsWith('/') ? pathToFileURL(from).href : from;
  try {
    return loader.esm().resolve(request, importer);
  } catch (error) {
    if (!from.startsWith('/')) throw error;
    return pathToFileURL(loader.Module.createRequire(from).resolve(request)).href;
  }
}

/** The original is MockTracker.module(specifier[, options]). */
function mockModule(specifier, options = {}) {
  if (typeof specifier !== 'string' && !(specifier instanceof URL)) {
    throw new codes.ERR_INVALID_ARG_TYPE('specifier', ['string', 'URL'], specifier);
  }
  validateObject(options, 'options');
  const { cache = false, namedExports = {}, defaultExport } = options;
  validateBoolean(cache, 'options.cache');
  validateObject(namedExports, 'options.namedExports');
  const url = urlOf(specifier);
  if (mocks.has(url)) throw new codes.ERR_INVALID_STATE(`Cannot mock '${specifier}'. The module is already mocked.`);
  const { Module } = module.exports.loader;
  const file = url.startsWith('file:') ? fileURLToPath(url) : null;
  const isModule = file !== null && module.exports.loader.esm().isModule(file);
  const number = numbered.length;
  const mock = { number, cache, namedExports, defaultExport, hasDefault: 'defaultExport' in options, isModule, whole: () => merged(mock) };
  if (cache) {
    let whole;
    mock.whole = () => (whole ??= merged(mock));
  }
  numbered.push(mock);
  mocks.set(url, mock);
  install();
  const before = file === null ? undefined : Module._cache[file];
  if (file !== null) delete Module._cache[file];
  return new MockModuleContext(url, () => {
    for (const name of Object.keys(Module._cache)) if (name.startsWith(`${SCHEME}${number}.`)) delete Module._cache[name];
    if (before !== undefined) Module._cache[path.resolve(file)] = before;
  });
}

module.exports = { mockModule, loader: null };
