'use strict';

/** What each kind of object looks like to `util.inspect`: its braces, its first words and its entries. */

const { texts, prefix, formatNumber, formatBigInt, formatPrimitive } = require('./text.js');
const engine = require('./engine.js');
const types = require('./types.js');
const { formatError } = require('./error.js');
const { isEnumerable } = require('./lineage.js');

// What an entry belongs to: an object, an array's own elements, or the other properties of an array.
const kObject = 0;
const kArray = 1;
const kArrayExtras = 2;

const MOST_INDEX = 2 ** 32 - 2;

const functionText = Function.prototype.call.bind(Function.prototype.toString);
const sizeOf = {
  map: Object.getOwnPropertyDescriptor(Map.prototype, 'size').get,
  set: Object.getOwnPropertyDescriptor(Set.prototype, 'size').get,
};
const typedTag = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;

/** Own keys as they are listed: all with showHidden, else the enumerable ones. */
function ownKeys(value, showHidden) {
  const names = showHidden ? Object.getOwnPropertyNames(value) : enumerableNames(value);
  return withSymbols(names, value, showHidden);
}

/** Names of a namespace whose bindings may not be initialised are all enumerable, but cannot be asked. */
function enumerableNames(value) {
  try {
    return Object.keys(value);
  } catch {
    return Object.getOwnPropertyNames(value);
  }
}

function withSymbols(names, value, showHidden) {
  for (const symbol of Object.getOwnPropertySymbols(value)) {
    if (showHidden || isEnumerable(value, symbol)) names.push(symbol);
  }
  return names;
}

const isIndex = (key) => /^(?:0|[1-9][0-9]*)$/.test(key) && +key <= MOST_INDEX;

/** Own keys of arrays and typed arrays without their indices, which come first, so that few need a look. */
function extraKeys(value, showHidden) {
  const names = showHidden ? Object.getOwnPropertyNames(value) : Object.keys(value);
  let first = 0;
  for (let end = names.length; first < end;) {
    const middle = (first + end) >>> 1;
    if (isIndex(names[middle])) first = middle + 1;
    else end = middle;
  }
  return withSymbols(names.slice(first), value, showHidden);
}

/** Whether a value is a Java object, which has no JavaScript properties to list. */
function isForeign(value) {
  return typeof Java === 'object' && (Java.isJavaObject(value) || Java.isType(value));
}

function formatForeign(ctx, value) {
  const shown = Java.isType(value) ? `[JavaClass ${Java.typeName(value)}]` : `[Java ${value.getClass?.().getName?.() ?? ''}: ${String(value)}]`;
  return ctx.special(shown);
}

function formatProxy(ctx, proxy, level) {
  if (ctx.beyond(level)) return ctx.special('Proxy [Array]');
  ctx.indent += 2;
  const output = proxy.map((value) => ctx.show(value, level + 1));
  ctx.indent -= 2;
  return ctx.layout(output, '', 'Proxy [', ']', kArrayExtras, level + 1);
}

const more = (n) => `... ${n} more item${n > 1 ? 's' : ''}`;

function limitOf(ctx, length) {
  return Math.min(Math.max(0, ctx.maxArrayLength), length);
}

function formatArray(ctx, value, level) {
  const max = limitOf(ctx, value.length);
  const output = [];
  for (let i = 0; i < max; i++) {
    if (!Object.hasOwn(value, i)) return formatSparse(ctx, value, level, max, output, i);
    output.push(ctx.property(value, level, i, kArray));
  }
  if (value.length > max) output.push(more(value.length - max));
  return output;
}

