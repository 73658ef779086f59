'use strict';

/** Node's `vm`. Code runs in this context; a sandbox is laid over its globals, not a realm of its own. */

const { codes, unsupported } = require('../internal/errors');
const { validateString, validateArray, validateObject } = require('../internal/validators');

const sandboxes = new WeakSet();
const indirectEval = globalThis.eval;

function sourceName(options) {
  const name = typeof options === 'string' ? options : options?.filename;
  if (name !== undefined) validateString(name, 'options.filename');
  return name ?? 'evalmachine.<anonymous>';
}

const named = (code, options) => `${code}\n//# sourceURL=${sourceName(options)}`;

/** Looks names up in the sandbox first and puts new ones into it. */
function scopeOf(sandbox) {
  return new Proxy(sandbox, {
    has: (_, key) => key !== 'arguments' && key !== kCode,
    get(target, key) {
      if (key === Symbol.unscopables) return undefined;
      if (key in target) return target[key];
      if (key === 'globalThis') return target;
      if (typeof key === 'string' && builtIn.has(key)) return globalThis[key];
      throw new ReferenceError(`${String(key)} is not defined`);
    },
    set(target, key, value) {
      target[key] = value;
      return true;
    },
  });
}
const kCode = '__cortado_code__';

/** The language's own globals are visible in every context; the host's (process, require, timers) are not. */
const builtIn = new Set(['Object', 'Function', 'Array', 'String', 'Date', 'Number', 'Boolean', 'RegExp', 'Math', 'JSON', 'NaN',
  'Infinity', 'undefined', 'isNaN', 'isFinite', 'parseFloat', 'parseInt', 'encodeURI', 'encodeURIComponent', 'decodeURI',
  'decodeURIComponent', 'escape', 'unescape', 'eval', 'Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError',
  'TypeError', 'URIError', 'AggregateError', 'ArrayBuffer', 'SharedArrayBuffer', 'Int8Array', 'Uint8Array',
  'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array',
  'BigInt64Array', 'BigUint64Array', 'DataView', 'BigInt', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'Symbol',
  'Reflect', 'Proxy', 'Promise', 'Iterator', 'Atomics', 'FinalizationRegistry', 'Intl']);

/** Top-level `var` and function declarations become properties of the sandbox, as they do in a context of its own. */
function hoisted(code) {
  const names = new Set();
  for (const match of code.matchAll(/^(?:async\s+)?function\s*\*?\s*([\w$]+)/gm)) names.add(match[1]);
  return [...names];
}

function runIn(code, sandbox, options) {
  const declared = hoisted(code);
  const keep = declared.map((name) => `try { this.${name} = ${name}; } catch {}`).join('');
  const run = new Function('__cortado_scope__', kCode,
    `with (__cortado_scope__) { return eval(${kCode}); }`);
  const body = code.replace(/^var\s+(?=[\w$]+\s*(=|;|$))/gm, '');
  return run.call(sandbox, scopeOf(sandbox), named(keep === '' ? body : `${keep}\n${body}`, options));
}

function needContext(value, name = 'contextifiedObject') {
  validateObject(value, name, { allowFunction: true });
  if (!sandboxes.has(value)) throw new codes.ERR_INVALID_ARG_TYPE(name, 'vm.Context', value);
}

function createContext(sandbox = {}, options = {}) {
  validateObject(options, 'options');
  if (sandbox === constants.DONT_CONTEXTIFY) sandbox = {};
  validateObject(sandbox, 'contextObject', { allowFunction: true, allowArray: true });
  sandboxes.add(sandbox);
  return sandbox;
}

function isContext(value) {
  validateObject(value, 'object', { allowFunction: true, allowArray: true });
  return sandboxes.has(value);
}

class Script {
  #code;
  #options;

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
    return runIn(this.#code, sandbox, this.#options);
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
  return options?.parsingContext ? runIn(text, options.parsingContext, options) : indirectEval(named(text, options));
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
