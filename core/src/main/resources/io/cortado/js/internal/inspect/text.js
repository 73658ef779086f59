'use strict';

/** Primitives, keys and widths of `util.inspect`. */

const meta = [];
for (let i = 0; i < 160; i++) {
  meta[i] = i < 32 || i > 126 ? `\\x${i.toString(16).toUpperCase().padStart(2, '0')}` : '';
}
Object.assign(meta, { 8: '\\b', 9: '\\t', 10: '\\n', 12: '\\f', 13: '\\r', 39: "\\'", 92: '\\\\' });

const special = () => /[\x00-\x1f\x27\x5c\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const specials = () => new RegExp(special().source, 'g');
const unquoted = () => /[\x00-\x1f\x5c\x7f-\x9f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const unquoteds = () => new RegExp(unquoted().source, 'g');

function escapeOne(s) {
  const code = s.charCodeAt(0);
  return code < meta.length ? meta[code] : `\\u${code.toString(16)}`;
}

/** A string in the quotes that need the least escaping. */
function quote(s) {
  let mark = "'";
  if (s.includes("'")) {
    if (!s.includes('"')) mark = '"';
    else if (!s.includes('`') && !s.includes('${')) mark = '`';
  }
  const [test, all] = mark === "'" ? [special(), specials] : [unquoted(), unquoteds];
  return test.test(s) ? `${mark}${s.replace(all(), escapeOne)}${mark}` : `${mark}${s}${mark}`;
}

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
    const shown = key.toString();
    return `[${ctx.stylize(special().test(shown) ? shown.replace(specials(), escapeOne) : shown, 'symbol')}]`;
  }
  if (key === '__proto__') return "['__proto__']";
  if (enumerable === false) return `[${special().test(key) ? key.replace(specials(), escapeOne) : key}]`;
  return identifier().test(key) ? ctx.stylize(key, 'name') : ctx.stylize(quote(key), 'string');
}

/** "Foo(2) [Tag] ", the words before an opening brace. */
function prefix(constructor, tag, fallback, size = '') {
  const shownTag = tag !== '' && (constructor === null ? fallback : constructor) !== tag ? `[${tag}] ` : '';
  if (constructor === null) return `[${fallback}${size}: null prototype] ${shownTag}`;
  return `${constructor}${size} ${shownTag}`;
}

// Made at first use: compiling it takes longer than most starts have to spare.
let ansi;
const ansiPattern = () => new RegExp('[\\u001B\\u009B][[\\]()#;?]*(?:(?:(?:(?:;[-a-zA-Z\\d\\/\\#&.:=?%@~_]+)*'
  + '|[a-zA-Z\\d]+(?:;[-a-zA-Z\\d\\/\\#&.:=?%@~_]*)*)?(?:\\u0007|\\u001B\\u005C|\\u009C))'
  + '|(?:(?:\\d{1,4}(?:;\\d{0,4})*)?[\\dA-PR-TZcf-ntqry=><~]))', 'g');

function stripColors(s) {
  ansi ??= ansiPattern();
  return s.replace(ansi, '');
}

function isWide(code) {
  return code >= 0x1100 && (code <= 0x115f || code === 0x2329 || code === 0x232a
    || (code >= 0x2e80 && code <= 0x3247 && code !== 0x303f) || (code >= 0x3250 && code <= 0x4dbf)
    || (code >= 0x4e00 && code <= 0xa4c6) || (code >= 0xa960 && code <= 0xa97c) || (code >= 0xac00 && code <= 0xd7a3)
    || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe10 && code <= 0xfe19) || (code >= 0xfe30 && code <= 0xfe6b)
    || (code >= 0xff01 && code <= 0xff60) || (code >= 0xffe0 && code <= 0xffe6) || (code >= 0x1b000 && code <= 0x1b001)
    || (code >= 0x1f200 && code <= 0x1f251) || (code >= 0x1f300 && code <= 0x1f64f) || (code >= 0x20000 && code <= 0x3fffd));
}

function isZeroWidth(code) {
  return code <= 0x1f || (code >= 0x7f && code <= 0x9f) || (code >= 0x300 && code <= 0x36f)
    || (code >= 0x200b && code <= 0x200f) || (code >= 0x20d0 && code <= 0x20ff) || (code >= 0xfe00 && code <= 0xfe0f)
    || (code >= 0xfe20 && code <= 0xfe2f) || (code >= 0xe0100 && code <= 0xe01ef);
}

/** The columns a string takes on a terminal. */
function stringWidth(s, removeColors = true) {
  if (removeColors) s = stripColors(s);
  if (/^[\x20-\x7e]*$/.test(s)) return s.length;
  let width = 0;
  for (const char of s.normalize('NFC')) {
    const code = char.codePointAt(0);
    if (isWide(code)) width += 2;
    else if (!isZeroWidth(code)) width++;
  }
  return width;
}

module.exports = { quote, formatNumber, formatBigInt, formatPrimitive, formatKey, prefix, stripColors, stringWidth };
