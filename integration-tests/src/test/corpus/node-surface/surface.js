'use strict';

// Prints what a program can reach of Node's core modules and globals, one line each: the module, the member's path, and what it
// is: a function with its length, a class with its members, an object, a primitive's type.
const { builtinModules } = require('node:module');

const lines = [];
const line = (module, member, is) => lines.push(`${module}\t${member}\t${is}`);

/** What a value is: a function with its length, a class, a kind of object, or a primitive's type. */
function kindOf(value) {
  if (typeof value === 'function') return isClass(value) ? 'class' : `function ${value.length}`;
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

/** A function with members on its prototype is a class, whether it is written as one or not. */
function isClass(value) {
  const own = Object.getOwnPropertyDescriptor(value, 'prototype');
  if (own === undefined || own.value === null || typeof own.value !== 'object') return false;
  return Reflect.ownKeys(own.value).some((key) => key !== 'constructor') || /^[A-Z]/.test(value.name);
}

const spelled = (key) => (typeof key === 'symbol' ? `[${String(key.description)}]` : key);

/** Whether a name is an agreement: names with an underscore in front are nobody's business but their owner's. */
function isPublic(key) {
  if (typeof key === 'symbol') return Symbol.keyFor(key) !== undefined || String(key.description).startsWith('Symbol.');
  return !key.startsWith('_') && key !== 'constructor';
}

function members(object, without) {
  return Reflect.ownKeys(object).filter((key) => isPublic(key) && !without.has(key)).sort((a, b) => (spelled(a) < spelled(b) ? -1 : 1));
}

// What a build of Node was made with and of is no interface.
const ofTheBuild = new Set([process.config, process.versions, process.env]);
const ofFunctions = new Set(['length', 'name', 'prototype', 'arguments', 'caller']);
const none = new Set();

/**
 * Writes what a property is, and enters classes and plain objects that are the property's own. Getters of modules and of globals stand
 * for values that are made late, on either runtime: their value counts. Those of prototypes are left alone.
 */
function property(module, path, owner, key, depth) {
  const own = Object.getOwnPropertyDescriptor(owner, key);
  const member = path === '' ? spelled(key) : `${path}.${spelled(key)}`;
  const hidden = own.enumerable ? '' : ', not enumerable';
  const accessor = own.get !== undefined || own.set !== undefined;
  if (accessor && depth === 0) {
    line(module, member, `${own.get ? 'get' : ''}${own.set ? 'set' : ''}ter${hidden}`);
    return;
  }
  const value = owner[key];
  line(module, member, kindOf(value) + (own.writable === false ? ', read only' : '') + hidden);
  if (depth === 0 || value === null || value === owner) return;
  if (typeof value === 'function') within(module, member, value, depth);
  else if (typeof value === 'object' && isPlain(value) && !seen.has(value) && !ofTheBuild.has(value)) {
    seen.add(value);
    for (const name of members(value, none)) property(module, member, value, name, depth - 1);
  }
}

function isPlain(value) {
  const above = Object.getPrototypeOf(value);
  return above === null || above === Object.prototype;
}

function within(module, member, value, depth) {
  if (seen.has(value)) return;
  seen.add(value);
  for (const name of members(value, ofFunctions)) property(module, member, value, name, depth - 1);
  if (!isClass(value)) return;
  for (const name of members(value.prototype, none)) property(module, `${member}.prototype`, value.prototype, name, 0);
}

let seen = new Set();

function surface(module, exported) {
  seen = new Set();
  line(module, '', kindOf(exported));
  if (typeof exported === 'function') {
    within(module, '', exported, 3);
    return;
  }
  for (const key of members(exported, none)) property(module, '', exported, key, 2);
}

for (const name of [...builtinModules].sort()) {
  if (name.startsWith('_') || name.startsWith('node:internal')) continue;
  let exported;
  try {
    exported = require(name);
  } catch (error) {
    line(name, '', `refused: ${error.code}`);
    continue;
  }
  surface(name, exported);
}
for (const key of members(globalThis, none)) property('globals', '', globalThis, key, 2);
process.stdout.write(lines.join('\n') + '\n');
