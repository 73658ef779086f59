'use strict';

const fs = require('fs');
const path = require('path');
const runtime = require('./pug-runtime.js');
const viewRoots = require('./view-roots.js');

const java = binding.pug();
const SELF = 1;
const DEBUG = 2;
const FUNCTION = 4;
const identifier = /^[a-zA-Z_$][a-zA-Z0-9_$]*$/;

const open = java.open();
const close = java.close();

/** The run-time helpers of templates that leave escaping to one pass in Java. */
const marking = {
  ...runtime,
  finish: (html) => (html.includes(open) ? java.finish(html) : html),
  text: (value) => (value == null ? '' : '' + value),
  marked(key, value, terse) {
    if (value === false || value === true || value == null) {
      return runtime.attr(key, value, true, terse);
    }
    const json = typeof value.toJSON === 'function' ? value.toJSON() : value;
    return ' ' + key + '="' + open + (typeof json === 'string' ? json : JSON.stringify(json)) + close + '"';
  },
};

exports.name = 'Pug';
exports.runtime = runtime;
exports.cache = {};
exports.filters = {};

/** A failure that is not about pug's language: a file that cannot be read, or brackets only JavaScript has rules for. */
function plainFailure(code, message, file) {
  if (code === 'RangeError') {
    return new RangeError(message);
  }
  if (code === 'ERR_ASSERTION') {
    const { AssertionError } = require('assert');
    return new AssertionError({ message, actual: false, expected: true, operator: '==' });
  }
  const error = code === 'CHARACTER_PARSER:MISMATCHED_BRACKET' ? new SyntaxError(message) : new Error(message);
  const errno = { ENOENT: -2, EACCES: -13, EISDIR: -21 }[code];
  if (errno) {
    Object.assign(error, code === 'EISDIR' ? { errno, code, syscall: 'read' } : { errno, code, syscall: 'open', path: file });
  } else if (code) {
    error.code = code;
  }
  return error;
}

/** Code of the template that is no JavaScript, which nobody looks at before all of it is put together. */
function scriptFailure(result, self) {
  const cause = new SyntaxError(result.message().replace(/^SyntaxError: */, ''));
  if (self) {
    return cause;
  }
  const error = new Error('Error parsing body of the with expression');
  return Object.assign(error, { component: result.source(), babylonError: cause });
}

/** An error with pug's code, place and excerpt. */
function failure(result, options) {
  const code = result.code();
  if (code === 'JAVASCRIPT') {
    return scriptFailure(result, options.self);
  }
  const line = result.line() || undefined;
  const column = line && result.column();
  const filename = result.file() ?? undefined;
  const message = result.message();
  if (!code.startsWith('PUG:')) {
    return plainFailure(code, message, filename);
  }
  const src = result.excerpt() ?? undefined;
  const lines = src ? src.split('\n') : [];
  let full = (filename || 'Pug') + ':' + line + (column ? ':' + column : '');
  if (line >= 1 && line <= lines.length) {
    const first = Math.max(line - 3, 0);
    full += '\n' + lines.slice(first, Math.min(lines.length, line + 3)).map((content, i) => {
      const number = first + i + 1;
      const lead = (number === line ? '  > ' : '    ') + number + '| ';
      const pointer = number === line && column > 0 ? '\n' + '-'.repeat(lead.length + column - 1) + '^' : '';
      return lead + content + pointer;
    }).join('\n');
  }
  const error = new Error(full + '\n\n' + message);
  Object.assign(error, { code, msg: message, line, column, filename, src });
  error.toJSON = function () {
    return { code: this.code, msg: this.msg, line: this.line, column: this.column, filename: this.filename };
  };
  return error;
}

function indentation(pretty) {
  if (!pretty) {
    return '';
  }
  const unit = typeof pretty === 'string' ? pretty : '  ';
  return unit;
}

