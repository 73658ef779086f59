'use strict';

/** Node's `vm`. A context is a realm of its own whose global object looks everything up in the sandbox first. */

const { codes, unsupported } = require('../errors/errors.js');
const {
  validateArray, validateBoolean, validateBuffer, validateInt32, validateObject, validateOneOf, validateString, validateUint32,
} = require('../errors/validators.js');
const { locate } = require('../errors/excerpt.js');
const contexts = require('./contexts.js');
const { isNativeError } = require('../inspect/types.js');
const compile = internalBinding('vm').compile();

const DEFAULT_NAME = 'evalmachine.<anonymous>';

const constants = Object.freeze({
  __proto__: null,
  USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol('vm_dynamic_import_main_context_default'),
  DONT_CONTEXTIFY: Symbol('vm_context_no_contextify'),
});

/** The options of a script, of which a string is its file's name. */
function scriptOptions(options) {
  if (typeof options === 'string') return { filename: options, lineOffset: 0, columnOffset: 0 };
  validateObject(options, 'options');
  const { filename = DEFAULT_NAME, lineOffset = 0, columnOffset = 0, cachedData, produceCachedData = false } = options;
  validateString(filename, 'options.filename');
  validateInt32(lineOffset, 'options.lineOffset');
  validateInt32(columnOffset, 'options.columnOffset');
  if (cachedData !== undefined) validateBuffer(cachedData, 'options.cachedData');
  validateBoolean(produceCachedData, 'options.produceCachedData');
  return { filename, lineOffset, columnOffset, cachedData, produceCachedData };
}

/** How long a script may run, in milliseconds; 0 without a limit. */
function limitOf(options) {
  const { timeout, displayErrors, breakOnSigint } = options;
  if (timeout !== undefined) validateUint32(timeout, 'options.timeout', true);
  if (displayErrors !== undefined) validateBoolean(displayErrors, 'options.displayErrors');
  if (breakOnSigint !== undefined) validateBoolean(breakOnSigint, 'options.breakOnSigint');
  return timeout ?? 0;
}

/** Compiles a script whose first character is said to stand somewhere else than at the beginning of its file. */
function compiled(code, { filename, lineOffset, columnOffset }) {
  const before = '\n'.repeat(Math.max(lineOffset, 0)) + ' '.repeat(Math.max(columnOffset, 0));
  return compile(before + code, filename, (message, line, column, length, text) => {
    throw locate(new SyntaxError(message), { file: filename, line, column, length, text });
  });
}

/** Shows where in a script an error has left it, unless that is known: where its stack enters the script. */
function located(error, code, { filename, lineOffset, columnOffset }) {
  if (!isNativeError(error) || typeof error.stack !== 'string' || !Object.isExtensible(error)) return error;
  const place = new RegExp(`\\bat (?:.* \\()?${escaped(filename)}:(\\d+):(\\d+)`).exec(error.stack);
  if (place === null) return error;
  const line = Number(place[1]);
  const text = code.split('\n', line - lineOffset)[line - lineOffset - 1];
  if (text === undefined) return error;
  let column = Number(place[2]) - (line === lineOffset + 1 ? columnOffset : 0);
  // What is thrown is made behind the word.
  if (text.slice(0, column - 1).endsWith('throw ')) column -= 'throw '.length;
  return locate(error, { file: filename, line, column, text });
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

class Script {
  #evaluate;
  #code;
  #given;

  constructor(code, options = {}) {
    const given = scriptOptions(options);
    this.#code = `${code}`;
    this.#given = given;
    this.#evaluate = compiled(this.#code, given);
    // There is no code that could be kept.
    if (given.cachedData !== undefined) this.cachedDataRejected = true;
    if (given.produceCachedData) this.cachedDataProduced = false;
    this.sourceMapURL = /\/\/[#@] sourceMappingURL=(\S+)\s*$/.exec(code)?.[1];
  }

  #run(realm, options) {
    const limit = limitOf(options);
    try {
      return this.#evaluate(realm, limit, () => {
        throw new codes.ERR_SCRIPT_EXECUTION_TIMEOUT(limit);
      });
    } catch (error) {
      throw options.displayErrors === false ? error : located(error, this.#code, this.#given);
    }
  }

  runInThisContext(given) {
    const options = given === undefined ? {} : given;
    validateObject(options, 'options');
    return this.#run(undefined, options);
  }

  runInContext(contextifiedObject, given) {
    const options = given === undefined ? {} : given;
    const realm = contexts.realmOf(contextifiedObject);
    validateObject(options, 'options');
    return this.#run(realm, options);
  }

  runInNewContext(contextObject, options) {
    return this.runInContext(createContext(contextObject, newContextOptions(options)), options);
  }

  createCachedData() {
    return Buffer.alloc(0);
  }
}

