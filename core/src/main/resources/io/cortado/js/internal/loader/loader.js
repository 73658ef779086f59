'use strict';

// CommonJS, with Node's names for its parts: Module._load, _resolveFilename, _extensions, require.cache and the rest.
// Where a request leads is decided in Java (ModuleResolver); what is loaded, cached and patched lives here.

const host = internalBinding('module');
const path = require('path');
const tick = require('../task/tick.js');

const PUBLIC = new Set(host.coreNames());
const JAVA = 'java:';
/** The script that has the core modules whose names begin with an underscore. */
const UNDERSCORED = 'underscored';
const SCHEME_ONLY = new Set(['test', 'test/reporters', 'sqlite', 'sea']);

/** Marks the syntax errors of a file's own text. */
const notParsed = Symbol('cortado.syntax.file');

let relativeCache = new Map();
/** What was provided for requests that lead to no file, by folder and request. */
const missingCache = new Map();

/** Whether a request says where to look, instead of naming a package. */
function isPath(request) {
  return request.startsWith('.') || request.startsWith('/');
}

function isCore(name) {
  if (name.startsWith('node:')) {
    const bare = name.slice(5);
    return PUBLIC.has(bare) || SCHEME_ONLY.has(bare);
  }
  return PUBLIC.has(name);
}

function loadCore(name) {
  const bare = name.startsWith('node:') ? name.slice(5) : name;
  if (bare === 'sqlite') return loadSqlite();
  return bare.startsWith('_') ? require(`node:${UNDERSCORED}`).load(bare) : require(`node:${bare}`);
}

/** A module of Node's that a provider has. */
function loadSqlite() {
  const id = host.missing('node:sqlite', '/');
  if (id === null) throw coreErrors().unsupported('node:sqlite', 'take the module cortado-addons, which has it, into the class path');
  return loadProvided(id);
}

const provided = new Map();

/** What Cortado provides under an id of the binding's: one instance of each source. */
function loadProvided(id) {
  let exports = provided.get(id);
  if (exports === undefined) {
    const source = host.source(id);
    if (source === null) {
      const [name, version] = host.packageOf(id);
      exports = { name, version, main: 'index.js' };
    } else {
      const realm = host.realm(id);
      exports = realm === null ? require(`/${source}`) : require.apart(realm, `/${source}`);
    }
    provided.set(id, exports);
  }
  return exports;
}

const directoryOf = (parent) => (parent && parent.filename ? path.dirname(parent.filename) : (parent && parent.path) || process.cwd());

/** What Cortado provides for a request that leads to no file, or undefined. */
function loadMissing(request, parent) {
  if (isPath(request)) return undefined;
  const id = host.missing(request, directoryOf(parent));
  return id === null ? undefined : loadProvided(id);
}

/** An object of the program that Cortado runs in. */
const fromJava = (request, parent) => require('../java/java.js').find(request, host.javaAdvice(request), () => notFound(request, parent));

/** The id of what Cortado provides in place of a file in node_modules, or null. */
const standIn = (filename) => (filename.includes('/node_modules/') ? host.standIn(filename) : null);

function Module(id = '', parent) {
  this.id = id;
  this.path = path.dirname(id);
  this.exports = {};
  Object.defineProperty(this, 'parent', { value: parent, configurable: true, writable: true, enumerable: false });
  if (parent && parent.children) parent.children.push(this);
  this.filename = null;
  this.loaded = false;
  this.children = [];
}

// Node's is an accessor too, for which modules are shown without the name of their class.
Object.defineProperty(Module.prototype, 'constructor', { configurable: true, get: () => Module });

Module._cache = Object.create(null);
Module._pathCache = Object.create(null);
Module._extensions = Object.create(null);
let modulePaths = [...host.globalPaths()];
Module.globalPaths = [...modulePaths];
Module.builtinModules = [...PUBLIC];
Module.Module = Module;
Module.isBuiltin = (name) => typeof name === 'string' && isCore(name);

