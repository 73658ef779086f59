'use strict';

/** Contexts of `vm`: each is a realm whose global object is a proxy over the sandbox. */

const { codes } = require('../errors/errors.js');
const { validateObject } = require('../errors/validators.js');
const vm = internalBinding('vm');
const createRealm = vm.createRealm();
const globals = vm.globals();

/** The realms of sandboxes, each by its own `Object`. */
const realms = new WeakMap();

/**
 * The handler of a context's global object, as V8's interceptors look things up: in the sandbox, with what that inherits, then
 * in the realm's own globals, which are the target. Declarations of scripts are kept in both, for a proxy may not invent what
 * cannot be deleted.
 */
function handlerFor(sandbox) {
  return {
    has: (own, key) => key in sandbox || key in own,
    get(own, key) {
      if (key in sandbox) return sandbox[key];
      return own[key];
    },
    set(own, key, value) {
      const known = Object.getOwnPropertyDescriptor(own, key);
      if (known !== undefined && known.writable === false) return false;
      if (!Reflect.set(sandbox, key, value)) return false;
      if (known !== undefined && !known.configurable && Object.hasOwn(known, 'value')) own[key] = value;
      return true;
    },
    deleteProperty(own, key) {
      if (Object.hasOwn(sandbox, key)) {
        if (!Reflect.deleteProperty(sandbox, key)) return false;
      }
      return Reflect.deleteProperty(own, key);
    },
    ownKeys: (own) => [...new Set([...Reflect.ownKeys(sandbox), ...Reflect.ownKeys(own)])],
    getOwnPropertyDescriptor(own, key) {
      const mine = Object.getOwnPropertyDescriptor(own, key);
      const given = Object.getOwnPropertyDescriptor(sandbox, key);
      if (given === undefined) return mine;
      return mine !== undefined && !mine.configurable ? { ...given, configurable: false } : { ...given, configurable: true };
    },
    defineProperty(own, key, descriptor) {
      // A variable that is declared is no property of the sandbox until it has a value.
      const isDeclaration = descriptor.configurable === false && descriptor.value === undefined && 'value' in descriptor;
      if (!isDeclaration || Object.hasOwn(sandbox, key)) {
        const wanted = Object.hasOwn(sandbox, key) ? descriptor : { ...descriptor, configurable: true };
        if (!Reflect.defineProperty(sandbox, key, wanted)) return false;
      }
      return descriptor.configurable === false || Object.hasOwn(own, key) ? Reflect.defineProperty(own, key, descriptor) : true;
    },
  };
}

/** What V8 has in every realm, for a debugger that nobody has attached. */
function quietConsole() {
  const names = ['log', 'warn', 'dir', 'time', 'timeEnd', 'timeLog', 'trace', 'assert', 'clear', 'count', 'countReset', 'group',
    'groupCollapsed', 'groupEnd', 'table', 'debug', 'info', 'dirxml', 'error', 'profile', 'profileEnd', 'timeStamp', 'context'];
  return Object.fromEntries(names.map((name) => [name, { [name]() {} }[name]]));
}

function forbidStrings(own) {
  const refuse = () => {
    throw new own.EvalError('Code generation from strings disallowed for this context');
  };
  const { prototype } = own.Function;
  own.eval = function eval_(text) {
    return typeof text === 'string' ? refuse() : text;
  };
  own.Function = new Proxy(own.Function, { apply: refuse, construct: refuse });
  Object.defineProperty(prototype, 'constructor', { value: own.Function, configurable: true, writable: true });
}

/** A context for a sandbox, or one whose globals are an ordinary object's. */
function create(sandbox, strings) {
  const realm = createRealm();
  const own = globals(realm);
  Object.defineProperty(own, 'console', { value: quietConsole(), configurable: true, enumerable: false, writable: true });
  if (!strings) forbidStrings(own);
  if (sandbox === undefined) {
    realms.set(own, realm);
    return own;
  }
  const proxy = new Proxy(own, handlerFor(sandbox));
  Object.defineProperty(own, 'globalThis', { value: proxy, configurable: true, enumerable: false, writable: true });
  globals(realm, proxy);
  realms.set(sandbox, realm);
  return sandbox;
}

/** The realm of a sandbox; anything else is refused under the name it was given by. */
function realmOf(sandbox, name = 'contextifiedObject') {
  validateObject(sandbox, name, { allowFunction: true, allowArray: true });
  const realm = realms.get(sandbox);
  if (realm === undefined) throw new codes.ERR_INVALID_ARG_TYPE(name, 'vm.Context', sandbox);
  return realm;
}

module.exports = { create, realmOf, has: (object) => realms.has(object) };
