'use strict';

/** What an object descends from: the class that names it, and what its classes give it besides methods. */

const engine = require('./engine.js');

const { getPrototypeOf, getOwnPropertyDescriptor } = Object;
const isEnumerable = Function.prototype.call.bind(Object.prototype.propertyIsEnumerable);

const builtIns = new Set(Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Z][a-zA-Z0-9]+$/.test(name)));

/** How far up accessors are looked for. */
const GENERATIONS = 3;

const isBuiltIn = (name) => builtIns.has(name);

/** The word an object has in `[object Word]`. */
function className(value) {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** The object behind a proxy, and behind one that this is of; null when one of them is revoked. */
function behindProxies(value) {
  for (let proxy = engine.proxy(value); proxy !== undefined; proxy = engine.proxy(value)) value = proxy[0];
  return value;
}

/** Whether an object is its own class's prototype. */
const isPrototype = (value) => getOwnPropertyDescriptor(value, 'constructor')?.value?.prototype === value;

/** The class whose prototype an object is, as far as its own `constructor` tells. */
function classAt(holder) {
  const found = getOwnPropertyDescriptor(holder, 'constructor');
  return typeof found?.value === 'function' ? found.value : undefined;
}

function isInstance(value, Class) {
  try {
    return value instanceof Class;
  } catch {
    return false;
  }
}

/** The nearest object in the chain whose class has a name and the value for an instance; null when there is none. */
function namingHolder(value) {
  let holder = value;
  while (holder !== null) {
    const Class = getOwnPropertyDescriptor(holder, 'constructor')?.value;
    if (typeof Class === 'function' && Class.name !== '' && isInstance(value, Class)) return holder;
    holder = getPrototypeOf(holder);
  }
  return null;
}

/** The name of the class a value is an instance of, or undefined. */
function nameOf(value) {
  const holder = namingHolder(value);
  return holder === null ? undefined : String(getOwnPropertyDescriptor(holder, 'constructor').value.name);
}

/** `[holder, key, descriptor]` of each accessor and value, but no method, that classes of the app's own give. */
function inherited(value) {
  const naming = namingHolder(value);
  const parent = getPrototypeOf(value);
  if (naming === null || (naming === parent && isBuiltIn(classAt(parent).name))) return [];
  const out = [];
  const known = new Set(['constructor', ...Reflect.ownKeys(value)]);
  let holder = parent;
  for (let i = 0; i < GENERATIONS && holder !== null; i++) {
    if ((i > 0 || naming === value) && isBuiltIn(classAt(holder)?.name)) break;
    for (const key of Reflect.ownKeys(holder)) {
      if (known.has(key)) continue;
      known.add(key);
      const found = getOwnPropertyDescriptor(holder, key);
      if (typeof found.value !== 'function') out.push([holder, key, found]);
    }
    holder = getPrototypeOf(holder);
  }
  return out;
}

/** Whether a class's name ends a word of its own with the tag, which then says nothing new: "AsyncMap" and "Map". */
function tellsTag(name, tag) {
  const at = name.indexOf(tag);
  const next = name[at + tag.length];
  return at !== -1 && (next === undefined || next !== next.toLowerCase());
}

module.exports = {
  isEnumerable, isBuiltIn, isPrototype, behindProxies, className, nameOf, inherited, tellsTag,
};
