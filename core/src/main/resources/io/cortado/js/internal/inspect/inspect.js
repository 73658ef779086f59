'use strict';

/** `util.inspect`, whose output is Node's to the character. */

const kCustom = Symbol.for('nodejs.util.inspect.custom');

const defaults = Object.seal({
  showHidden: false,
  depth: 2,
  colors: false,
  customInspect: true,
  showProxy: false,
  maxArrayLength: 100,
  maxStringLength: 10000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  getters: false,
  numericSeparator: false,
});

const text = require('./text.js');
const shapes = require('./shapes.js');
const { kObject, kArray, reduce } = require('./layout.js');
const proxies = require('./proxies.js');

const plain = (s) => s;

function coloured(s, style) {
  const name = inspect.styles[style];
  if (name === undefined) return s;
  const codes = inspect.colors[name];
  return codes === undefined ? s : `\u001b[${codes[0]}m${s}\u001b[${codes[1]}m`;
}

/** Node's `util.inspect(value, options)`, or `(value, showHidden, depth, colors)`. */
function inspect(value, opts) {
  const ctx = {
    budget: {},
    indentationLvl: 0,
    seen: [],
    currentDepth: 0,
    stylize: plain,
    inspect,
    show: formatValue,
    showProperty: formatProperty,
    showHidden: defaults.showHidden,
    depth: defaults.depth,
    colors: defaults.colors,
    customInspect: defaults.customInspect,
    showProxy: defaults.showProxy,
    maxArrayLength: defaults.maxArrayLength,
    maxStringLength: defaults.maxStringLength,
    breakLength: defaults.breakLength,
    compact: defaults.compact,
    sorted: defaults.sorted,
    getters: defaults.getters,
    numericSeparator: defaults.numericSeparator,
    userOptions: undefined,
    circular: undefined,
  };
  if (arguments.length > 1) {
    if (arguments.length > 2) {
      if (arguments[2] !== undefined) ctx.depth = arguments[2];
      if (arguments.length > 3 && arguments[3] !== undefined) ctx.colors = arguments[3];
    }
    if (typeof opts === 'boolean') {
      ctx.showHidden = opts;
    } else if (opts) {
      for (const key of Object.keys(opts)) {
        if (Object.hasOwn(defaults, key) || key === 'stylize') ctx[key] = opts[key];
        else if (ctx.userOptions === undefined) ctx.userOptions = opts;
      }
    }
  }
  if (ctx.colors) ctx.stylize = coloured;
  if (ctx.maxArrayLength === null) ctx.maxArrayLength = Infinity;
  if (ctx.maxStringLength === null) ctx.maxStringLength = Infinity;
  return formatValue(ctx, value, 0);
}
inspect.custom = kCustom;

/** The options a custom inspector is given. */
function userOptions(ctx) {
  const out = { stylize: ctx.stylize };
  for (const key of Object.keys(defaults)) out[key] = ctx[key];
  return ctx.userOptions === undefined ? out : { ...out, ...ctx.userOptions };
}

function formatValue(ctx, value, recurseTimes, typedArray) {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) {
    return text.formatPrimitive(ctx.stylize, value, ctx);
  }
  const context = value;
  let proxy = proxies.details(value);
  if (proxy !== undefined) {
    if (proxy[0] === null) return ctx.stylize('<Revoked Proxy>', 'special');
    if (ctx.showProxy) return shapes.formatProxy(ctx, proxy, recurseTimes);
    while (proxy !== undefined) {
      if (proxy[0] === null) return ctx.stylize('<Revoked Proxy>', 'special');
      value = proxy[0];
      proxy = proxies.details(value);
    }
  }
  if (shapes.isForeign(value)) return shapes.formatForeign(ctx, value);
  if (ctx.customInspect) {
    const custom = value[kCustom];
    if (typeof custom === 'function' && custom !== inspect
        && (Object.getOwnPropertyDescriptor(value, 'constructor')?.value?.prototype !== value)) {
      const depth = ctx.depth === null ? null : ctx.depth - recurseTimes;
      const result = custom.call(context, depth, userOptions(ctx), inspect);
      if (result !== context) {
        if (typeof result === 'object') return formatValue(ctx, result, recurseTimes);
        return String(result).replaceAll('\n', `\n${' '.repeat(ctx.indentationLvl)}`);
      }
    }
  }
  if (ctx.seen.includes(value)) {
    let index = 1;
    if (ctx.circular === undefined) {
      ctx.circular = new Map([[value, index]]);
    } else {
      index = ctx.circular.get(value);
      if (index === undefined) {
        index = ctx.circular.size + 1;
        ctx.circular.set(value, index);
      }
    }
    return ctx.stylize(`[Circular *${index}]`, 'special');
  }
  return formatRaw(ctx, value, recurseTimes, typedArray);
}