function refusePlugins(options) {
  if (options.plugins && options.plugins.length > 0) {
    const error = new Error('pug: the "plugins" option is not supported; use "filters", or list "pug" under ' +
      '"cortado": {"installed": ["pug"]} in package.json to run npm\'s pug');
    error.code = 'ERR_PUG_PLUGINS_UNSUPPORTED';
    throw error;
  }
}

/** What pug finds fault with after it has read a template without one. */
function checkOptions(options, name) {
  if (!/^\s*$/.test(indentation(options.pretty))) {
    throw new Error('The pretty parameter should either be a boolean or whitespace only string');
  }
  if (!identifier.test(name)) {
    throw new Error('The templateName parameter must be a valid JavaScript identifier if specified.');
  }
  if (options.doctype && /[<>]/.test(options.doctype)) {
    throw new Error('Doctype can not contain "<" or ">"');
  }
  if (options.globals && !options.globals.every((global) => identifier.test(global))) {
    throw new Error('The globals option must be an array of valid JavaScript identifiers if specified.');
  }
}

function ownFilter(options, name) {
  const filters = options.filters;
  return (filters && Object.hasOwn(filters, name) && filters[name]) ||
    (Object.hasOwn(exports.filters, name) && exports.filters[name]);
}

function filterOptions(options, name, source, file) {
  const attributes = (0, eval)(source);
  const defaults = (options.filterOptions && options.filterOptions[name]) || {};
  for (const key of Object.keys(defaults)) {
    if (!Object.hasOwn(attributes, key)) {
      attributes[key] = defaults[key];
    }
  }
  attributes.filename = file ?? undefined;
  return attributes;
}

/**
 * Calls a filter while a template is compiled; null when there is none of that name, a code and a message when its name
 * cannot be used.
 */
function filterRunner(options) {
  return function run(name, text, source, file, template, included) {
    const aliases = options.filterAliases || {};
    const target = aliases[name] || name;
    if (aliases[name] && aliases[target]) {
      return ['FILTER_ALISE_CHAIN', 'The filter "' + name + '" is an alias for "' + target + '", which is an alias for "' +
        aliases[target] + '".  Pug does not support chains of filter aliases.'];
    }
    const attributes = filterOptions(options, name, source, file);
    const filter = ownFilter(options, target);
    if (!filter) {
      const folder = template === null ? process.cwd() : path.dirname(template);
      return require('./pug-filters.js')(target, text, attributes, folder, included);
    }
    return String(included !== null && filter.renderBuffer
      ? filter.renderBuffer(fs.readFileSync(included), attributes) : filter(text, attributes));
  };
}

function sourceOf(filename, main, options) {
  if (filename === (options.filename === undefined ? undefined : String(options.filename))) {
    return main;
  }
  try {
    return fs.readFileSync(filename, 'utf8');
  } catch (ignored) {
    return undefined;
  }
}

function compileBody(source, options, flags, name) {
  refusePlugins(options);
  const filename = options.filename === undefined ? null : String(options.filename);
  const result = java.compile(
    source,
    filename,
    process.cwd(),
    options.basedir ? String(options.basedir) : null,
    viewRoots(options, filename === null ? undefined : path.resolve(filename)).join('\n'),
    indentation(options.pretty),
    options.doctype ? String(options.doctype) : null,
    flags | (options.self ? SELF : 0),
    (options.globals || []).join('\n'),
    name,
    filterRunner(options));
  for (const warning of result.warnings() ? result.warnings().split('\0') : []) {
    console.warn(warning);
  }
  if (result.failed() && result.code() !== 'JAVASCRIPT') {
    throw failure(result, options);
  }
  checkOptions(options, name);
  if (result.failed()) {
    throw failure(result, options);
  }
  return result;
}

function dependencies(result) {
  const text = result.dependencies();
  return text ? text.split('\n') : [];
}

