'use strict';

/** The errors of `import` and `import()`, with Node's codes and words. */

const path = require('path');

const TYPE_ERRORS = new Set([
  'ERR_UNKNOWN_FILE_EXTENSION', 'ERR_PACKAGE_IMPORT_NOT_DEFINED', 'ERR_INVALID_MODULE_SPECIFIER', 'ERR_INVALID_PACKAGE_TARGET',
]);

const FILES = /\.(?:js|mjs|cjs)$/;
const MOST = 200;

function textOf(file) {
  try {
    return require('fs').readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The engine tells the importer's folder only: the files there that name what was asked for, loaded ones first. */
function importers(Module, folder, request) {
  const { readdirSync } = require('fs');
  let names = [];
  try {
    names = readdirSync(folder).filter((name) => FILES.test(name)).slice(0, MOST);
  } catch {
    // No folder, no importers.
  }
  const name = path.basename(request);
  const loaded = (file) => (Module._cache[file] === undefined ? 1 : 0);
  return names.map((file) => path.join(folder, file))
    .filter((file) => textOf(file).includes(name))
    .sort((a, b) => loaded(a) - loaded(b));
}

const importer = (Module, folder, request) =>
  importers(Module, folder, request)[0] ?? process.argv[1] ?? folder + path.sep;

function packageOf(request) {
  const parts = request.split('/');
  return request.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}

function words(Module, code, subject, folder) {
  const from = (request) => ` imported from ${importer(Module, folder, request)}`;
  switch (code) {
    case 'ERR_UNKNOWN_BUILTIN_MODULE':
      return `No such built-in module: ${subject}`;
    case 'ERR_UNSUPPORTED_ESM_URL_SCHEME':
      return 'Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. '
        + `Received protocol '${subject.slice(0, subject.indexOf(':') + 1)}'`;
    case 'ERR_UNKNOWN_FILE_EXTENSION':
      return `Unknown file extension "${path.extname(subject)}" for ${subject}`;
    case 'ERR_UNSUPPORTED_DIR_IMPORT':
      return `Directory import '${subject}' is not supported resolving ES modules${from(subject)}`;
    case 'ERR_MODULE_NOT_FOUND': {
      const request = path.relative(folder, subject);
      const file = importer(Module, folder, request);
      const text = textOf(file);
      const bare = ['"', "'", '`'].some((quote) => text.includes(quote + request + quote));
      return bare
        ? `Cannot find package '${packageOf(request)}' imported from ${file}`
        : `Cannot find module '${subject}' imported from ${file}`;
    }
    default:
      return subject.includes(' imported from ') ? subject.replace(` imported from ${folder}`, from('')) : subject;
  }
}

function make(Module, code, subject, folder) {
  const Base = TYPE_ERRORS.has(code) ? TypeError : Error;
  const error = new Base(words(Module, code, subject, folder));
  error.code = code;
  error.stack = error.stack.replace(/^(\w+)/, `$1 [${code}]`);
  if (code === 'ERR_MODULE_NOT_FOUND' && error.message.startsWith('Cannot find module')) {
    error.url = require('url').pathToFileURL(subject).href;
  }
  return error;
}

/** Whether an ES module in `folder` imports `subject` by a statement, which has to fail before it runs. */
function isStatic(Module, subject, folder) {
  if (folder === '') return false;
  const name = path.basename(subject).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const statement = new RegExp(`(?:from|import)\\s*['"][^'"\\n]*${name}['"]`);
  return importers(Module, folder, path.relative(folder, subject))
    .some((file) => Module._cache[file] === undefined && statement.test(textOf(file)));
}

const kept = new Map();
let count = 0;

/** Makes and keeps an error; returns its name, or an empty string for a static import. */
function keep(Module, code, subject, folder) {
  if (isStatic(Module, subject, folder)) return '';
  const name = `!${++count}`;
  kept.set(name, make(Module, code, subject, folder));
  return name;
}

function take(name) {
  const error = kept.get(name);
  kept.delete(name);
  return error;
}

/** The engine's error for a static import, with its code and Node's words. */
function coded(Module, error) {
  const [, subject, file] = /^Cannot find module '(.*)' imported from (.*)$/.exec(error.message) ?? [];
  return subject === undefined ? error : make(Module, 'ERR_MODULE_NOT_FOUND', subject, path.dirname(file));
}

module.exports = { keep, take, coded };