function formatSparse(ctx, value, level, max, output, from) {
  const keys = Object.keys(value);
  let index = from;
  for (let i = from; i < keys.length && output.length < max; i++) {
    const key = keys[i];
    if (`${index}` !== key) {
      if (!isIndex(key)) break;
      const empty = key - index;
      output.push(ctx.stylize(`<${empty} empty item${empty > 1 ? 's' : ''}>`, 'undefined'));
      index = +key;
      if (output.length === max) break;
    }
    output.push(ctx.property(value, level, key, kArray));
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

function formatTyped(ctx, value, level) {
  const max = limitOf(ctx, value.length);
  const format = value.length > 0 && typeof value[0] === 'bigint' ? formatBigInt : formatNumber;
  const output = [];
  for (let i = 0; i < max; i++) output.push(format(ctx.stylize, value[i], ctx.numericSeparator));
  if (value.length > max) output.push(more(value.length - max));
  if (ctx.showHidden) {
    ctx.indent += 2;
    for (const key of ['BYTES_PER_ELEMENT', 'length', 'byteLength', 'byteOffset', 'buffer']) {
      output.push(`[${key}]: ${ctx.show(value[key], level, true)}`);
    }
    ctx.indent -= 2;
  }
  return output;
}

function formatArrayBuffer(ctx, value) {
  let bytes;
  try {
    bytes = new Uint8Array(value);
  } catch {
    return [ctx.special('(detached)')];
  }
  const max = limitOf(ctx, bytes.length);
  let shown = Array.from(bytes.subarray(0, max), (b) => b.toString(16).padStart(2, '0')).join(' ');
  const remaining = bytes.length - max;
  if (remaining > 0) shown += ` ... ${remaining} more byte${remaining > 1 ? 's' : ''}`;
  return [`${ctx.special('[Uint8Contents]')}: <${shown}>`];
}

/** The first entries of a collection, each as `show` writes it, and how many are left out. */
function formatEntries(ctx, size, entries, show) {
  const max = limitOf(ctx, size);
  const output = [];
  ctx.indent += 2;
  for (const entry of entries) {
    if (output.length >= max) break;
    output.push(show(entry));
  }
  ctx.indent -= 2;
  if (size > max) output.push(more(size - max));
  return output;
}

function formatSet(ctx, value, level) {
  return formatEntries(ctx, sizeOf.set.call(value), Set.prototype.values.call(value), (entry) => ctx.show(entry, level));
}

function formatMap(ctx, value, level) {
  return formatEntries(ctx, sizeOf.map.call(value), Map.prototype.entries.call(value),
    ([key, entry]) => `${ctx.show(key, level)} => ${ctx.show(entry, level)}`);
}

function formatPairs(ctx, pairs, level) {
  return formatEntries(ctx, pairs.length, pairs,
    (pair) => ctx.layout(pair.map((each) => ctx.show(each, level)), '', '[', ']', kArrayExtras, level));
}

function formatPromise(ctx, value, level) {
  const state = engine.promise(value);
  if (state === undefined) return [ctx.special('<unknown>')];
  if (state[0] === 'pending') return [ctx.special('<pending>')];
  ctx.indent += 2;
  const shown = ctx.show(state[1], level);
  ctx.indent -= 2;
  return [state[0] === 'rejected' ? `${ctx.special('<rejected>')} ${shown}` : shown];
}

function formatNamespace(ctx, value, level) {
  return Object.keys(value).map((key) => {
    try {
      return ctx.property(value, level, key, kObject);
    } catch (err) {
      if (!(err instanceof ReferenceError)) throw err;
      return `${key}: ${ctx.special('<uninitialized>')}`;
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
  if (source.startsWith('class') && texts().isClass(source)) return classBase(value, constructor, tag);
  let type = 'Function';
  if (types.isGeneratorFunction(value)) type = `Generator${type}`;
  if (types.isAsyncFunction(value)) type = `Async${type}`;
  let base = `[${type}`;
  if (constructor === null) base += ' (null prototype)';
  base += value.name === '' ? ' (anonymous)' : `: ${typeof value.name === 'string' ? value.name : ctx.plain(value.name)}`;
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
  base += `: ${formatPrimitive(ctx, unboxed, (s) => s)}]`;
  if (tag !== '' && tag !== constructor) base += ` [${tag}]`;
  return keys.length !== 0 ? base : ctx.stylize(base, type.toLowerCase());
}

function dateBase(value, constructor, tag) {
  const shown = Number.isNaN(Date.prototype.getTime.call(value)) ? Date.prototype.toString.call(value)
    : Date.prototype.toISOString.call(value);
  const words = prefix(constructor, tag, 'Date');
  return words === 'Date ' ? shown : `${words}${shown}`;
}

/** The shape of something with `Symbol.iterator` (or without a prototype), or undefined when it is not of these. */
function iterableShape(ctx, value, constructor, tag, bare) {
  if (Array.isArray(value)) {
    const words = constructor !== 'Array' || tag !== '' ? prefix(constructor, tag, 'Array', `(${value.length})`) : '';
    const keys = extraKeys(value, ctx.showHidden);
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
    const keys = extraKeys(value, ctx.showHidden);
    const words = prefix(constructor, tag, constructor === null ? typedTag.call(value) : '', `(${value.length})`);
    if (value.length === 0 && keys.length === 0 && !ctx.showHidden) return `${words}[]`;
    return { keys, braces: [`${words}[`, ']'], formatter: formatTyped, extras: kArrayExtras, base: '' };
  }
  return iteratorShape(ctx, value, tag);
}

/** The shape of what a Map's or a Set's iterator has left, or undefined when it is none. */
function iteratorShape(ctx, value, tag) {
  const kind = types.isMapIterator(value) ? 'Map' : types.isSetIterator(value) ? 'Set' : undefined;
  const left = kind && engine.left(value);
  if (!left) return undefined;
  const [paired, ...entries] = left;
  const label = `${kind} ${paired ? 'Entries' : 'Iterator'}`;
  return {
    keys: ownKeys(value, ctx.showHidden),
    braces: [`[${tag === '' || tag === `${kind} Iterator` ? label : `${tag}] [${label}`}] {`, '}'],
    formatter: paired
      ? (_, __, level) => formatPairs(ctx, entries.flatMap((key, i) => (i % 2 === 0 ? [[key, entries[i + 1]]] : [])), level)
      : (_, __, level) => formatEntries(ctx, entries.length, entries, (entry) => ctx.show(entry, level)),
    extras: kObject,
    base: '',
  };
}

/**
 * How to show an object: the whole string when nothing is inside, else its keys, braces, the function for its entries
 * and the words before the braces.
 */
function shapeOf(ctx, value, constructor, tag, level, contained, bare) {
  if (Symbol.iterator in value || constructor === null) {
    const shape = iterableShape(ctx, value, constructor, tag, bare);
    if (shape !== undefined) return shape;
  }
  const keys = ownKeys(value, ctx.showHidden);
  const empty = () => keys.length === 0 && bare;
  const shape = { keys, braces: ['{', '}'], formatter: undefined, extras: kObject, base: '' };
  if (constructor === 'Object') {
    if (types.isArgumentsObject(value)) shape.braces[0] = '[Arguments] {';
    else if (tag !== '') shape.braces[0] = `${prefix(constructor, tag, 'Object')}{`;
    if (empty()) return `${shape.braces[0]}}`;
    return shape;
  }
  if (typeof value === 'function') {
    shape.base = functionBase(ctx, value, constructor, tag);
    return empty() ? ctx.special(shape.base) : shape;
  }
  if (types.isRegExp(value)) {
    const words = prefix(constructor, tag, 'RegExp');
    shape.base = `${words !== 'RegExp ' ? words : ''}${RegExp.prototype.toString.call(value)}`;
    return empty() || (ctx.beyond(level)) ? ctx.stylize(shape.base, 'regexp') : shape;
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
    if (contained && empty()) {
      return `${prefix(constructor, tag, kind)}{ byteLength: ${formatNumber(ctx.stylize, value.byteLength, false)} }`;
    }
    return braced(kind, !contained ? formatArrayBuffer : undefined, 'byteLength');
  }
  if (types.isDataView(value)) return braced('DataView', undefined, 'byteLength', 'byteOffset', 'buffer');
  if (types.isPromise(value)) return braced('Promise', formatPromise);
  const unknown = () => [ctx.special('<items unknown>')];
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

module.exports = { shapeOf, isForeign, formatForeign, formatProxy, kObject, kArray, kArrayExtras };
