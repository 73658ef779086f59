'use strict';

/**
 * Knows the target and handler of each `Proxy`, which `util.inspect` and `util.types.isProxy` need and the language
 * does not tell: the global `Proxy` is wrapped once so that it notes them.
 */

const known = new WeakMap();

function note(proxy, target, handler) {
  known.set(proxy, [target, handler]);
  return proxy;
}

/** Puts the noting `Proxy` in the place of the built-in one. */
function install(scope) {
  const Native = scope.Proxy;
  const noting = new Native(Native, {
    construct(_, args, newTarget) {
      return note(Reflect.construct(Native, args, newTarget === noting ? Native : newTarget), args[0], args[1]);
    },
    get(target, key) {
      return key === 'revocable' ? revocable : target[key];
    },
  });
  function revocable(target, handler) {
    const made = Native.revocable(target, handler);
    const entry = [target, handler];
    known.set(made.proxy, entry);
    return {
      proxy: made.proxy,
      revoke() {
        made.revoke();
        entry[0] = entry[1] = null;
      },
    };
  }
  Object.defineProperty(scope, 'Proxy', { value: noting, writable: true, configurable: true, enumerable: false });
}

/** `[target, handler]` of a proxy (nulls when revoked), else undefined. */
function details(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function' ? known.get(value) : undefined;
}

module.exports = { install, details };
