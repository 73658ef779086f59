'use strict';

/**
 * Hooks of `module.register`, which may take their time. They run on the loop, as modules of their own beside the app's: instances
 * marked in their URLs, which find themselves on no main thread. What an import leads to is resolved and loaded by them before
 * the engine sees it; require() goes past them.
 */

const { codes, define } = require('../errors/errors.js');
const { validateString } = require('../errors/validators.js');
const host = internalBinding('module');

define('ERR_LOADER_CHAIN_INCOMPLETE', (hook) => `"${hook}" did not call the next hook in its chain and did not explicitly signal `
  + "a short circuit. If this is intentional, include `shortCircuit: true` in the hook's return.", Error);

const MARK = '#cortado-hooks';
const THREADS = 'cortado:worker_threads@hooks';

const registered = [];

/** Settles when all that is registered has been initialized. */
let ready = Promise.resolve();

/** hooks.js, and the loader's functions. */
let hooks;
let loader;

/** By importer, specifier and type the URL; by URL what is being loaded; by URL the URLs that it imports. */
const resolved = new Map();
const loads = new Map();
const imports = new Map();

const keyOf = (specifier, importer, type) => `${importer}\0${specifier}\0${type}`;

const isMarked = (url) => url.endsWith(MARK);

/** Asks the hooks of a kind, the last registered first; the synchronous ones and what happens without any come last. */
async function ask(kind, asked, context, without) {
  const step = async (index, value, current) => {
    let at = index;
    while (at >= 0 && typeof registered[at][kind] !== 'function') at--;
    if (at < 0) return without(value, current);
    let passed = false;
    const result = await registered[at][kind](value, current, (next = value, more = undefined) => {
      passed = true;
      return step(at - 1, next, more === undefined ? current : { ...current, ...more });
    });
    if (result === null || typeof result !== 'object') {
      throw new codes.ERR_INVALID_RETURN_VALUE('an object', `${kind} hook`, result);
    }
    if (!passed && !result.shortCircuit) throw new codes.ERR_LOADER_CHAIN_INCOMPLETE(`${registered[at].name} '${kind}'`);
    return hooks.checkedAnswer(kind, result, true);
  };
  return step(registered.length - 1, asked, context);
}

async function resolve(specifier, importer, type) {
  const key = keyOf(specifier, importer, type);
  let url = resolved.get(key);
  if (url === undefined) {
    const answer = await ask('resolve', specifier, hooks.importContext(importer, type), (...args) => hooks.resolveWithout(importer, ...args));
    url = hooks.noted(answer, type);
    resolved.set(key, url);
  }
  return url;
}

/** Loads a module by the hooks, and resolves what it imports by statements. */
async function loadOne(url, type) {
  const { format: known, importAttributes } = hooks.loadContext(url, type);
  const answer = await ask('load', url, { format: known, importAttributes }, hooks.loadWithout);
  const [format, source] = hooks.given(url, answer);
  const found = [];
  if (format === 'module' && source !== null) {
    for (const [specifier, kind] of host.specifiers(source)) found.push([await resolve(specifier, url, kind), kind]);
  }
  imports.set(url, found);
}

function load(url, type) {
  let loading = loads.get(url);
  if (loading === undefined) {
    loading = loadOne(url, type);
    loads.set(url, loading);
    loading.catch(() => loads.delete(url));
  }
  return loading;
}

/** The URL of what an import leads to, when all that it needs is there. */
async function prepare(specifier, importer, type) {
  await ready;
  const url = await resolve(specifier, importer, type);
  const seen = new Set();
  const open = [[url, type]];
  while (open.length > 0) {
    const [next, kind] = open.shift();
    if (seen.has(next) || next.startsWith('data:')) continue;
    seen.add(next);
    await load(next, kind);
    open.push(...imports.get(next) ?? []);
  }
  return url;
}

/** Where an import of a hook's module leads: to modules marked as it is. */
function resolveMarked(specifier, importer) {
  const url = loader.esm().resolve(specifier, importer.slice(0, -MARK.length));
  if (url === 'node:worker_threads') return THREADS;
  return url.startsWith('file:') && hooks.formatOfUrl(url) === 'module' ? `${url}${MARK}` : url;
}

/** What hooks see of threads: they are on one that Node has for them. */
function provideThreads() {
  const threads = { ...loader.loadBuiltin('worker_threads') };
  loader.provide(THREADS, Object.assign(threads, { isMainThread: false, isInternalThread: true }));
}

/** Has a module of hooks start, and keeps its functions; a promise where it takes its time. */
function initialized({ initialize, resolve: resolves, load: loading }, data, one) {
  Object.assign(one, { resolve: resolves, load: loading });
  return initialize?.(data);
}

/** The original is module.register(specifier[, parentURL][, options]). */
function register(specifier, parentURL = 'data:', options = undefined) {
  let from = parentURL;
  let settings = options;
  if (typeof from === 'object' && from !== null && !(from instanceof URL)) {
    settings = from;
    from = settings.parentURL ?? 'data:';
  }
  from = `${from}`;
  validateString(from, 'parentURL');
  const data = structuredClone(settings?.data, { transfer: settings?.transferList ?? [] });
  const url = loader.esm().resolve(`${specifier}`, from);
  const one = { name: `${specifier}` };
  registered.push(one);
  hooks.refresh();
  provideThreads();
  const namespace = loader.esm().runMarked(resolveMarked(url, `${from}${MARK}`));
  const work = namespace instanceof Promise ? namespace.then((module) => initialized(module, data, one)) : initialized(namespace, data, one);
  ready = Promise.all([ready, work]);
  ready.catch(() => {});
}

/** The exports, for hooks.js and the loader. */
function beside(theHooks, theLoader) {
  hooks = theHooks;
  loader = theLoader;
  return module.exports;
}

module.exports = {
  beside, register, prepare, resolveMarked, isMarked, MARK,
  some: () => registered.length > 0,
  known: (specifier, importer, type) => resolved.get(keyOf(specifier, importer, type)),
};