function stripMark(source) {
  const text = String(source);
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/**
 * Compiles a template to a function from locals to HTML.
 *
 * @param {string} str
 * @param {object} [options] basedir, compileDebug, doctype, filename, filters, globals, pretty, self
 * @returns {Function} with the property `dependencies`
 */
exports.compile = function compile(str, options = {}) {
  const source = stripMark(str);
  const debug = options.compileDebug !== false;
  const result = compileBody(source, options, FUNCTION | (debug ? DEBUG : 0), 'template');
  const sources = (file) => (file || options.compileDebug === true ? sourceOf(file, source, options) : undefined);
  const helpers = debug ? { ...marking, sources } : marking;
  const template = result.function()(helpers);
  template.dependencies = dependencies(result);
  return template;
};

/** Like `compileClient`, as `{ body, dependencies }`. */
exports.compileClientWithDependenciesTracked = function (str, options = {}) {
  const name = options.name || 'template';
  const source = stripMark(str);
  const result = compileBody(source, options, options.compileDebug ? DEBUG : 0, name);
  let body = result.source();
  if (options.inlineRuntimeFunctions !== false) {
    const sources = options.compileDebug ? 'exports.sources = ' + JSON.stringify(source) + ';' : '';
    body = 'var pug = (function () { var exports = {};\n' + java.runtimeSource() + sources + '\nreturn exports; })();\n' + body;
  } else if (options.module) {
    body = 'var pug = require("pug-runtime");\n' + body;
  }
  if (options.module) {
    body += '\nmodule.exports = ' + name + ';';
  }
  return { body, dependencies: dependencies(result) };
};

/** Compiles a template to the source of a function that runs in a browser. */
exports.compileClient = function compileClient(str, options) {
  return exports.compileClientWithDependenciesTracked(str, options).body;
};

function cached(options, str) {
  const key = options.filename;
  if (options.cache && exports.cache[key]) {
    return exports.cache[key];
  }
  const source = str === undefined ? fs.readFileSync(options.filename, 'utf8') : str;
  const template = exports.compile(source, options);
  if (options.cache) {
    exports.cache[key] = template;
  }
  return template;
}

/** Compiles the template in a file. */
exports.compileFile = function compileFile(file, options = {}) {
  options.filename = file;
  return cached(options);
};

/** Compiles the template in a file to the source of a function that runs in a browser. */
exports.compileFileClient = function compileFileClient(file, options = {}) {
  const key = file + ':client';
  options.filename = file;
  if (options.cache && exports.cache[key]) {
    return exports.cache[key];
  }
  const body = exports.compileClient(fs.readFileSync(options.filename, 'utf8'), options);
  if (options.cache) {
    exports.cache[key] = body;
  }
  return body;
};

function answer(callback, work) {
  let html;
  try {
    html = work();
  } catch (error) {
    return callback(error);
  }
  return callback(null, html);
}

/** Renders a template; the locals are options at the same time. */
exports.render = function render(str, options, callback) {
  if (typeof options === 'function') {
    return exports.render(str, undefined, options);
  }
  if (typeof callback === 'function') {
    return answer(callback, () => exports.render(str, options));
  }
  const locals = options || {};
  if (locals.cache && !locals.filename) {
    throw new Error('the "filename" option is required for caching');
  }
  return cached(locals, str)(locals);
};

/** Renders the template in a file. */
exports.renderFile = function renderFile(file, options, callback) {
  if (typeof options === 'function') {
    return exports.renderFile(file, undefined, options);
  }
  if (typeof callback === 'function') {
    return answer(callback, () => exports.renderFile(file, options));
  }
  const locals = options || {};
  locals.filename = file;
  return cached(locals)(locals);
};

/** The engine Express asks for. */
exports.__express = function (file, options, callback) {
  if (options.compileDebug === undefined && process.env.NODE_ENV === 'production') {
    options.compileDebug = false;
  }
  exports.renderFile(file, options, callback);
};