Module._nodeModulePaths = nodeModulePaths;

function nodeModulePaths(from) {
  const paths = [];
  let dir = path.resolve(from);
  for (;;) {
    if (path.basename(dir) !== 'node_modules') paths.push(path.join(dir, 'node_modules'));
    const up = path.dirname(dir);
    if (up === dir) return paths;
    dir = up;
  }
}

/** By folder what `nodeModulePaths` says of it, for comparison. */
const usualPaths = new Map();

/** Whether a module looks where its place says, as long as the app has changed nothing of that. */
function looksAsUsual(parent) {
  if (Module._nodeModulePaths !== nodeModulePaths || Module._resolveLookupPaths !== resolveLookupPaths || Module._findPath !== findPath) {
    return false;
  }
  const paths = parent?.paths;
  if (paths === undefined || paths === null) return true;
  const folder = directoryOf(parent);
  let usual = usualPaths.get(folder);
  if (usual === undefined) usualPaths.set(folder, usual = nodeModulePaths(folder));
  return paths.length === usual.length && usual.every((each, i) => each === paths[i]);
}

Module._resolveLookupPaths = resolveLookupPaths;

function resolveLookupPaths(request, parent) {
  if (isCore(request)) return null;
  if (/^\.\.?(\/|$)/.test(request)) return [parent && parent.filename ? path.dirname(parent.filename) : '.'];
  return [...(parent && parent.paths ? parent.paths : []), ...modulePaths];
}

/** The errors of requests that lead nowhere. */
const failures = () => require('./resolution-errors.js');
const notFound = (request, parent) => failures().notFound(request, parent);

/** A name with the scheme of core modules which none of them has. */
function checkScheme(request) {
  if (request.startsWith('node:')) throw new (coreErrors().codes.ERR_UNKNOWN_BUILTIN_MODULE)(request);
}

Module._resolveFilename = (request, parent, isMain, options) => {
  if (isCore(request)) return request;
  if (request.startsWith(JAVA)) { fromJava(request, parent); return request; }
  const outcome = request.startsWith('#') || (options?.paths === undefined && looksAsUsual(parent))
    ? host.resolve(request, directoryOf(parent), Object.keys(Module._extensions))
    : require('./search-paths.js').search(Module, host, findPath, request, parent, isMain, options);
  if (outcome.length === 1) return outcome[0];
  if (outcome[0] !== 'MODULE_NOT_FOUND' || outcome[1] !== '') throw failures().resolutionError(outcome, request, parent);
  const froms = options?.paths ?? [directoryOf(parent)];
  if (!isPath(request) && froms.some((from) => host.missing(request, path.resolve(from)) !== null)) return request;
  throw notFound(request, parent);
};

Module._findPath = findPath;

function findPath(request, paths) {
  const { toFolders } = require('./search-paths.js');
  const outcome = host.resolveIn(request, null, toFolders(request, paths ?? []), Object.keys(Module._extensions));
  if (outcome.length === 1) return outcome[0];
  if (outcome[1] !== '') throw failures().resolutionError(outcome, request, null);
  return false;
}

/** What hooks of the app's (hooks.js) have in place of resolving and reading, or null. */
const customized = { resolve: null, load: null, main: null };