function ownKeys(value, showHidden) {
  const symbols = Object.getOwnPropertySymbols(value);
  if (showHidden) {
    const keys = Object.getOwnPropertyNames(value);
    if (symbols.length !== 0) keys.push(...symbols);
    return keys;
  }
  let keys;
  try {
    keys = Object.keys(value);
  } catch {
    keys = Object.getOwnPropertyNames(value);
  }
  if (symbols.length !== 0) {
    keys.push(...symbols.filter((key) => Object.prototype.propertyIsEnumerable.call(value, key)));
  }
  return keys;
}

const indexKey = () => /^(0|[1-9][0-9]*)$/;

/** Own keys without array indices, which hold for arrays and typed arrays. */
function nonIndexKeys(value, showHidden) {
  const keys = showHidden ? Object.getOwnPropertyNames(value) : Object.keys(value);
  let i = 0;
  while (i < keys.length && indexKey().test(keys[i]) && +keys[i] < 4294967295) i++;
  const rest = i === 0 ? keys : keys.slice(i);
  for (const symbol of Object.getOwnPropertySymbols(value)) {
    if (showHidden || Object.prototype.propertyIsEnumerable.call(value, symbol)) rest.push(symbol);
  }
  return rest;
}

function isInstance(value, Class) {
  try {
    return value instanceof Class;
  } catch {
    return false;
  }
}

/** The name a value is shown under: that of the nearest constructor it is an instance of; null without prototype. */
function constructorName(obj, ctx, recurseTimes, protoProps) {
  let first;
  const value = obj;
  while (obj) {
    const found = Object.getOwnPropertyDescriptor(obj, 'constructor');
    if (found !== undefined && typeof found.value === 'function' && found.value.name !== ''
        && isInstance(value, found.value)) {
      if (protoProps !== undefined && (first !== obj || !shapes.isBuiltIn(found.value.name))) {
        addPrototypeProperties(ctx, value, first || value, recurseTimes, protoProps);
      }
      return String(found.value.name);
    }
    obj = Object.getPrototypeOf(obj);
    if (first === undefined) first = obj;
  }
  if (first === null) return null;
  const name = shapes.className(value);
  if (recurseTimes > ctx.depth && ctx.depth !== null) return `${name} <Complex prototype>`;
  const parent = constructorName(first, ctx, recurseTimes + 1, protoProps);
  if (parent === null) {
    return `${name} <${inspect(first, { ...userOptions(ctx), customInspect: false, depth: -1 })}>`;
  }
  return `${name} <${parent}>`;
}