/** What `runInNewContext` says of the context, in options of its own. */
function newContextOptions(options) {
  if (options === undefined || typeof options === 'string') return {};
  const { contextName: name, contextOrigin: origin, contextCodeGeneration: codeGeneration, microtaskMode } = options;
  return { name, origin, codeGeneration, microtaskMode };
}

function checkContextOptions({ name, origin, codeGeneration, microtaskMode }) {
  if (name !== undefined) validateString(name, 'options.name');
  if (origin !== undefined) validateString(origin, 'options.origin');
  if (codeGeneration !== undefined) {
    validateObject(codeGeneration, 'options.codeGeneration');
    const { strings = true, wasm = true } = codeGeneration;
    validateBoolean(strings, 'options.codeGeneration.strings');
    validateBoolean(wasm, 'options.codeGeneration.wasm');
  }
  validateOneOf(microtaskMode, 'options.microtaskMode', ['afterEvaluate', undefined]);
  if (microtaskMode !== undefined) {
    throw unsupported('vm.createContext with microtaskMode', 'await what the script returns');
  }
}

function createContext(contextObject = {}, options = {}) {
  const isPlain = contextObject === constants.DONT_CONTEXTIFY;
  if (!isPlain) {
    validateObject(contextObject, 'object', { allowFunction: true, allowArray: true });
    if (contexts.has(contextObject)) return contextObject;
  }
  validateObject(options, 'options');
  checkContextOptions(options);
  return contexts.create(isPlain ? undefined : contextObject, options.codeGeneration?.strings !== false);
}

function isContext(object) {
  validateObject(object, 'object', { allowFunction: true, allowArray: true });
  return contexts.has(object);
}

function compileFunction(code, params, options = {}) {
  validateString(code, 'code');
  if (params !== undefined) {
    validateArray(params, 'params');
    params.forEach((param, i) => validateString(param, `params[${i}]`));
  }
  const given = scriptOptions({ filename: '', ...options });
  const { parsingContext, contextExtensions = [] } = options;
  const realm = parsingContext === undefined ? undefined : contexts.realmOf(parsingContext, 'options.parsingContext');
  validateArray(contextExtensions, 'options.contextExtensions');
  contextExtensions.forEach((extension, i) => validateObject(extension, `options.contextExtensions[${i}]`, { nullable: true }));
  const inner = `(function (${(params ?? []).join(',')}) {`;
  const scopes = contextExtensions.map((_, i) => `with (arguments[${i}]) `).join('');
  const head = scopes === '' ? inner : `(function () { ${scopes} return ${inner}`;
  // The head stands before the first line, where nobody counts columns.
  const text = `${head}${code}\n})${scopes === '' ? '' : ' })'}`;
  const fn = compiled(text, given)(realm, 0);
  const made = scopes === '' ? fn : fn(...contextExtensions);
  if (given.cachedData !== undefined) made.cachedDataRejected = true;
  if (given.produceCachedData) made.cachedDataProduced = false;
  return made;
}

function namedOptions(options) {
  return typeof options === 'string' ? { filename: options } : options === undefined ? {} : options;
}

module.exports = {
  Script,
  createContext,
  createScript: (code, options) => new Script(code, options),
  runInContext(code, contextifiedObject, options) {
    contexts.realmOf(contextifiedObject);
    const given = namedOptions(options);
    return new Script(code, given).runInContext(contextifiedObject, given);
  },
  runInNewContext(code, contextObject, options) {
    const given = namedOptions(options);
    return new Script(code, given).runInContext(createContext(contextObject, newContextOptions(given)), given);
  },
  runInThisContext(code, options) {
    const given = namedOptions(options);
    return new Script(code, given).runInThisContext(given);
  },
  isContext,
  compileFunction,
  measureMemory() {
    throw unsupported('vm.measureMemory', 'use process.memoryUsage()');
  },
  constants,
};