Module._load = (request, parent, isMain) => {
  if (customized.resolve === null) {
    if (isCore(request)) return loadCore(request);
    if (request.startsWith(JAVA)) return fromJava(request, parent);
    checkScheme(request);
  }
  const key = parent ? `${parent.path}\0${request}` : null;
  if (missingCache.has(key)) return missingCache.get(key);
  let filename = key === null ? undefined : relativeCache.get(key);
  if (filename === undefined || Module._cache[filename] === undefined) {
    filename = (customized.resolve ?? Module._resolveFilename)(request, parent, isMain);
    if (customized.resolve !== null && !path.isAbsolute(filename)) {
      const named = loadNamed(filename, parent);
      if (named !== undefined) return named;
    }
    if (key !== null) relativeCache.set(key, filename);
  }
  const cached = Module._cache[filename];
  if (cached !== undefined) {
    if (parent && parent.children && !parent.children.includes(cached)) parent.children.push(cached);
    if (cached.loaded === false) esm().checkCycle(cached);
    return cached.exports;
  }
  if (filename === request) {
    const exports = loadMissing(request, parent);
    if (exports !== undefined) {
      if (key !== null) missingCache.set(key, exports);
      return exports;
    }
  }
  const module = new Module(filename, parent);
  const id = standIn(filename);
  if (id !== null) {
    module.exports = loadProvided(id);
    module.filename = filename;
    module.loaded = true;
    return (Module._cache[filename] = module).exports;
  }
  return loadInto(module, filename, parent, isMain);
};

/** What hooks have led to that is no file: a core module, what Cortado provides, or undefined. */
function loadNamed(name, parent) {
  if (name.startsWith(JAVA)) return fromJava(name, parent);
  if (name.startsWith('cortado:')) return loadProvided(name);
  if (!isCore(name)) return undefined;
  customized.load(name);
  return loadCore(name);
}

function loadInto(module, filename, parent, isMain) {
  if (isMain) {
    process.mainModule = module;
    module.id = '.';
  }
  Module._cache[filename] = module;
  let failed = true;
  try {
    module.load(filename);
    failed = false;
  } catch (error) {
    if (filename.includes('/node_modules/')) advise(error, filename);
    throw error;
  } finally {
    if (failed) {
      delete Module._cache[filename];
      relativeCache = new Map();
      if (parent && parent.children) {
        const index = parent.children.indexOf(module);
        if (index !== -1) parent.children.splice(index, 1);
      }
    }
  }
  return module.exports;
}

/** Says in the error of a native add-on that cannot run what to take instead; once. */
function advise(error, filename) {
  const advice = host.addonAdvice(filename);
  if (advice === null || !(error instanceof Error) || String(error.message).includes(advice)) return;
  error.message += `\n${advice}`;
  error.stack = error.stack.replace(/(?=\n    at |$)/, `\n${advice}`);
}

Module.prototype.load = function load(filename) {
  this.filename = filename;
  this.paths = Module._nodeModulePaths(path.dirname(filename));
  let extension = path.extname(filename) || '.js';
  const base = path.basename(filename);
  for (let dot = base.indexOf('.', 1); dot !== -1; dot = base.indexOf('.', dot + 1)) {
    if (Module._extensions[base.slice(dot)]) {
      extension = base.slice(dot);
      break;
    }
  }
  (Module._extensions[extension] || Module._extensions['.js'])(this, filename);
  this.loaded = true;
};

Module.prototype.require = function require(id) {
  if (typeof id !== 'string') {
    const { ERR_INVALID_ARG_TYPE } = coreErrors().codes;
    throw new ERR_INVALID_ARG_TYPE('id', 'string', id);
  }
  if (id === '') {
    const { ERR_INVALID_ARG_VALUE } = coreErrors().codes;
    throw new ERR_INVALID_ARG_VALUE('id', id, 'must be a non-empty string');
  }
  return Module._load(id, this, false);
};

function coreErrors() {
  return require('../errors/errors.js');
}

/** The wrapper's text, kept on one line so that the module's own lines keep their numbers. */
Module.wrapper = ['(function (exports, require, module, __filename, __dirname) { ', '\n});'];
Module.wrap = (script) => Module.wrapper[0] + script + Module.wrapper[1];

const ownWrapper = [...Module.wrapper];
const ownWrap = Module.wrap;

/** Whether a package (rewire, for one) has put text of its own around what is loaded. */
const isRewrapped = () => Module.wrapper[0] !== ownWrapper[0] || Module.wrapper[1] !== ownWrapper[1] || Module.wrap !== ownWrap;

