'use strict';

// ES modules, as far as they are not the engine's: `import()`, `import.meta`, require() of them, and Node's errors. Where a
// specifier leads and what stands there is decided in Java (ImportResolver, EsmBridge).

const path = require('path');

const hooks = internalBinding('imports');

const TYPE_ERRORS = new Set([
  'ERR_UNKNOWN_FILE_EXTENSION', 'ERR_PACKAGE_IMPORT_NOT_DEFINED', 'ERR_INVALID_MODULE_SPECIFIER',
  'ERR_UNSUPPORTED_RESOLVE_REQUEST', 'ERR_IMPORT_ATTRIBUTE_MISSING', 'ERR_IMPORT_ATTRIBUTE_UNSUPPORTED',
  'ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE',
]);

const location = Symbol.for('cortado.syntax.location');

function coded(Base, code, message) {
  const error = new Base(message);
  error.code = code;
  // The first frame is the loader's; whoever asks where an error comes from must not find an importer there.
  const frames = error.stack.slice(`${error.name}: ${message}`.length);
  error.stack = `${error.name} [${code}]: ${message}\n    at ModuleLoader.resolve (node:internal/modules/esm/loader)${frames}`;
  return error;
}

function failed(told) {
  const [code, message, url] = told;
  if (told.length > 3) return require('./typescript.js').refusal(told);
  const error = coded(TYPE_ERRORS.has(code) ? TypeError : Error, code, message);
  if (url !== null) error.url = url;
  return error;
}

/** What an outcome of `host.resolve` stands for: a URL, or an error to throw. */
function urlOf(outcome) {
  if (outcome.length === 1) return outcome[0];
  throw failed(outcome);
}

/** What `hooks.run` and `hooks.runNow` tell while they run. */
let last = null;

function outcome(phase, value, namespace) {
  last = { phase, value, namespace };
}

function told() {
  const ran = last;
  last = null;
  return ran;
}

/** Puts Node's words and the place, for whoever reports it, into an error of a text that does not parse. */
function unparsed(error, message, file, line, column, length, text) {
  error.message = message;
  error.stack = `${error.name}: ${message}\n    at compileSourceTextModule (node:internal/modules/esm/utils)`;
  Object.defineProperty(error, location, { value: { file, line, column, length, text }, enumerable: false });
}

/** An import of a name that is not exported; the stack shows where, as on Node. */
function unlinked(error) {
  if (custom !== null) error.message = error.message.replace('./cortado:', '');
  const [, importer] = /\bat (file:.*?):\d+:\d+\)?$/m.exec(error.stack) ?? [];
  const place = importer === undefined ? null : host.unlinked(error.message, importer);
  if (place === null) return error;
  const [message, line, column, text, length] = place;
  const known = new SyntaxError(message);
  known.stack = `${importer}:${line}\n${text}\n${' '.repeat(column - 1)}${'^'.repeat(length)}\nSyntaxError: ${message}\n`
    + '    at ModuleJob._instantiate (node:internal/modules/esm/module_job)';
  return known;
}

/** The error that Node would give for what an outcome says. */
function errorOf({ phase, value }) {
  if (phase === 'threw' || !(value instanceof Error)) return value;
  const thrown = custom?.failure(value.message);
  if (thrown !== undefined) return thrown.value;
  const failure = host.failure(value.message);
  if (failure !== null) return failed(failure);
  return phase === 'link' ? unlinked(value) : value;
}

const isUrl = (text) => /^(?:file|data):/.test(text);

/** What a specifier is relative to: a file, a URL, or for code without a file the working directory. */
const base = (importer) => (path.isAbsolute(importer) || isUrl(importer) ? importer : `${process.cwd()}${path.sep}`);

