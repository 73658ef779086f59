'use strict';

/** Node's `vm`. Code runs in this context; a sandbox is laid over its globals, not a realm of its own. */

const { codes, unsupported } = require('../errors/errors.js');
const { validateString, validateArray, validateObject } = require('../errors/validators.js');

/** Contexts, with the names of variables that were declared in them: these have no property until they are assigned. */
const sandboxes = new WeakMap();
const indirectEval = globalThis.eval;

function sourceName(options) {
  const name = typeof options === 'string' ? options : options?.filename;
  if (name !== undefined) validateString(name, 'options.filename');
  return name ?? 'evalmachine.<anonymous>';
}

const named = (code, options) => `${code}\n//# sourceURL=${sourceName(options)}`;

/** Looks names up in the sandbox first and puts new ones into it; what the code itself declares is behind it. */
function scopeOf(sandbox, code) {
  const declared = sandboxes.get(sandbox);
  // Whether a name is read or asked for its type is all the same to a scope: what is asked for by name is not missed.
  const asked = new Set();
  for (const match of code.matchAll(/\btypeof\b[\s(]*([\w$]+)/g)) asked.add(match[1]);
  let declaring = false;
  /** Lays the functions that the code declares into the sandbox, and remembers its variables. */
  const declare = (readers) => {
    declaring = true;
    const values = Object.entries(readers).map(([name, read]) => [name, read()]);
    declaring = false;
    for (const [name, value] of values) {
      if (typeof value === 'function') sandbox[name] = value;
      else declared.add(name);
    }
  };
  return new Proxy(sandbox, {
    has: (_, key) => !declaring && key !== 'arguments' && key !== kCode,
    get(target, key) {
      if (key === Symbol.unscopables) return undefined;
      if (key in target) return target[key];
      if (key === 'globalThis') return target;
      if (key === kDeclare) return declare;
      if (typeof key === 'string' && builtIn.has(key)) return globalThis[key];
      if (declared.has(key) || asked.has(key)) return undefined;
      throw new ReferenceError(`${String(key)} is not defined`);
    },
    set(target, key, value) {
      target[key] = value;
      return true;
    },
  });
}
const kDeclare = '__cortado_declare__';
const kCode = '__cortado_code__';

/** The language's own globals are visible in every context; the host's (process, require, timers) are not. */
const builtIn = new Set(['Object', 'Function', 'Array', 'String', 'Date', 'Number', 'Boolean', 'RegExp', 'Math', 'JSON', 'NaN',
  'Infinity', 'undefined', 'isNaN', 'isFinite', 'parseFloat', 'parseInt', 'encodeURI', 'encodeURIComponent', 'decodeURI',
  'decodeURIComponent', 'escape', 'unescape', 'eval', 'Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError',
  'TypeError', 'URIError', 'AggregateError', 'ArrayBuffer', 'SharedArrayBuffer', 'Int8Array', 'Uint8Array',
  'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array',
  'BigInt64Array', 'BigUint64Array', 'DataView', 'BigInt', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'Symbol',
  'Reflect', 'Proxy', 'Promise', 'Iterator', 'Atomics', 'FinalizationRegistry', 'Intl']);

/**
 * The names of the `var` and function declarations that belong to the whole script, wherever they stand: evaluated as a
 * script that stops before its first statement, the engine declares them and does nothing else. Globals are put back.
 */
function declaredNames(code) {
  if (!/\b(?:var|function)\b/.test(code)) return [];
  const before = Object.getOwnPropertyDescriptors(globalThis);
  try {
    indirectEval(`throw undefined;${code}\n`);
  } catch {
    // That undefined, or what running the code will say itself.
  }
  const names = [];
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!Object.hasOwn(before, name)) {
      names.push(name);
      delete globalThis[name];
    } else {
      const now = Object.getOwnPropertyDescriptor(globalThis, name);
      if (!Object.is(now.value, before[name].value) || now.get !== before[name].get) {
        names.push(name);
        Object.defineProperty(globalThis, name, before[name]);
      }
    }
  }
  return names;
}

/**
 * Top-level `var` and function declarations become properties of the sandbox, as they do in a context of its own. Code
 * that has some runs without its `'use strict'`, under which the declarations would be its own.
 */
function runIn(code, sandbox, options, names) {
  const run = new Function('__cortado_scope__', kCode,
    `with (__cortado_scope__) { return eval(${kCode}); }`);
  const readers = names.map((name) => `${name}: () => ${name}`).join();
  // A declaration has no value that could be taken for the script's.
  const head = names.length === 0 ? '' : `const __cortado_done__ = ${kDeclare}({${readers}});`;
  return run.call(sandbox, scopeOf(sandbox, code), named(head + code, options));
}

function needContext(value, name = 'contextifiedObject') {
  validateObject(value, name, { allowFunction: true });
  if (!sandboxes.has(value)) throw new codes.ERR_INVALID_ARG_TYPE(name, 'vm.Context', value);
}

function createContext(sandbox = {}, options = {}) {
  validateObject(options, 'options');
  if (sandbox === constants.DONT_CONTEXTIFY) sandbox = {};
  validateObject(sandbox, 'contextObject', { allowFunction: true, allowArray: true });
  if (!sandboxes.has(sandbox)) sandboxes.set(sandbox, new Set());
  return sandbox;
}

function isContext(value) {
  validateObject(value, 'object', { allowFunction: true, allowArray: true });
  return sandboxes.has(value);
}

class Script {
  #code;
  #options;
  #names;

  constructor(code, options = {}) {
    this.#code = `${code}`;
    this.#options = options;
    // Compiles without running, so that syntax errors come now.
    try {
      new Function(this.#code);
    } catch (err) {
      if (!/return/.test(err.message)) throw err;
    }
    this.cachedDataRejected = options?.cachedData ? true : undefined;
    this.sourceMapURL = /\/\/[#@] sourceMappingURL=(\S+)\s*$/.exec(this.#code)?.[1];
  }

  runInThisContext() {
    return indirectEval(named(this.#code, this.#options));
  }

  runInContext(sandbox) {
    needContext(sandbox);
    this.#names ??= declaredNames(this.#code);
    return runIn(this.#code, sandbox, this.#options, this.#names);
  }

  runInNewContext(sandbox, options) {
    return this.runInContext(createContext(sandbox, options));
  }

  createCachedData() {
    return Buffer.alloc(0);
  }
}

function compileFunction(code, params = [], options = {}) {
  validateString(code, 'code');
  validateArray(params, 'params');
  const text = `(function (${params.join(',')}) {\n${code}\n})`;
  return options?.parsingContext ? runIn(text, options.parsingContext, options, []) : indirectEval(named(text, options));
}

const constants = Object.freeze({
  __proto__: null,
  USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol('vm_dynamic_import_main_context_default'),
  DONT_CONTEXTIFY: Symbol('vm_context_no_contextify'),
});

module.exports = {
  Script,
  createContext,
  createScript: (code, options) => new Script(code, options),
  runInContext: (code, sandbox, options) => new Script(code, options).runInContext(sandbox),
  runInNewContext: (code, sandbox, options) => new Script(code, options).runInNewContext(sandbox, undefined),
  runInThisContext: (code, options) => new Script(code, options).runInThisContext(),
  isContext,
  compileFunction,
  measureMemory() {
    throw unsupported('vm.measureMemory', 'use process.memoryUsage()');
  },
  constants,
};