Module.prototype._compile = function _compile(content, filename, format) {
  const compiled = compile(format === TYPED ? withoutTypes(content, filename) : content, filename);
  const require = makeRequire(this);
  return compiled.call(this.exports, this.exports, require, this, filename, path.dirname(filename));
};

/** Says to `_compile` that types have to be left out. */
const TYPED = 'commonjs-typescript';
const isTyped = (filename) => filename.endsWith('ts') && host.isTyped(filename);
const withoutTypes = (content, filename) => require('./typescript.js').ofFile(content, filename);

function compile(content, filename) {
  commonJs.noted?.(content, filename);
  if (isRewrapped()) return require('../vm/vm.js').runInThisContext(Module.wrap(content), { filename });
  const outcome = host.compile(content, filename);
  if (typeof outcome === 'function') return outcome;
  const [problem, line, column, length, text] = outcome;
  const message = filename.endsWith('.tsx') ? `${problem}\n${host.typescriptAdvice(filename)}` : problem;
  const error = new SyntaxError(message);
  Object.defineProperty(error, notParsed, { value: filename, enumerable: false });
  throw require('../errors/excerpt.js').locate(error, { file: filename, line, column, length, text });
}

function makeRequire(module) {
  function require(id) {
    return module.require(id);
  }
  require.resolve = function resolve(request, options) {
    if (typeof request !== 'string') {
      const { ERR_INVALID_ARG_TYPE } = coreErrors().codes;
      throw new ERR_INVALID_ARG_TYPE('request', 'string', request);
    }
    return Module._resolveFilename(request, module, false, options);
  };
  require.resolve.paths = function paths(request) {
    if (typeof request !== 'string') throw new (coreErrors().codes.ERR_INVALID_ARG_TYPE)('request', 'string', request);
    return Module._resolveLookupPaths(request, module);
  };
  require.main = process.mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

Module._extensions['.js'] = (module, filename) => {
  if (customized.load !== null) return runLoaded(module, filename, customized.load(filename));
  if (host.isModuleScope(filename)) return requireModule(module, filename);
  return compileOrImport(module, filename, host.readText(filename), isTyped(filename) ? TYPED : undefined, host.isCommonJsScope);
};

function compileOrImport(module, filename, content, format, isCommonJs) {
  try {
    module._compile(content, filename, format);
  } catch (error) {
    // Only what does not parse as CommonJS, and whose package does not say that it is, can be an ES module.
    if (error?.[notParsed] !== filename || isCommonJs(filename)) throw error;
    const text = format === TYPED ? withoutTypes(content, filename) : content;
    if (!esm().isModuleText(text)) throw error;
    requireModule(module, filename, text);
  }
}

/** Runs what load hooks have given. */
function runLoaded(module, filename, { source, format }) {
  if (format === 'module') requireModule(module, filename, source);
  else compileOrImport(module, filename, source, format, () => format === 'commonjs');
}

Module._extensions['.json'] = (module, filename) => {
  const content = customized.load === null ? host.readText(filename) : customized.load(filename).source;
  try {
    module.exports = JSON.parse(content);
  } catch (error) {
    error.message = `${filename}: ${error.message}`;
    throw error;
  }
};

Module._extensions['.node'] = (module, filename) => {
  const error = new Error(`require: ${filename} is native code, which cannot run on the JVM`);
  error.code = 'ERR_DLOPEN_FAILED';
  throw error;
};

/** ES modules, with what they need of CommonJS. */
const esm = () => require('./esm.js').beside(commonJs);

/** require() of an ES module, which must not await at its top level; hooks may have given its text. */
function requireModule(module, filename, source) {
  esm().requireModule(module, filename, source);
}

Object.defineProperty(Module._extensions, '.mjs', {
  enumerable: false,
  configurable: true,
  writable: true,
  value(module, filename) {
    return customized.load === null ? requireModule(module, filename) : runLoaded(module, filename, customized.load(filename));
  },
});

Module._initPaths = () => {
  modulePaths = [...host.initPaths(process.env.NODE_PATH ?? null, process.env.HOME ?? null)];
  Module.globalPaths = [...modulePaths];
};
Module._preloadModules = () => {};
Module.syncBuiltinESMExports = () => {};
/** The original is module.createRequire(filename | URL). */
Module.createRequire = (filename) => {
  let file = filename;
  if (typeof filename === 'object' && filename !== null && typeof filename.href === 'string') file = filename.href;
  if (typeof file === 'string' && file.startsWith('file:')) file = require('url').fileURLToPath(file);
  if (typeof file !== 'string' || !path.isAbsolute(file)) {
    const { ERR_INVALID_ARG_VALUE } = coreErrors().codes;
    throw new ERR_INVALID_ARG_VALUE('filename', filename, 'must be a file URL object, file URL string, or absolute path string');
  }
  // A folder stands for a file in it.
  if (file.endsWith('/')) file += 'noop.js';
  const module = new Module(file);
  module.filename = file;
  module.paths = Module._nodeModulePaths(path.dirname(file));
  return makeRequire(module);
};

Module.runMain = (main = process.argv[1]) => {
  const filename = Module._resolveFilename(main, null, true);
  if (customized.load !== null) return runCustomized(filename);
  const isModule = host.isModuleScope(filename) || (host.mayBeModule(filename) && esm().isModule(filename));
  if (!isModule) return Module._load(filename, null, true);
  process.mainModule = undefined;
  esm().entry(filename);
  return esm().load(filename, filename, '').catch((error) => tick.uncaught(error));
};

/** Runs the app's file where there are hooks, which imports ask all of. */
function runCustomized(filename) {
  customized.main = filename;
  return esm().load(`${process.cwd()}${path.sep}`, esm().entry(filename), '').catch((error) => tick.uncaught(error));
}

/** What a core module, an id of ours or a file gives to importers. */
function loadForImport(name) {
  if (name.startsWith('cortado:')) return loadProvided(name);
  if (customized.load === null) return Module._load(name, undefined, false);
  if (isCore(name)) return loadCore(name);
  const known = Module._cache[name];
  if (known !== undefined) return known.exports;
  const id = standIn(name);
  if (id !== null) return loadProvided(id);
  return loadInto(new Module(name), name, undefined, customized.main === name);
}

/** The names that a module without a file exports. */
function exportNames(name) {
  const exports = loadForImport(name);
  if (exports === null || (typeof exports !== 'object' && typeof exports !== 'function')) return '';
  const names = new Set();
  for (const key in exports) names.add(key);
  if (typeof exports === 'function') for (const key of Object.keys(exports)) names.add(key);
  names.delete('default');
  return [...names].filter((key) => !key.includes('\n')).join('\n');
}

// What ES modules need of CommonJS: see EsmBridge.
const commonJs = {
  isBuiltin: isCore, loadForImport, loadBuiltin: loadCore, exportNames, Module, customized, esm, conditions: [], noted: null, mainUrl: null,
  provide: (id, exports) => provided.set(id, exports),
};

/** The name under which ES modules and the engine find us. */
const KEY = '__cortadoImports';

Object.defineProperty(globalThis, KEY, {
  configurable: true,
  value: Object.fromEntries(['load', 'meta', 'outcome', 'unparsed'].map((name) => [name, (...args) => esm()[name](...args)])),
});
internalBinding('imports').install(KEY);
delete globalThis[KEY];
Object.defineProperty(globalThis, Symbol.for('cortado.esm'), {
  enumerable: false,
  value: { take: (...args) => esm().take(...args) },
});

module.exports = {
  Module,
  isBuiltin: isCore,
  loadForImport,
  exportNames,
  loadBuiltin: loadCore,
  makeRequire,
  esm,
  commonJs,
  runMain: (main) => Module.runMain(main),
};