/** `import()`: `importer` is a file or a URL, `attributes` is `type=json` or empty. */
async function load(importer, specifier, attributes) {
  const type = attributes.startsWith('type=') ? attributes.slice('type='.length) : attributes;
  // Nothing of the module runs before the caller has gone on.
  await null;
  const url = custom === null ? urlOf(host.importable(specifier, base(importer), type)) : await custom.urlFor(specifier, base(importer), type);
  const data = url.startsWith('data:');
  // The engine takes strict URLs only; what hooks have given may be anything.
  if (data) hooks.run(url.replace(/[\s"<>\\^`{|}]/g, (c) => encodeURIComponent(c)), type === 'json');
  else hooks.run(custom === null ? url : named(url, type), false);
  const ran = told();
  if (ran.phase !== 'run') throw errorOf(ran);
  try {
    await ran.value;
  } catch (error) {
    throw explained(error, url);
  }
  return ran.namespace;
}

/** Node's hint in errors about what only CommonJS has. */
function explained(error, url) {
  const [, name] = /^(require|exports|module|__filename|__dirname) is not defined$/.exec(error?.message) ?? [];
  if (name === undefined || error.name !== 'ReferenceError') return error;
  let hint = ' in ES module scope';
  if (name === 'require') hint += ', you can use import instead';
  const packageFile = host.typedPackage(url);
  if (packageFile !== null) {
    hint += "\nThis file is being treated as an ES module because it has a '.js' file extension and "
      + `'${packageFile}' contains "type": "module". To treat it as a CommonJS script, rename it to use the '.cjs' file extension.`;
  }
  const { message, stack } = error;
  error.message = message + hint;
  error.stack = String(stack).replace(message, () => error.message);
  return error;
}

/** Fills `import.meta`; a fragment that marks modules of hooks is not theirs to see. */
function meta(object, fullUrl) {
  const url = fullUrl.replace(/#cortado-hooks$/, '');
  if (url.startsWith('file:')) {
    object.dirname = path.dirname(host.fileOf(url));
    object.filename = host.fileOf(url);
  }
  object.main = url === commonJs.mainUrl;
  object.resolve = function resolve(specifier) {
    if (arguments.length === 0) throw new (require('../errors/errors.js').codes.ERR_MISSING_ARGS)('specifier');
    const outcome = host.resolve(`${specifier}`, url);
    const [code, , missing] = outcome;
    if ((code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_UNSUPPORTED_DIR_IMPORT') && missing) return missing;
    return urlOf(outcome);
  };
  object.url = url;
}

/** Hooks of the app's, while there are any. */
let custom = null;

/** The name of a module that hooks have given, as the engine asks for it. */
function named(url, type) {
  host.asked(url, type);
  return `./cortado:${url}`;
}

/** Has hooks asked from here on, or null for none. */
function customize(hooks) {
  custom = hooks;
  host.customize(hooks?.resolve ?? null, hooks?.load ?? null);
}

/** The namespace of a module that must not await at its top level. */
function runNow(url, module, filename) {
  hooks.runNow(custom === null || url.startsWith('node:') ? url : named(url, ''));
  const ran = told();
  if (ran.phase === 'cycle') throw cycle(module, filename);
  if (ran.phase === 'async') throw awaiting(module, filename);
  if (ran.phase !== 'done') throw explained(errorOf(ran), url);
  return ran.namespace;
}

/** The namespace of a module of hooks, at once or where it awaits as a promise. */
function runMarked(url) {
  const name = named(url, '');
  hooks.runNow(name);
  const ran = told();
  if (ran.phase === 'done') return ran.namespace;
  if (ran.phase !== 'async') throw explained(errorOf(ran), url);
  hooks.run(name, false);
  const { phase, value, namespace } = told();
  if (phase !== 'run') throw explained(errorOf({ phase, value }), url);
  return value.then(() => namespace);
}

/** require() of an ES module. */
function requireModule(module, filename, source) {
  const url = path.isAbsolute(filename) ? host.urlOf(filename) : filename;
  if (custom !== null) host.given(url, source ?? null);
  // What has more than types to leave out is refused before the engine asks for it.
  else if (filename.endsWith('ts')) urlOf(host.importable(url, url, ''));
  requiring.add(module);
  let namespace;
  try {
    namespace = runNow(url, module, filename);
  } finally {
    requiring.delete(module);
  }
  if (Object.hasOwn(namespace, 'module.exports')) {
    module.exports = namespace['module.exports'];
  } else if (Object.hasOwn(namespace, 'default') && !Object.hasOwn(namespace, '__esModule')) {
    module.exports = runNow(host.marked(url), module, filename);
  } else {
    module.exports = namespace;
  }
}

/** Modules of CommonJS whose ES modules are being run for them. */
const requiring = new Set();

/** Refuses to give what an ES module that is being run has so far. */
function checkCycle(module) {
  if (requiring.has(module)) throw cycle(module, module.filename, '');
}

const INVARIANTS = ' A cycle involving require(esm) is not allowed to maintain invariants mandated by the ECMAScript specification.'
  + ' Try making at least part of the dependency in the graph lazily loaded.';

function cycle(module, filename, explanation = INVARIANTS) {
  const from = module.parent?.filename;
  return coded(Error, 'ERR_REQUIRE_CYCLE_MODULE',
    `Cannot require() ES Module ${filename} in a cycle.${from ? ` (from ${from})` : ''}${explanation}`);
}

function awaiting(module, filename) {
  const from = module.parent?.filename;
  let message = 'require() cannot be used on an ESM graph with top-level await. Use import() instead. '
    + 'To see where the top-level await comes from, use --experimental-print-required-tla.';
  if (from) message += `\n  From ${from} `;
  return coded(Error, 'ERR_REQUIRE_ASYNC_MODULE', `${message}\n  Requiring ${filename} `);
}

/** What a CommonJS or core module gives to importers: its exports, and those of the given names. */
function take(name, ...keys) {
  const exports = commonJs.loadForImport(name);
  const object = Object(exports);
  const has = path.isAbsolute(name) ? (key) => Object.hasOwn(object, key) : (key) => key in object;
  return [exports, ...keys.map((key) => {
    try {
      return has(key) ? object[key] : undefined;
    } catch {
      return undefined;
    }
  })];
}

/** The loader's side: `isBuiltin`, `loadForImport`, `exportNames`. */
let commonJs;
let host;

/** The exports, for the loader that has these functions; the first one counts. */
function beside(loader) {
  if (commonJs === undefined) {
    commonJs = loader;
    host = internalBinding('module').imports(loader.isBuiltin, loader.exportNames, typeless);
  }
  return module.exports;
}

const warned = new Set();

function typeless(url, packageFile) {
  if (warned.has(packageFile)) return;
  warned.add(packageFile);
  process.emitWarning(
    `Module type of ${url} is not specified and it doesn't parse as CommonJS.\n`
      + 'Reparsing as ES module because module syntax was detected. This incurs a performance overhead.\n'
      + `To eliminate this warning, add "type": "module" to ${packageFile}.`,
    { code: 'MODULE_TYPELESS_PACKAGE_JSON' });
}

module.exports = {
  customize,
  runMarked,
  checkCycle,
  resolve: (specifier, importer) => urlOf(host.resolve(specifier, importer)),
  importable: (url, type) => urlOf(host.importable(url, url, type)),
  load,
  meta,
  outcome,
  unparsed,
  take,
  requireModule,
  beside,
  /** Makes a file, or what has a URL, the one that `import.meta.main` is true in; answers its URL. */
  entry: (name) => (commonJs.mainUrl = path.isAbsolute(name) ? host.urlOf(name) : name),
  program: (url, text) => host.program(url, text),
  isModule: (file) => host.isModule(file),
  isModuleText: (text) => host.isModuleText(text),
};
