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

/** An error with pug's code, place and excerpt. */
function failure(result, source) {
  const { line, column } = { line: result.line(), column: result.column() };
  const code = result.code();
  const filename = result.file() || undefined;
  const message = result.message();
  if (!code.startsWith('PUG:')) {
    const error = new Error(message);
    if (code) {
      error.code = code;
    }
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') {
      Object.assign(error, { errno: { ENOENT: -2, EACCES: -13, EISDIR: -21 }[code], syscall: 'open', path: filename });
    }
    return error;
  }
  const text = typeof source === 'string' ? source : '';
  const lines = text.split('\n');
  let full = (filename || 'Pug') + ':' + line + (column ? ':' + column : '');
  if (text && line >= 1 && line <= lines.length) {
    const first = Math.max(line - 3, 0);
    full += '\n' + lines.slice(first, Math.min(lines.length, line + 3)).map((content, i) => {
      const number = first + i + 1;
      const lead = (number === line ? '  > ' : '    ') + number + '| ';
      const pointer = number === line && column > 0 ? '\n' + '-'.repeat(lead.length + column - 1) + '^' : '';
      return lead + content + pointer;
    }).join('\n');
  }
  const error = new Error(full + '\n\n' + message);
  Object.assign(error, { code, msg: message, line, column, filename, src: text || undefined });
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
  if (!/^\s+$/.test(unit)) {
    throw new Error('The pretty parameter should either be a boolean or whitespace only string');
  }
  return unit;
}

function checked(options, name) {
  if (options.plugins && options.plugins.length > 0) {
    const error = new Error('pug: the "plugins" option is not supported; use "filters", or list "pug" under ' +
      '"cortado": {"installed": ["pug"]} in package.json to run npm\'s pug');
    error.code = 'ERR_PUG_PLUGINS_UNSUPPORTED';
    throw error;
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

/** Calls a filter while a template is compiled; null when there is none of that name. */
function filterRunner(options) {
  return function run(name, text, source, file) {
    const aliases = options.filterAliases || {};
    const target = aliases[name] || name;
    const filter = (options.filters && options.filters[target]) || exports.filters[target];
    if (typeof filter !== 'function') {
      return null;
    }
    const attributes = (0, eval)(source);
    const defaults = (options.filterOptions && options.filterOptions[name]) || {};
    for (const key of Object.keys(defaults)) {
      if (!Object.hasOwn(attributes, key)) {
        attributes[key] = defaults[key];
      }
    }
    attributes.filename = file || undefined;
    return String(filter(text, attributes));
  };
}

function sourceOf(filename, main, options) {
  if (!filename && options.filename === undefined) {
    return main;
  }
  if (filename && options.filename !== undefined && path.resolve(String(options.filename)) === filename) {
    return main;
  }
  try {
    return fs.readFileSync(filename, 'utf8');
  } catch (ignored) {
    return undefined;
  }
}

function compileBody(source, options, flags, name) {
  checked(options, name);
  const filename = options.filename === undefined ? null : path.resolve(String(options.filename));
  const result = java.compile(
    source,
    filename,
    options.basedir ? path.resolve(String(options.basedir)) : null,
    viewRoots(options, filename).join('\n'),
    indentation(options.pretty),
    options.doctype ? String(options.doctype) : null,
    flags | (options.self ? SELF : 0),
    (options.globals || []).join('\n'),
    name,
    filterRunner(options));
  if (result.failed()) {
    const file = result.file();
    throw failure(result, !file || file === filename ? source : sourceOf(file, source, options));
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
