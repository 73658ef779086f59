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

function formatNumber(stylize, number, separator) {
  const digits = Object.is(number, -0) && !separator ? '-0' : `${number}`;
  return stylize(separator ? texts().grouped(digits, Math.trunc(number) === number || Number.isNaN(number)) : digits, 'number');
}

function formatBigInt(stylize, bigint, separator) {
  const digits = `${bigint}`;
  return stylize(`${separator ? texts().grouped(digits, true) : digits}n`, 'bigint');
}

/** A string, cut where it is too long, and a line a piece where that reads better. */
function formatString(ctx, value, stylize) {
  const more = value.length - ctx.maxStringLength;
  const shown = more > 0 ? value.slice(0, ctx.maxStringLength) : value;
  const end = more > 0 ? `... ${more} more character${more > 1 ? 's' : ''}` : '';
  const room = Math.max(16, ctx.breakLength - ctx.indent - 4);
  if (ctx.compact === true || !(shown.length > room)) return stylize(quote(shown), 'string') + end;
  const lines = shown.split(/(?<=\n)/).map((line) => stylize(quote(line), 'string'));
  return lines.join(` +\n${' '.repeat(ctx.indent + 2)}`) + end;
}

function formatPrimitive(ctx, value, stylize = ctx.stylize) {
  const type = typeof value;
  switch (type) {
    case 'string': return formatString(ctx, value, stylize);
    case 'number': return formatNumber(stylize, value, ctx.numericSeparator);
    case 'bigint': return formatBigInt(stylize, value, ctx.numericSeparator);
    case 'boolean':
    case 'undefined': return stylize(`${value}`, type);
    case 'symbol': return stylize(value.toString(), type);
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