/** With showHidden: the getters and setters of classes that are not built in. */
function addPrototypeProperties(ctx, main, obj, recurseTimes, output) {
  let depth = 0;
  let keys;
  let seen;
  do {
    if (depth !== 0 || main === obj) {
      obj = Object.getPrototypeOf(obj);
      if (obj === null) break;
      const found = Object.getOwnPropertyDescriptor(obj, 'constructor');
      if (found !== undefined && typeof found.value === 'function' && shapes.isBuiltIn(found.value.name)) break;
    }
    if (depth === 0) seen = new Set();
    else for (const key of keys) seen.add(key);
    keys = Reflect.ownKeys(obj);
    ctx.seen.push(main);
    for (const key of keys) {
      if (key === 'constructor' || Object.hasOwn(main, key) || (depth !== 0 && seen.has(key))) continue;
      const found = Object.getOwnPropertyDescriptor(obj, key);
      if (typeof found.value === 'function') continue;
      const value = formatProperty(ctx, obj, recurseTimes, key, kObject, found, main);
      output.push(ctx.colors ? `\u001b[2m${value}\u001b[22m` : value);
    }
    ctx.seen.pop();
  } while (++depth !== 3);
}

function formatRaw(ctx, value, recurseTimes, typedArray) {
  let protoProps;
  if (ctx.showHidden && (recurseTimes <= ctx.depth || ctx.depth === null)) protoProps = [];
  const constructor = constructorName(value, ctx, recurseTimes, protoProps);
  if (protoProps !== undefined && protoProps.length === 0) protoProps = undefined;
  let tag = value[Symbol.toStringTag];
  if (typeof tag !== 'string' || (tag !== ''
      && (ctx.showHidden ? Object.hasOwn(value, Symbol.toStringTag)
        : Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag)))) {
    tag = '';
  }
  const shape = shapes.shapeOf(ctx, value, constructor, tag, recurseTimes, typedArray, protoProps, ownKeys, nonIndexKeys);
  if (typeof shape === 'string') return shape;
  const { keys, braces, formatter, extras } = shape;
  let { base } = shape;
  if (recurseTimes > ctx.depth && ctx.depth !== null) {
    const name = text.prefix(constructor, tag, shapes.className(value)).slice(0, -1);
    return ctx.stylize(constructor === null ? name : `[${name}]`, 'special');
  }
  recurseTimes += 1;
  ctx.seen.push(value);
  ctx.currentDepth = recurseTimes;
  let output;
  const level = ctx.indentationLvl;
  try {
    output = formatter === undefined ? [] : formatter(ctx, value, recurseTimes);
    for (const key of keys) output.push(formatProperty(ctx, value, recurseTimes, key, extras));
    if (protoProps !== undefined) output.push(...protoProps);
  } catch (err) {
    if (!(err instanceof RangeError) || !/stack/i.test(err.message)) throw err;
    ctx.seen.pop();
    ctx.indentationLvl = level;
    const name = text.prefix(constructor, tag, 'Object').slice(0, -1);
    return ctx.stylize(
      `[${name}: Inspection interrupted prematurely. Maximum call stack size exceeded.]`, 'special');
  }
  const index = ctx.circular?.get(value);
  if (index !== undefined) {
    const reference = ctx.stylize(`<ref *${index}>`, 'special');
    if (ctx.compact !== true) base = base === '' ? reference : `${reference} ${base}`;
    else braces[0] = `${reference} ${braces[0]}`;
  }
  ctx.seen.pop();
  if (ctx.sorted) {
    const order = ctx.sorted === true ? undefined : ctx.sorted;
    if (extras === kObject) output.sort(order);
    else if (keys.length > 1) output.push(...output.splice(output.length - keys.length).sort(order));
  }
  const result = reduce(ctx, output, base, braces, extras, recurseTimes, value);
  const budget = (ctx.budget[ctx.indentationLvl] || 0) + result.length;
  ctx.budget[ctx.indentationLvl] = budget;
  // A very large output is cut short rather than exhausting the heap, as in Node.
  if (budget > 2 ** 27) ctx.depth = -1;
  return result;
}

