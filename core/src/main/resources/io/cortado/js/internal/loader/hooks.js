'use strict';

/**
 * Hooks of the app's that say where requests lead and what is loaded: `module.registerHooks`. While there are any, require and
 * import ask them; what they pass on is decided as ever.
 */

const path = require('path');
const { pathToFileURL, fileURLToPath } = require('url');
const { codes, define, received } = require('../errors/errors.js');
const host = internalBinding('module');

define('ERR_INVALID_RETURN_PROPERTY_VALUE', (input, name, property, value) => {
  const got = received(value).slice(' Received '.length);
  return `Expected ${input} to be returned for the "${property}" from the "${name}" hook but got ${got}.`;
}, TypeError);
define('ERR_UNKNOWN_MODULE_FORMAT', (format, url) => `Unknown module format: ${format} for URL ${url}`, RangeError);

const REQUIRE = Object.freeze(['require', 'node', 'node-addons', 'module-sync']);
const IMPORT = Object.freeze(['node', 'import', 'node-addons', 'module-sync']);
const TYPED = /-?typescript$/;

const registered = [];

/** The loader's functions. */
let loader = null;

/** What load hooks gave for modules that are not yet run, by the name they run under. */
const given = new Map();

/** Errors of hooks while the engine loads, by number, until they are thrown. */
const thrown = new Map();
let throws = 0;
const THROWN = 'cortado:thrown:';

const conditionsFor = (usual) => [...usual, ...loader.conditions];

/** The URL of what CommonJS knows by a file's name or another one. */
function urlOf(filename) {
  if (path.isAbsolute(filename)) return pathToFileURL(filename).href;
  return loader.isBuiltin(filename) && !filename.startsWith('node:') ? `node:${filename}` : filename;
}

/** What CommonJS calls what a URL leads to. */
const nameOf = (url) => (url.startsWith('file:') ? fileURLToPath(url) : url);

/** The format that a file's name and package give it: null where its text has to say, undefined where nothing can. */
function formatOf(file) {
  const extension = path.extname(file);
  const types = { '.json': 'json', '.node': 'addon', '.wasm': 'wasm', '.mjs': 'module', '.cjs': 'commonjs' };
  if (extension in types) return types[extension];
  const typed = file.endsWith('ts') && host.isTyped(file);
  if (!typed && extension !== '.js' && extension !== '') return undefined;
  const ending = typed ? '-typescript' : '';
  if (host.isModuleScope(file) || (extension === '' && host.isModuleScope(`${file}.js`))) return `module${ending}`;
  return extension === '.cts' || host.isCommonJsScope(file) ? `commonjs${ending}` : null;
}

function formatOfUrl(url) {
  if (url.startsWith('file:')) return formatOf(fileURLToPath(url));
  if (url.startsWith('data:')) return 'module';
  return loader.isBuiltin(url) || url.startsWith('cortado:') ? 'builtin' : undefined;
}

const invalid = (...what) => new codes.ERR_INVALID_RETURN_PROPERTY_VALUE(...what);

function checkedResolve(result) {
  const { url, format, importAttributes } = result;
  if (typeof url !== 'string') throw invalid('a URL string', 'resolve', 'url', url);
  if (format != null && typeof format !== 'string') throw invalid('a string', 'resolve', 'format', format);
  return { __proto__: null, url, format, importAttributes };
}

function checkedLoad(result) {
  const { source, format } = result;
  if (source != null && typeof source !== 'string' && !ArrayBuffer.isView(source) && !(source instanceof ArrayBuffer)) {
    throw invalid('a string, an ArrayBuffer, or a TypedArray', 'load', 'source', source);
  }
  if (format != null && typeof format !== 'string') throw invalid('a string', 'load', 'format', format);
  return result;
}

/** What a hook has answered, where that is one; who has not asked the next must say so. */
function checkedAnswer(kind, result, passed) {
  const { shortCircuit } = result;
  if (!passed && !shortCircuit) throw invalid('true', kind, 'shortCircuit', shortCircuit);
  return kind === 'resolve' ? checkedResolve(result) : checkedLoad(result);
}

