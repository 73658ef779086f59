'use strict';

/** `util.format`: printf-like placeholders, then the rest inspected and joined by spaces. */

const { inspect } = require('./inspect.js');
const { formatNumber, formatBigInt } = require('./text.js');
const { behindProxies, isBuiltIn } = require('./lineage.js');
const { isError } = require('./error.js');

const plain = (s) => s;

/** Whether `String(value)` would come from the user's own class rather than a built-in. */
function hasOwnText(value) {
  value = behindProxies(value);
  if (value === null) return false;
  if (typeof value[Symbol.toPrimitive] === 'function' && !(value instanceof Date)) return true;
  if (typeof value.toString !== 'function') return false;
  if (Object.hasOwn(value, 'toString')) return true;
  let holder = value;
  do {
    holder = Object.getPrototypeOf(holder);
  } while (holder !== null && !Object.hasOwn(holder, 'toString'));
  const found = holder === null ? undefined : Object.getOwnPropertyDescriptor(holder, 'constructor');
  return found !== undefined && typeof found.value === 'function' && !isBuiltIn(found.value.name);
}

function asString(value, options) {
  if (typeof value === 'number') return formatNumber(plain, value, options?.numericSeparator ?? false);
  if (typeof value === 'bigint') return formatBigInt(plain, value, options?.numericSeparator ?? false);
  if (typeof value !== 'object' || value === null || hasOwnText(value)) return String(value);
  return inspect(value, { ...options, depth: 0, colors: false, compact: 3 });
}

function asJson(value) {
  try {
    return JSON.stringify(value);
  } catch (err) {
    if (err instanceof TypeError && /circular|cyclic/i.test(err.message)) return '[Circular]';
    throw err;
  }
}

function asNumber(value, parse, options) {
  if (typeof value === 'bigint') return formatBigInt(plain, value, options?.numericSeparator ?? false);
  if (typeof value === 'symbol') return 'NaN';
  return formatNumber(plain, parse(value), options?.numericSeparator ?? false);
}

function toNumber(value) {
  return typeof value === 'object' && value !== null ? Number(value) : Number(value);
}

function formatWithOptionsInternal(options, args) {
  const first = args[0];
  if (args.length === 1) return typeof first === 'string' ? first : inspect(first, { ...options, compact: 3 });
  let out = '';
  let join = '';
  let next = 0;
  if (typeof first === 'string') {
    let last = 0;
    for (let i = 0; i < first.length - 1; i++) {
      if (first.charCodeAt(i) !== 37) continue;
      const kind = first[++i];
      if (next + 1 === args.length) {
        if (kind === '%') {
          out += first.slice(last, i);
          last = i + 1;
        }
        continue;
      }
      let shown;
      switch (kind) {
        case 's': shown = asString(args[++next], options); break;
        case 'j': shown = asJson(args[++next]); break;
        case 'd': shown = asNumber(args[++next], toNumber, options); break;
        case 'O': shown = inspect(args[++next], options); break;
        case 'o':
          shown = inspect(args[++next], { ...options, showHidden: true, showProxy: true, depth: 4 });
          break;
        case 'i': shown = asNumber(args[++next], parseInt, options); break;
        case 'f': shown = typeof args[++next] === 'symbol' ? 'NaN'
          : formatNumber(plain, parseFloat(args[next]), options?.numericSeparator ?? false); break;
        case 'c': next++; shown = ''; break;
        case '%':
          out += first.slice(last, i);
          last = i + 1;
          continue;
        default:
          continue;
      }
      if (last !== i - 1) out += first.slice(last, i - 1);
      out += shown;
      last = i + 1;
    }
    if (last !== 0) {
      next++;
      join = ' ';
      if (last < first.length) out += first.slice(last);
    }
  }
  for (; next < args.length; next++) {
    const value = args[next];
    out += join;
    out += typeof value !== 'string' ? inspect(value, { ...options, compact: 3 }) : value;
    join = ' ';
  }
  return out;
}

/** Node's `util.format`. */
function format(...args) {
  return args.length === 0 ? '' : formatWithOptionsInternal(undefined, args);
}

/** Node's `util.formatWithOptions`, whose options are known to be an object. */
function formatWithOptions(options, ...args) {
  return args.length === 0 ? '' : formatWithOptionsInternal(options, args);
}

module.exports = { format, formatWithOptions, isError };