function formatAccessor(ctx, found, original, recurseTimes) {
  const special = (s) => ctx.stylize(s, 'special');
  if (found.get === undefined) {
    return found.set !== undefined ? special('[Setter]') : ctx.stylize('undefined', 'undefined');
  }
  const label = found.set !== undefined ? 'Getter/Setter' : 'Getter';
  const wanted = ctx.getters && (ctx.getters === true || (ctx.getters === 'get' && found.set === undefined)
    || (ctx.getters === 'set' && found.set !== undefined));
  if (!wanted) return special(`[${label}]`);
  ctx.indentationLvl += 2;
  let shown;
  try {
    const value = found.get.call(original);
    if (value === null) shown = `${special(`[${label}:`)} ${ctx.stylize('null', 'null')}${special(']')}`;
    else if (typeof value === 'object') shown = `${special(`[${label}]`)} ${formatValue(ctx, value, recurseTimes)}`;
    else shown = `${special(`[${label}:`)} ${text.formatPrimitive(ctx.stylize, value, ctx)}${special(']')}`;
  } catch (err) {
    shown = `${special(`[${label}:`)} <Inspection threw (${err.message})>${special(']')}`;
  }
  ctx.indentationLvl -= 2;
  return shown;
}

function formatProperty(ctx, value, recurseTimes, key, type, descriptor, original = value) {
  let gap = ' ';
  let shown;
  const found = descriptor || Object.getOwnPropertyDescriptor(value, key)
    || { value: value[key], configurable: true, enumerable: true };
  if (found.value !== undefined) {
    const diff = ctx.compact !== true || type !== kObject ? 2 : 3;
    ctx.indentationLvl += diff;
    shown = formatValue(ctx, found.value, recurseTimes);
    if (diff === 3 && ctx.breakLength < text.stringWidth(shown, ctx.colors)) {
      gap = `\n${' '.repeat(ctx.indentationLvl)}`;
    }
    ctx.indentationLvl -= diff;
  } else {
    shown = formatAccessor(ctx, found, original, recurseTimes);
  }
  if (type === kArray) return shown;
  return `${text.formatKey(ctx, key, found.enumerable)}:${gap}${shown}`;
}

const colors = {
  __proto__: null,
  reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], blink: [5, 25],
  inverse: [7, 27], hidden: [8, 28], strikethrough: [9, 29], doubleunderline: [21, 24],
  black: [30, 39], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39], magenta: [35, 39],
  cyan: [36, 39], white: [37, 39],
  bgBlack: [40, 49], bgRed: [41, 49], bgGreen: [42, 49], bgYellow: [43, 49], bgBlue: [44, 49],
  bgMagenta: [45, 49], bgCyan: [46, 49], bgWhite: [47, 49],
  framed: [51, 54], overlined: [53, 55],
  gray: [90, 39], redBright: [91, 39], greenBright: [92, 39], yellowBright: [93, 39], blueBright: [94, 39],
  magentaBright: [95, 39], cyanBright: [96, 39], whiteBright: [97, 39],
  bgGray: [100, 49], bgRedBright: [101, 49], bgGreenBright: [102, 49], bgYellowBright: [103, 49],
  bgBlueBright: [104, 49], bgMagentaBright: [105, 49], bgCyanBright: [106, 49], bgWhiteBright: [107, 49],
};
for (const [alias, name] of Object.entries({
  grey: 'gray', blackBright: 'gray', bgGrey: 'bgGray', bgBlackBright: 'bgGray', faint: 'dim', crossedout: 'strikethrough',
  strikeThrough: 'strikethrough', crossedOut: 'strikethrough', conceal: 'hidden', swapColors: 'inverse',
  swapcolors: 'inverse', doubleUnderline: 'doubleunderline',
})) {
  Object.defineProperty(colors, alias, {
    get: () => colors[name],
    set(value) {
      colors[name] = value;
    },
    configurable: true,
    enumerable: false,
  });
}
inspect.colors = colors;
inspect.styles = Object.assign({ __proto__: null }, {
  special: 'cyan', number: 'yellow', bigint: 'yellow', boolean: 'yellow', undefined: 'grey', null: 'bold',
  string: 'green', symbol: 'green', date: 'magenta', regexp: 'red', module: 'underline',
});

module.exports = { inspect, kCustom, defaults };
