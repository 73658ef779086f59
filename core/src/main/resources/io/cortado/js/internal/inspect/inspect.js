'use strict';

/** `util.inspect`, whose output is Node's to the character: its options, and the way from a value to what it holds. */

const text = require('./text.js');
const shapes = require('./shapes.js');
const lineage = require('./lineage.js');
const engine = require('./engine.js');

const { kObject, kArray, kArrayExtras } = shapes;
const kCustom = Symbol.for('nodejs.util.inspect.custom');

/** From how many characters on at one indentation the rest is cut short rather than exhausting the heap. */
const MOST_TEXT = 2 ** 27;

/** More entries of an array may stand in columns. */
const FEW = 6;

/**
 * An entry a line. What is long is not given to Java: at each level of what is nested deeply all that is inside would be copied
 * once more, where the engine only remembers what a text consists of.
 */
function below(output, base, open, close, indent) {
  const line = `\n${' '.repeat(indent)}`;
  let entries = output[0];
  for (let i = 1; i < output.length; i++) entries += `,${line}  ${output[i]}`;
  return `${base === '' ? '' : `${base} `}${open}${line}  ${entries}${line}${close}`;
}

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

const plain = (s) => s;
const NOTHING = [];
const isNumeric = (value) => typeof value === 'number' || typeof value === 'bigint';

function coloured(s, style) {
  const codes = inspect.colors[inspect.styles[style]];
  return codes === undefined ? s : `\u001b[${codes[0]}m${s}\u001b[${codes[1]}m`;
}

/** One call of `inspect`: its options, and where on its way it is. */
class Inspection {
  constructor(given) {
    /** The objects that are being shown, outermost first. */
    this.open = [];
    if (given !== undefined) this.take(given);
    if (this.colors) this.stylize = coloured;
    if (this.maxArrayLength === null) this.maxArrayLength = Infinity;
    if (this.maxStringLength === null) this.maxStringLength = Infinity;
  }

  take(given) {
    for (const key of Object.keys(given)) {
      if (Object.hasOwn(defaults, key) || key === 'stylize') this[key] = given[key];
      else this.foreign = given;
    }
  }

  /** The options a custom inspector is given. */
  options() {
    const out = { stylize: this.stylize };
    for (const key of Object.keys(defaults)) out[key] = this[key];
    return Object.assign(out, this.foreign);
  }

  beyond(level) {
    return this.depth !== null && level > this.depth;
  }

  /** Another value alone, as with no options. */
  plain(value) {
    return inspect(value);
  }

  special(s) {
    return this.stylize(s, 'special');
  }

  /** A value `level` objects deep; of a buffer that a typed array shows, `contained`, only the length is told. */
  show(value, level, contained = false) {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return text.formatPrimitive(this, value);
    const proxy = engine.proxy(value);
    if (proxy !== undefined && this.showProxy && proxy[0] !== null) return shapes.formatProxy(this, proxy, level);
    const target = proxy === undefined ? value : lineage.behindProxies(value);
    if (target === null) return this.special('<Revoked Proxy>');
    if (shapes.isForeign(target)) return shapes.formatForeign(this, target);
    const own = this.customInspect ? this.customised(target, value, level) : undefined;
    if (own !== undefined) return own;
    return this.open.includes(target) ? this.special(`[Circular *${this.referenceTo(target)}]`)
      : this.object(target, level, contained);
  }

  /** What an object's own inspector makes of it; undefined where it has none or leaves it to us. */
  customised(target, self, level) {
    const custom = target[kCustom];
    if (typeof custom !== 'function' || custom === inspect || lineage.isPrototype(target)) return undefined;
    const result = custom.call(self, this.depth === null ? null : this.depth - level, this.options(), inspect);
    if (result === self) return undefined;
    return typeof result === 'object' ? this.show(result, level) : this.indented(String(result));
  }

  indented(lines) {
    return lines.replaceAll('\n', `\n${' '.repeat(this.indent)}`);
  }

  referenceTo(value) {
    this.references ??= new Map();
    if (!this.references.has(value)) this.references.set(value, this.references.size + 1);
    return this.references.get(value);
  }

  /** The name an object is shown under, or null for one without prototype. */
  nameOf(value, level) {
    const name = lineage.nameOf(value);
    if (name !== undefined) return name;
    const parent = Object.getPrototypeOf(value);
    if (parent === null) return null;
    const above = this.beyond(level) ? 'Complex prototype'
      : this.nameOf(parent, level + 1) ?? inspect(parent, { ...this.options(), customInspect: false, depth: -1 });
    return `${lineage.className(value)} <${above}>`;
  }

