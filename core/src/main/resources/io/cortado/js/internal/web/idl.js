'use strict';

/** What Web IDL makes of a class, where a JavaScript class does otherwise: members are enumerable, and it has a tag. */

/** Makes the members of a class that have a name enumerable (all, or those named), and gives its prototype the tag of its name. */
function expose(type, names = Object.getOwnPropertyNames(type.prototype)) {
  for (const name of names) {
    if (name !== 'constructor') Object.defineProperty(type.prototype, name, { enumerable: true });
  }
  Object.defineProperty(type.prototype, Symbol.toStringTag, { configurable: true, value: type.name });
  return type;
}

/** Gives a class the members of the class that it is made of, which nobody else sees: what is an interface's stands on its prototype. */
function own(type, mixin) {
  for (const name of Reflect.ownKeys(mixin.prototype)) {
    if (Object.hasOwn(type.prototype, name)) continue;
    Object.defineProperty(type.prototype, name, Object.getOwnPropertyDescriptor(mixin.prototype, name));
  }
  Object.setPrototypeOf(type.prototype, Object.getPrototypeOf(mixin.prototype));
  return expose(type);
}

/** Makes static members enumerable. */
function exposeStatic(type, names) {
  for (const name of names) Object.defineProperty(type, name, { enumerable: true });
}

module.exports = { expose, own, exposeStatic };
