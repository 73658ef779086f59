'use strict';

/** Primitives, keys and widths of `util.inspect`. */

let binding;

/** Java's side: what goes over the characters of a text one by one. */
function texts() {
  binding ??= internalBinding('inspect_text');
  return binding;
}

/** A string in the quotes that need the least escaping. */
const quote = (s) => texts().quote(s);

function grouped(s) {
  let out = '';
  let end = s.length;
  const start = s.startsWith('-') ? 1 : 0;
  for (; end >= start + 4; end -= 3) out = `_${s.slice(end - 3, end)}${out}`;
  return end === s.length ? s : `${s.slice(0, end)}${out}`;
}

function formatNumber(stylize, number, separator) {
  if (!separator) return stylize(Object.is(number, -0) ? '-0' : `${number}`, 'number');
  const whole = Math.trunc(number);
  const digits = String(whole);
  if (whole === number) {
    if (!Number.isFinite(number) || digits.includes('e')) return stylize(digits, 'number');
    return stylize(grouped(digits), 'number');
  }
  if (Number.isNaN(number)) return stylize(digits, 'number');
  let fraction = String(number).slice(digits.length + 1);
  fraction = fraction.replace(/(\d{3})(?=\d)/g, '$1_');
  return stylize(`${grouped(digits)}.${fraction}`, 'number');
}

function formatBigInt(stylize, bigint, separator) {
  return stylize(`${separator ? grouped(String(bigint)) : bigint}n`, 'bigint');
}

function formatPrimitive(stylize, value, ctx) {
  switch (typeof value) {
    case 'string': {
      let trailer = '';
      if (value.length > ctx.maxStringLength) {
        const more = value.length - ctx.maxStringLength;
        value = value.slice(0, ctx.maxStringLength);
        trailer = `... ${more} more character${more > 1 ? 's' : ''}`;
      }
      if (ctx.compact !== true && value.length > 16 && value.length > ctx.breakLength - ctx.indentationLvl - 4) {
        return value.split(/(?<=\n)/).map((line) => stylize(quote(line), 'string'))
          .join(` +\n${' '.repeat(ctx.indentationLvl + 2)}`) + trailer;
      }
      return stylize(quote(value), 'string') + trailer;
    }
    case 'number': return formatNumber(stylize, value, ctx.numericSeparator);
    case 'bigint': return formatBigInt(stylize, value, ctx.numericSeparator);
    case 'boolean': return stylize(`${value}`, 'boolean');
    case 'undefined': return stylize('undefined', 'undefined');
    case 'symbol': return stylize(value.toString(), 'symbol');
    default: return stylize('null', 'null');
  }
}

const identifier = () => /^[a-zA-Z_][a-zA-Z_0-9]*$/;

function formatKey(ctx, key, enumerable) {
  if (typeof key === 'symbol') {
    return `[${ctx.stylize(texts().escape(key.toString()), 'symbol')}]`;
  }
  if (key === '__proto__') return "['__proto__']";
  if (enumerable === false) return `[${texts().escape(key)}]`;
  return identifier().test(key) ? ctx.stylize(key, 'name') : ctx.stylize(quote(key), 'string');
}

/** "Foo(2) [Tag] ", the words before an opening brace. */
function prefix(constructor, tag, fallback, size = '') {
  const shownTag = tag !== '' && (constructor === null ? fallback : constructor) !== tag ? `[${tag}] ` : '';
  if (constructor === null) return `[${fallback}${size}: null prototype] ${shownTag}`;
  return `${constructor}${size} ${shownTag}`;
}

const stripColors = (s) => texts().withoutColours(s);

/** The columns a string takes on a terminal. */
const stringWidth = (s, removeColors = true) => texts().width(s, Boolean(removeColors));

module.exports = {
  texts, quote, formatNumber, formatBigInt, formatPrimitive, formatKey, prefix, stripColors, stringWidth,
};