/** Asks the hooks of a kind, the last registered first; behind the first stands what happens without them. */
function ask(kind, asked, context, without) {
  const checked = kind === 'resolve' ? checkedResolve : checkedLoad;
  const step = (index, value, current) => {
    let at = index;
    while (at >= 0 && registered[at][kind] === undefined) at--;
    if (at < 0) return checked(without(value, current));
    let passed = false;
    const result = registered[at][kind](value, current, (next = value, more = undefined) => {
      passed = true;
      return step(at - 1, next, more === undefined ? current : { ...current, ...more });
    });
    return checkedAnswer(kind, result, passed);
  };
  return step(registered.length - 1, asked, context);
}

const textOf = (source) => {
  if (source == null || typeof source === 'string') return source;
  return Buffer.from(source.buffer ?? source, source.byteOffset ?? 0, source.byteLength).toString('utf8');
};

const untyped = (text, url) => (text == null ? text : require('./typescript.js').erase(text, nameOf(url)));

// require

/** The name of what a request leads to, which is one of a file, a core module, or anything else that hooks know. */
function resolveForRequire(request, parent, isMain) {
  let usual;
  const context = {
    parentURL: parent?.filename ? urlOf(parent.filename) : undefined, importAttributes: undefined, conditions: conditionsFor(REQUIRE),
  };
  const { url, format } = ask('resolve', request, context, (specifier) => {
    const filename = loader.Module._resolveFilename(nameOf(specifier), parent, isMain);
    // What Cortado provides for a name has an id.
    const id = filename === specifier && !loader.isBuiltin(filename) && !path.isAbsolute(filename)
      ? host.missing(filename, parent?.path ?? process.cwd()) : null;
    usual = { url: urlOf(id ?? filename), filename };
    return { url: usual.url, format: undefined };
  });
  const filename = url === usual?.url ? usual.filename : nameOf(url);
  const name = loader.isBuiltin(filename) ? urlOf(filename) : filename;
  if (format != null) formats.set(name, format);
  return name;
}

/** Formats that resolve hooks gave, by name. */
const formats = new Map();

/** What a module is to run: its text and its format. */
function loadForRequire(filename) {
  const known = given.get(filename);
  if (known !== undefined) {
    given.delete(filename);
    return known;
  }
  const url = urlOf(filename);
  const format = formats.get(filename) ?? formatOfUrl(url) ?? undefined;
  const context = { format, importAttributes: undefined, conditions: conditionsFor(REQUIRE) };
  const loaded = ask('load', url, context, (where, { format: wanted }) => ({
    source: formatOfUrl(where) === 'builtin' ? null : host.readText(nameOf(where)), format: wanted,
  }));
  const text = textOf(loaded.source) ?? '';
  if (loaded.format === 'module-typescript') return { source: untyped(text, url), format: 'module' };
  return { source: text, format: TYPED.test(loaded.format ?? '') ? 'commonjs-typescript' : loaded.format };
}

// import

const attributesOf = (type) => {
  const [key, value] = type.includes('=') ? type.split('=') : ['type', type];
  return { __proto__: null, ...(type === '' ? {} : { [key]: value }) };
};

const typeOf = (attributes) => attributes?.type ?? '';

const importContext = (importer, type) => ({
  parentURL: urlOf(importer), importAttributes: attributesOf(type), conditions: conditionsFor(IMPORT),
});

/** What hooks of register's pass on: the others', and where the request leads as ever. */
const resolveWithout = (importer, asked, given) => ask('resolve', asked, given, (request, { parentURL }) => {
  const found = loader.esm().resolve(`${request}`, parentURL ?? importer);
  return { url: found, format: formatOfUrl(found) };
});

/** The URL of an answer, whose format is remembered. */
function noted({ url, format }) {
  if (format != null) formats.set(url, format);
  return url;
}

/** The URL that an import leads to. */
function resolveForImport(specifier, importer, type) {
  if (slow.isMarked(importer)) return slow.resolveMarked(specifier, importer);
  return slow.known(specifier, importer, type) ?? noted(resolveWithout(importer, specifier, importContext(importer, type)));
}

/** What happens without hooks: checks, the format that a text shows, and the file's bytes. */
function loadFile(url, { format, importAttributes }) {
  const known = formatOfUrl(url);
  if (known === 'builtin') return { format: 'builtin', responseURL: url, source: null };
  const { importable, isModule } = loader.esm();
  // A format that hooks give stands for what the name does not say.
  if (format == null || known === format) importable(url, typeOf(importAttributes));
  const file = nameOf(url);
  let found = format;
  if (found == null) {
    const typed = file.endsWith('ts') && host.isTyped(file) ? '-typescript' : '';
    found = (isModule(file) ? 'module' : 'commonjs') + typed;
  }
  return { format: found, responseURL: url, source: require('../fs/fs.js').readFileSync(file) };
}

