'use strict';

/** How `util.inspect` lays entries out: on one line, in columns, or one a line. */

const { stripColors, stringWidth } = require('./text.js');

// What an entry belongs to: an object, an array's own elements, or the other properties of an array.
const kObject = 0;
const kArray = 1;
const kArrayExtras = 2;

const lengthOf = (ctx, s) => (ctx.colors ? stripColors(s).length : s.length);

/** Arrays of more than six short entries are set in columns of about equal width. */
function inColumns(ctx, output, value) {
  let total = 0;
  let longest = 0;
  const shown = ctx.maxArrayLength < output.length ? output.length - 1 : output.length;
  const lengths = new Array(shown);
  for (let i = 0; i < shown; i++) {
    const length = stringWidth(output[i], ctx.colors);
    lengths[i] = length;
    total += length + 2;
    if (longest < length) longest = length;
  }
  const width = longest + 2;
  if (width * 3 + ctx.indentationLvl >= ctx.breakLength || !(total / width > 5 || longest <= 6)) return output;
  const bias = Math.max(width - 3 - Math.sqrt(width - total / output.length), 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * bias * shown) / bias),
    Math.floor((ctx.breakLength - ctx.indentationLvl) / width),
    ctx.compact * 4,
    15,
  );
  if (columns <= 1) return output;
  const widths = [];
  for (let i = 0; i < columns; i++) {
    let widest = 0;
    for (let j = i; j < shown; j += columns) if (lengths[j] > widest) widest = lengths[j];
    widths.push(widest + 2);
  }
  let numbers = true;
  if (value !== undefined) {
    for (let i = 0; i < output.length && numbers; i++) {
      numbers = typeof value[i] === 'number' || typeof value[i] === 'bigint';
    }
  }
  const lines = [];
  for (let i = 0; i < shown; i += columns) {
    const max = Math.min(i + columns, shown);
    let line = '';
    for (let j = i; j < max; j++) {
      const last = j === max - 1;
      const cell = last ? output[j] : `${output[j]}, `;
      const room = widths[j - i] + output[j].length - lengths[j] - (last ? 2 : 0);
      if (numbers) line += cell.padStart(room);
      else line += last ? cell : cell.padEnd(room);
    }
    lines.push(line);
  }
  if (shown < output.length) lines.push(output[shown]);
  return lines;
}

function fits(ctx, output, start, base) {
  let total = output.length + start;
  if (total + output.length > ctx.breakLength) return false;
  for (const entry of output) {
    total += lengthOf(ctx, entry);
    if (total > ctx.breakLength) return false;
  }
  return base === '' || !base.includes('\n');
}

function reduce(ctx, output, base, braces, extras, recurseTimes, value) {
  const indentation = `\n${' '.repeat(ctx.indentationLvl)}`;
  if (ctx.compact !== true) {
    const head = `${base ? `${base} ` : ''}${braces[0]}`;
    if (typeof ctx.compact === 'number' && ctx.compact >= 1) {
      const entries = output.length;
      if (extras === kArrayExtras && entries > 6) output = inColumns(ctx, output, value);
      if (ctx.currentDepth - recurseTimes < ctx.compact && entries === output.length) {
        const start = output.length + ctx.indentationLvl + braces[0].length + base.length + 10;
        if (fits(ctx, output, start, base)) {
          const joined = output.join(', ');
          if (!joined.includes('\n')) return `${head} ${joined} ${braces[1]}`;
        }
      }
    }
    return `${head}${indentation}  ${output.join(`,${indentation}  `)}${indentation}${braces[1]}`;
  }
  if (fits(ctx, output, 0, base)) {
    return `${braces[0]}${base ? ` ${base}` : ''} ${output.join(', ')} ${braces[1]}`;
  }
  const line = base === '' && braces[0].length === 1 ? ' ' : `${base ? ` ${base}` : ''}${indentation}  `;
  return `${braces[0]}${line}${output.join(`,${indentation}  `)} ${braces[1]}`;
}

module.exports = { reduce, kObject, kArray, kArrayExtras };