  /** The tag of an object that neither its name nor a property tells; else empty. */
  tagOf(value, name) {
    const tag = value[Symbol.toStringTag];
    if (typeof tag !== 'string' || tag === '' || (name !== null && lineage.tellsTag(name, tag))) return '';
    const has = this.showHidden ? Object.hasOwn : lineage.isEnumerable;
    return has(value, Symbol.toStringTag) ? '' : tag;
  }

  object(value, level, contained) {
    const beyond = this.beyond(level);
    const name = this.nameOf(value, level);
    const inherited = this.showHidden && !beyond ? this.inherited(value, level) : NOTHING;
    const tag = this.tagOf(value, name);
    const shape = shapes.shapeOf(this, value, name, tag, level, contained, inherited.length === 0);
    if (typeof shape === 'string') return shape;
    if (beyond) {
      const words = text.prefix(name, tag, lineage.className(value)).slice(0, -1);
      return this.special(name === null ? words : `[${words}]`);
    }
    const { indent } = this;
    const { length } = this.open;
    try {
      return this.framed(value, shape, this.entries(value, shape, level + 1, inherited), level + 1);
    } catch (err) {
      if (!(err instanceof RangeError) || !/stack/i.test(err.message)) throw err;
      this.open.length = length;
      this.indent = indent;
      const words = text.prefix(name, tag, 'Object').slice(0, -1);
      return this.special(`[${words}: Inspection interrupted prematurely. Maximum call stack size exceeded.]`);
    }
  }

  inherited(value, level) {
    this.open.push(value);
    const out = lineage.inherited(value).map(([holder, key, found]) => {
      const shown = this.property(holder, level, key, kObject, found, value);
      return this.colors ? `\u001b[2m${shown}\u001b[22m` : shown;
    });
    this.open.pop();
    return out;
  }

  entries(value, shape, level, inherited) {
    const { keys, formatter, extras } = shape;
    this.open.push(value);
    this.deepest = level;
    const output = formatter === undefined ? [] : formatter(this, value, level);
    for (let i = 0; i < keys.length; i++) output.push(this.property(value, level, keys[i], extras));
    if (inherited.length !== 0) output.push(...inherited);
    this.open.pop();
    if (!this.sorted) return output;
    // Elements keep their order; what else an array has is sorted.
    const from = extras === kObject ? 0 : output.length - keys.length;
    const last = output.splice(from).sort(this.sorted === true ? undefined : this.sorted);
    return from === 0 ? last : output.concat(last);
  }

  /** The entries between the braces, behind the mark that says where circles lead. */
  framed(value, shape, output, level) {
    let { base } = shape;
    let open = shape.braces[0];
    if (this.references !== undefined && this.references.has(value)) {
      const mark = this.special(`<ref *${this.references.get(value)}>`);
      if (this.compact === true) open = `${mark} ${open}`;
      else base = base === '' ? mark : `${mark} ${base}`;
    }
    const shown = this.layout(output, base, open, shape.braces[1], shape.extras, level, value);
    this.written ??= [];
    const written = (this.written[this.indent] ?? 0) + shown.length;
    this.written[this.indent] = written;
    if (written > MOST_TEXT) this.depth = -1;
    return shown;
  }

  /** On one line, in columns or one a line: Java lays out, here it is told of what. */
  layout(output, base, open, close, extras, level, value) {
    const { compact } = this;
    const levels = compact === true ? -1 : typeof compact === 'number' ? Math.max(compact, 0) : 0;
    if (levels >= 0 && output.length <= FEW && output.some((entry) => entry.length > this.breakLength)) {
      return below(output, base, open, close, this.indent);
    }
    let columns = 0;
    if (levels >= 1 && extras === kArrayExtras && output.length > FEW) {
      columns = value === undefined || output.every((_, i) => isNumeric(value[i])) ? 2 : 1;
    }
    return text.texts().layout(output, base, open, close, levels, Number(this.breakLength), this.indent, columns,
      this.deepest - level, Number(this.maxArrayLength), Boolean(this.colors));
  }