const loadContext = (url, type) => ({
  format: formats.get(url) ?? formatOfUrl(url), importAttributes: attributesOf(type), conditions: conditionsFor(IMPORT),
});

const loadWithout = (asked, context) => ask('load', asked, context, loadFile);

/** The same for hooks of register's: CommonJS files are read when they run. */
function loadWithoutSlow(asked, context) {
  const loaded = loadWithout(asked, context);
  return registered.length === 0 && loaded.format === 'commonjs' ? { ...loaded, source: undefined } : loaded;
}

/** Format and text of what an import leads to, as the engine's side reads them. */
function loadForImport(url, type) {
  if (slow.isMarked(url)) return ['module', host.readText(fileURLToPath(url))];
  const known = ready.get(url);
  if (known !== undefined) {
    ready.delete(url);
    return known;
  }
  return toRun(url, loadWithout(url, loadContext(url, type)));
}

/** By URL, what hooks of register's have given and the engine not yet asked for. */
const ready = new Map();

function keep(url, loaded) {
  const module = toRun(url, loaded);
  ready.set(url, module);
  return module;
}

function toRun(url, loaded) {
  const typed = TYPED.test(loaded.format ?? '');
  const format = typed ? loaded.format.replace(TYPED, '') || 'commonjs' : loaded.format;
  if (!['module', 'commonjs', 'json', 'builtin'].includes(format)) throw new codes.ERR_UNKNOWN_MODULE_FORMAT(loaded.format, url);
  let source = textOf(loaded.source);
  if (typed) source = untyped(source, url);
  if (source != null && url.startsWith('file:')) loader.noted?.(source, fileURLToPath(url));
  if (format === 'commonjs' && source != null) given.set(nameOf(url), { format, source });
  return [format, source ?? null];
}

/** For the engine's side: what is thrown is kept, and its number answered. */
const kept = (work) => (...args) => {
  try {
    return work(...args);
  } catch (error) {
    thrown.set(`${THROWN}${++throws}`, error);
    return [`${THROWN}${throws}`];
  }
};

/** The error that stopped the engine's loading, by the message of what the engine made of it; or undefined. */
function failure(message) {
  const [number] = /cortado:thrown:\d+/.exec(message) ?? [];
  if (number === undefined) return undefined;
  const error = { value: thrown.get(number) };
  thrown.delete(number);
  return error;
}

/** The URL that `import()` leads to, with all that it needs; a promise where hooks of register's have to be asked. */
const urlFor = (specifier, importer, type) => (slow.some() && !slow.isMarked(importer)
  ? slow.prepare(specifier, importer, type) : resolveForImport(specifier, importer, type));

function refresh() {
  const quick = registered.length > 0;
  const some = quick || slow.some();
  Object.assign(loader.customized, { resolve: quick ? resolveForRequire : null, load: some ? loadForRequire : null });
  loader.esm().customize(some ? { resolve: kept(resolveForImport), load: kept(loadForImport), urlFor, failure } : null);
}

const id = Symbol('kModuleHooksIdKey');
let count = 0;

class ModuleHooks {
  constructor(resolve, load) {
    this.resolve = resolve;
    this.load = load;
    this[id] = Symbol(`module-hook-${count++}`);
  }

  deregister() {
    const index = registered.indexOf(this);
    if (index < 0) return;
    registered.splice(index, 1);
    refresh();
  }
}

/** The original is module.registerHooks({ resolve, load }). */
function registerHooks(hooks) {
  const { validateFunction } = require('../errors/validators.js');
  const { resolve, load } = hooks;
  if (resolve !== undefined) validateFunction(resolve, 'hooks.resolve');
  if (load !== undefined) validateFunction(load, 'hooks.load');
  const added = new ModuleHooks(resolve, load);
  registered.push(added);
  refresh();
  return added;
}

/** Hooks that may take their time. */
let slow = null;

/** The exports, for the loader that has these functions. */
function beside(theLoader) {
  loader = theLoader;
  slow ??= require('./register.js').beside({
    checkedAnswer, importContext, resolveWithout, noted, loadContext, loadWithout: loadWithoutSlow, given: keep, formatOfUrl, refresh,
  }, theLoader);
  return module.exports;
}

module.exports = { registerHooks, register: (...args) => slow.register(...args), beside };
