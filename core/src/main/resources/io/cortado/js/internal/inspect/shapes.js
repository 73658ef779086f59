'use strict';

/** What each kind of object looks like to `util.inspect`: its braces, its first words and its entries. */

const { reduce, kObject, kArray, kArrayExtras } = require('./layout.js');
const { prefix, formatNumber, formatBigInt, formatPrimitive, stringWidth } = require('./text.js');
const types = require('./types.js');
const { formatError } = require('./error.js');

const builtIns = new Set(Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Z][a-zA-Z0-9]+$/.test(name)));
const functionText = Function.prototype.call.bind(Function.prototype.toString);
const sizeOf = {
  map: Object.getOwnPropertyDescriptor(Map.prototype, 'size').get,
  set: Object.getOwnPropertyDescriptor(Set.prototype, 'size').get,
};
const typedTag = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;

const isBuiltIn = (name) => builtIns.has(name);

function className(value) {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** Whether a value is a Java object, which has no JavaScript properties to list. */
function isForeign(value) {
  return typeof Java === 'object' && (Java.isJavaObject(value) || Java.isType(value));
}

function formatForeign(ctx, value) {
  const shown = Java.isType(value) ? `[JavaClass ${Java.typeName(value)}]` : `[Java ${value.getClass?.().getName?.() ?? ''}: ${String(value)}]`;
  return ctx.stylize(shown, 'special');
}

function formatProxy(ctx, proxy, recurseTimes) {
  if (recurseTimes > ctx.depth && ctx.depth !== null) return ctx.stylize('Proxy [Array]', 'special');
  recurseTimes += 1;
  ctx.indentationLvl += 2;
  const output = [ctx.show(ctx, proxy[0], recurseTimes), ctx.show(ctx, proxy[1], recurseTimes)];
  ctx.indentationLvl -= 2;
  return reduce(ctx, output, '', ['Proxy [', ']'], kArrayExtras, recurseTimes);
}

const more = (n) => `... ${n} more item${n > 1 ? 's' : ''}`;

function limitOf(ctx, length) {
  return Math.min(Math.max(0, ctx.maxArrayLength), length);
}

function formatArray(ctx, value, recurseTimes) {
  const max = limitOf(ctx, value.length);
  const output = [];
  for (let i = 0; i < max; i++) {
    if (!Object.hasOwn(value, i)) return formatSparse(ctx, value, recurseTimes, max, output, i);
    output.push(ctx.showProperty(ctx, value, recurseTimes, i, kArray));
  }
  if (value.length > max) output.push(more(value.length - max));
  return output;
}

function formatSparse(ctx, value, recurseTimes, max, output, from) {
  const keys = Object.keys(value);
  let index = from;
  for (let i = from; i < keys.length && output.length < max; i++) {
    const key = keys[i];
    if (`${index}` !== key) {
      if (!/^(0|[1-9][0-9]*)$/.test(key) || +key > 4294967294) break;
      const empty = key - index;
      output.push(ctx.stylize(`<${empty} empty item${empty > 1 ? 's' : ''}>`, 'undefined'));
      index = +key;
      if (output.length === max) break;
    }
    output.push(ctx.showProperty(ctx, value, recurseTimes, key, kArray));
    index++;
  }
  const remaining = value.length - index;
  if (output.length !== max) {
    if (remaining > 0) output.push(ctx.stylize(`<${remaining} empty item${remaining > 1 ? 's' : ''}>`, 'undefined'));
  } else if (remaining > 0) {
    output.push(more(remaining));
  }
  return output;
}

function formatTyped(ctx, value, recurseTimes) {
  const max = limitOf(ctx, value.length);
  const format = value.length > 0 && typeof value[0] === 'bigint' ? formatBigInt : formatNumber;
  const output = [];
  for (let i = 0; i < max; i++) output.push(format(ctx.stylize, value[i], ctx.numericSeparator));
  if (value.length > max) output.push(more(value.length - max));
  if (ctx.showHidden) {
    ctx.indentationLvl += 2;
    for (const key of ['BYTES_PER_ELEMENT', 'length', 'byteLength', 'byteOffset', 'buffer']) {
      output.push(`[${key}]: ${ctx.show(ctx, value[key], recurseTimes, true)}`);
    }
    ctx.indentationLvl -= 2;
  }
  return output;
}

function formatArrayBuffer(ctx, value) {
  let bytes;
  try {
    bytes = new Uint8Array(value);
  } catch {
    return [ctx.stylize('(detached)', 'special')];
  }
  const max = limitOf(ctx, bytes.length);
  let shown = Array.from(bytes.subarray(0, max), (b) => b.toString(16).padStart(2, '0')).join(' ');
  const remaining = bytes.length - max;
  if (remaining > 0) shown += ` ... ${remaining} more byte${remaining > 1 ? 's' : ''}`;
  return [`${ctx.stylize('[Uint8Contents]', 'special')}: <${shown}>`];
}

function formatSet(ctx, value, recurseTimes) {
  const size = sizeOf.set.call(value);
  const max = limitOf(ctx, size);
  const output = [];
  ctx.indentationLvl += 2;
  for (const entry of Set.prototype.values.call(value)) {
    if (output.length >= max) break;
    output.push(ctx.show(ctx, entry, recurseTimes));
  }
  if (size > max) output.push(more(size - max));
  ctx.indentationLvl -= 2;
  return output;
}

function formatMap(ctx, value, recurseTimes) {
  const size = sizeOf.map.call(value);
  const max = limitOf(ctx, size);
  const output = [];
  ctx.indentationLvl += 2;
  for (const [key, entry] of Map.prototype.entries.call(value)) {
    if (output.length >= max) break;
    output.push(`${ctx.show(ctx, key, recurseTimes)} => ${ctx.show(ctx, entry, recurseTimes)}`);
  }
  if (size > max) output.push(more(size - max));
  ctx.indentationLvl -= 2;
  return output;
}

function formatPromise(ctx, value, recurseTimes) {
  const state = require('./promises.js').stateOf(value);
  if (state === undefined) return [ctx.stylize('<unknown>', 'special')];
  if (state[0] === 'pending') return [ctx.stylize('<pending>', 'special')];
  ctx.indentationLvl += 2;
  const shown = ctx.show(ctx, state[1], recurseTimes);
  ctx.indentationLvl -= 2;
  return [state[0] === 'rejected' ? `${ctx.stylize('<rejected>', 'special')} ${shown}` : shown];
}

function formatNamespace(ctx, value, recurseTimes) {
  return Object.keys(value).map((key) => {
    try {
      return ctx.showProperty(ctx, value, recurseTimes, key, kObject);
    } catch (err) {
      if (!(err instanceof ReferenceError)) throw err;
      return `${key}: ${ctx.stylize('<uninitialized>', 'special')}`;
    }
  });
}

function classBase(value, constructor, tag) {
  let base = `class ${(Object.hasOwn(value, 'name') && value.name) || '(anonymous)'}`;
  if (constructor !== 'Function' && constructor !== null) base += ` [${constructor}]`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  if (constructor === null) {
    base += ' extends null';
  } else {
    const parent = Object.getPrototypeOf(value).name;
    if (parent) base += ` extends ${parent}`;
  }
  return `[${base}]`;
}

function functionBase(ctx, value, constructor, tag) {
  const source = functionText(value);
  if (source.startsWith('class') && source.endsWith('}')) {
    const body = source.slice(5, -1);
    const brace = body.indexOf('{');
    if (brace !== -1 && (!body.slice(0, brace).includes('(')
        || /^(\s+[^(]*?)\s*{/.test(body.replace(/(\/\/.*?\n)|(\/\*(.|\n)*?\*\/)/g, '')))) {
      return classBase(value, constructor, tag);
    }
  }
  let type = 'Function';
  if (types.isGeneratorFunction(value)) type = `Generator${type}`;
  if (types.isAsyncFunction(value)) type = `Async${type}`;
  let base = `[${type}`;
  if (constructor === null) base += ' (null prototype)';
  base += value.name === '' ? ' (anonymous)' : `: ${typeof value.name === 'string' ? value.name : ctx.inspect(value.name)}`;
  base += ']';
  if (constructor !== type && constructor !== null) base += ` ${constructor}`;
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`;
  return base;
}

function boxedBase(ctx, value, keys, constructor, tag) {
  let type;
  let unboxed;
  if (types.isNumberObject(value)) [type, unboxed] = ['Number', Number.prototype.valueOf.call(value)];
  else if (types.isStringObject(value)) {
    [type, unboxed] = ['String', String.prototype.valueOf.call(value)];
    keys.splice(0, unboxed.length);
  } else if (types.isBooleanObject(value)) [type, unboxed] = ['Boolean', Boolean.prototype.valueOf.call(value)];
  else if (types.isBigIntObject(value)) [type, unboxed] = ['BigInt', BigInt.prototype.valueOf.call(value)];
  else [type, unboxed] = ['Symbol', Symbol.prototype.valueOf.call(value)];
  let base = `[${type}`;
  if (type !== constructor) base += constructor === null ? ' (null prototype)' : ` (${constructor})`;
  base += `: ${formatPrimitive((s) => s, unboxed, ctx)}]`;
  if (tag !== '' && tag !== constructor) base += ` [${tag}]`;
  if (keys.length !== 0 || ctx.stylize === undefined) return base;
  return ctx.stylize(base, type.toLowerCase());
}

function dateBase(value, constructor, tag) {
  const shown = Number.isNaN(Date.prototype.getTime.call(value)) ? Date.prototype.toString.call(value)
    : Date.prototype.toISOString.call(value);
  const words = prefix(constructor, tag, 'Date');
  return words === 'Date ' ? shown : `${words}${shown}`;
}

/** The shape of something with `Symbol.iterator` (or without a prototype), or undefined when it is not of these. */
function iterableShape(ctx, value, constructor, tag, protoProps, ownKeys, nonIndexKeys) {
  const bare = protoProps === undefined;
  if (Array.isArray(value)) {
    const words = constructor !== 'Array' || tag !== '' ? prefix(constructor, tag, 'Array', `(${value.length})`) : '';
    const keys = nonIndexKeys(value, ctx.showHidden);
    if (value.length === 0 && keys.length === 0 && bare) return `${words}[]`;
    return { keys, braces: [`${words}[`, ']'], formatter: formatArray, extras: kArrayExtras, base: '' };
  }
  if (types.isSet(value) || types.isMap(value)) {
    const map = types.isMap(value);
    const size = (map ? sizeOf.map : sizeOf.set).call(value);
    const words = prefix(constructor, tag, map ? 'Map' : 'Set', `(${size})`);
    const keys = ownKeys(value, ctx.showHidden);
    if (size === 0 && keys.length === 0 && bare) return `${words}{}`;
    return { keys, braces: [`${words}{`, '}'], formatter: map ? formatMap : formatSet, extras: kObject, base: '' };
  }
  if (types.isTypedArray(value)) {
    const keys = nonIndexKeys(value, ctx.showHidden);
    const words = prefix(constructor, tag, constructor === null ? typedTag.call(value) : '', `(${value.length})`);
    if (value.length === 0 && keys.length === 0 && !ctx.showHidden) return `${words}[]`;
    return { keys, braces: [`${words}[`, ']'], formatter: formatTyped, extras: kArrayExtras, base: '' };
  }
  return undefined;
}

/**
 * How to show an object: the whole string when nothing is inside, else its keys, braces, the function for its entries
 * and the words before the braces.
 */
function shapeOf(ctx, value, constructor, tag, recurseTimes, typedArray, protoProps, ownKeys, nonIndexKeys) {
  if (Symbol.iterator in value || constructor === null) {
    const shape = iterableShape(ctx, value, constructor, tag, protoProps, ownKeys, nonIndexKeys);
    if (shape !== undefined) return shape;
  }
  const keys = ownKeys(value, ctx.showHidden);
  const empty = () => keys.length === 0 && protoProps === undefined;
  const shape = { keys, braces: ['{', '}'], formatter: undefined, extras: kObject, base: '' };
  if (constructor === 'Object') {
    if (types.isArgumentsObject(value)) shape.braces[0] = '[Arguments] {';
    else if (tag !== '') shape.braces[0] = `${prefix(constructor, tag, 'Object')}{`;
    if (empty()) return `${shape.braces[0]}}`;
    return shape;
  }
  if (typeof value === 'function') {
    shape.base = functionBase(ctx, value, constructor, tag);
    return empty() ? ctx.stylize(shape.base, 'special') : shape;
  }
  if (types.isRegExp(value)) {
    const words = prefix(constructor, tag, 'RegExp');
    shape.base = `${words !== 'RegExp ' ? words : ''}${RegExp.prototype.toString.call(value)}`;
    return empty() || (recurseTimes > ctx.depth && ctx.depth !== null) ? ctx.stylize(shape.base, 'regexp') : shape;
  }
  if (types.isDate(value)) {
    shape.base = dateBase(value, constructor, tag);
    return empty() ? ctx.stylize(shape.base, 'date') : shape;
  }
  if (types.isNativeError(value) || value instanceof Error) {
    shape.base = formatError(value, constructor, tag, ctx, keys);
    return empty() ? shape.base : shape;
  }
  const braced = (name, formatter, ...first) => {
    keys.unshift(...first);
    shape.braces[0] = `${prefix(constructor, tag, name)}{`;
    shape.formatter = formatter;
    return shape;
  };
  if (types.isAnyArrayBuffer(value)) {
    const kind = types.isArrayBuffer(value) ? 'ArrayBuffer' : 'SharedArrayBuffer';
    if (typedArray !== undefined && empty()) {
      return `${prefix(constructor, tag, kind)}{ byteLength: ${formatNumber(ctx.stylize, value.byteLength, false)} }`;
    }
    return braced(kind, typedArray === undefined ? formatArrayBuffer : undefined, 'byteLength');
  }
  if (types.isDataView(value)) return braced('DataView', undefined, 'byteLength', 'byteOffset', 'buffer');
  if (types.isPromise(value)) return braced('Promise', formatPromise);
  const unknown = () => [ctx.stylize('<items unknown>', 'special')];
  if (types.isWeakSet(value)) return braced('WeakSet', unknown);
  if (types.isWeakMap(value)) return braced('WeakMap', unknown);
  if (types.isModuleNamespaceObject(value)) {
    const namespace = braced('Module', formatNamespace);
    namespace.keys = [];
    return namespace;
  }
  if (types.isBoxedPrimitive(value)) {
    shape.base = boxedBase(ctx, value, keys, constructor, tag);
    return empty() ? shape.base : shape;
  }
  if (empty()) return `${prefix(constructor, tag, 'Object')}{}`;
  return braced('Object', undefined);
}

module.exports = { shapeOf, isBuiltIn, className, isForeign, formatForeign, formatProxy, stringWidth };