  /** An element or `key: value`, where `self` is whose getter is asked. */
  property(holder, level, key, role, descriptor = Object.getOwnPropertyDescriptor(holder, key), self = holder) {
    const found = descriptor ?? { value: holder[key], configurable: true, enumerable: true };
    const dense = this.compact === true && role === kObject;
    let gap = ' ';
    let shown;
    if (found.value === undefined) {
      shown = this.accessor(found, self, level);
    } else {
      const { indent } = this;
      this.indent = indent + (dense ? 3 : 2);
      shown = this.show(found.value, level);
      if (dense && this.breakLength < text.stringWidth(shown, this.colors)) gap = `\n${' '.repeat(this.indent)}`;
      this.indent = indent;
    }
    return role === kArray ? shown : `${text.formatKey(this, key, found.enumerable)}:${gap}${shown}`;
  }

  accessor({ get, set }, self, level) {
    if (get === undefined) return set === undefined ? this.stylize('undefined', 'undefined') : this.special('[Setter]');
    const label = set === undefined ? 'Getter' : 'Getter/Setter';
    const asked = this.getters === true || this.getters === (set === undefined ? 'get' : 'set');
    if (!asked) return this.special(`[${label}]`);
    const { indent } = this;
    this.indent = indent + 2;
    let shown;
    let closed = true;
    try {
      const value = get.call(self);
      closed = value === null || typeof value !== 'object';
      shown = closed ? text.formatPrimitive(this, value) : this.show(value, level);
    } catch (err) {
      closed = true;
      shown = `<Inspection threw (${err.message})>`;
    }
    this.indent = indent;
    return closed ? `${this.special(`[${label}:`)} ${shown}${this.special(']')}` : `${this.special(`[${label}]`)} ${shown}`;
  }
}

// What an option is where it is not given, and the first values of what only few need.
Object.setPrototypeOf(Inspection.prototype, defaults);
Object.assign(Inspection.prototype, {
  stylize: plain,
  /** Options that are not ours, which custom inspectors are given. */
  foreign: undefined,
  /** The numbers of objects that were met again inside themselves. */
  references: undefined,
  indent: 0,
  deepest: 0,
  /** How much was written at each indentation. */
  written: undefined,
});

/** Node's `util.inspect(value, options)`, or `(value, showHidden, depth, colors)`. */
function inspect(value, opts) {
  const given = typeof opts === 'boolean' ? { showHidden: opts } : opts || undefined;
  if (arguments.length < 3) return new Inspection(given).show(value, 0);
  const inPlaces = {};
  if (arguments[2] !== undefined) inPlaces.depth = arguments[2];
  if (arguments[3] !== undefined) inPlaces.colors = arguments[3];
  return new Inspection({ ...inPlaces, ...given }).show(value, 0);
}

/** The codes that begin and end each colour, in Node's order. */
const colors = { __proto__: null };
const effects = [['reset', 0, 0], ['bold', 1, 22], ['dim', 2, 22], ['italic', 3, 23], ['underline', 4, 24], ['blink', 5, 25],
  ['inverse', 7, 27], ['hidden', 8, 28], ['strikethrough', 9, 29], ['doubleunderline', 21, 24]];
for (const [name, ...codes] of effects) colors[name] = codes;
const hues = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
const bright = ['gray', ...hues.slice(1).map((hue) => `${hue}Bright`)];
const ground = (hue) => `bg${hue[0].toUpperCase()}${hue.slice(1)}`;
const addColors = (names, from, end) => names.forEach((name, i) => {
  colors[name] = [from + i, end];
});
addColors(hues, 30, 39);
addColors(hues.map(ground), 40, 49);
Object.assign(colors, { framed: [51, 54], overlined: [53, 55] });
addColors(bright, 90, 39);
addColors(bright.map(ground), 100, 49);

const otherNames = {
  gray: ['grey', 'blackBright'],
  bgGray: ['bgGrey', 'bgBlackBright'],
  dim: ['faint'],
  strikethrough: ['crossedout', 'strikeThrough', 'crossedOut'],
  hidden: ['conceal'],
  inverse: ['swapColors', 'swapcolors'],
  doubleunderline: ['doubleUnderline'],
};
for (const [name, aliases] of Object.entries(otherNames)) {
  const alias = {
    get: () => colors[name],
    set(value) {
      colors[name] = value;
    },
    configurable: true,
    enumerable: false,
  };
  for (const other of aliases) Object.defineProperty(colors, other, alias);
}

Object.assign(inspect, {
  custom: kCustom,
  colors,
  styles: Object.assign({ __proto__: null }, {
    special: 'cyan', number: 'yellow', bigint: 'yellow', boolean: 'yellow', undefined: 'grey', null: 'bold',
    string: 'green', symbol: 'green', date: 'magenta', regexp: 'red', module: 'underline',
  }),
});

module.exports = { inspect, kCustom, defaults };
