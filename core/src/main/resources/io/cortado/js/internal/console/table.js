'use strict';

/** `console.table`: rows and columns in box-drawing characters. */

const { inspect } = require('../inspect/inspect.js');
const { stringWidth } = require('../inspect/text.js');
const types = require('../inspect/types.js');

const shown = (value) => {
  const depth = value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2 ? -1 : 0;
  return inspect(value, { maxArrayLength: 3, breakLength: Infinity, colors: false, depth });
};

function line(cells, widths, left, middle, right, edge = ' ') {
  return left + cells.map((cell, i) => `${edge}${cell}${edge === '─' ? '' : ' '.repeat(widths[i] - stringWidth(cell))}${edge}`)
    .join(middle) + right;
}

function draw(head, rows) {
  const widths = head.map((cell, i) => Math.max(stringWidth(cell), ...rows.map((row) => stringWidth(row[i] ?? ''))));
  const rules = widths.map((width) => '─'.repeat(width));
  const out = [line(rules, widths, '┌', '┬', '┐', '─'), line(head, widths, '│', '│', '│'),
    line(rules, widths, '├', '┼', '┤', '─')];
  for (const row of rows) out.push(line(head.map((_, i) => row[i] ?? ''), widths, '│', '│', '│'));
  out.push(line(rules, widths, '└', '┴', '┘', '─'));
  return out.join('\n');
}

function render(data, properties) {
  const iteration = '(iteration index)';
  if (types.isMap(data)) {
    const rows = [...data].map(([key, value], i) => [String(i), shown(key), shown(value)]);
    return draw([iteration, 'Key', 'Values'], rows);
  }
  if (types.isSet(data)) return draw([iteration, 'Values'], [...data].map((value, i) => [String(i), shown(value)]));
  const columns = [];
  const values = [];
  const table = [];
  let anyValue = false;
  const indices = Object.keys(data);
  indices.forEach((index, row) => {
    const item = data[index];
    const primitive = item === null || (typeof item !== 'function' && typeof item !== 'object');
    table[row] = new Map();
    if (primitive) {
      anyValue = true;
      values[row] = shown(item);
      return;
    }
    for (const key of properties || Object.keys(item)) {
      if (!columns.includes(key)) columns.push(key);
      if (Object.hasOwn(item, key)) table[row].set(key, shown(item[key]));
    }
  });
  const head = ['(index)', ...columns.map(String)];
  if (anyValue) head.push('Values');
  const rows = indices.map((index, row) => {
    const cells = [index, ...columns.map((key) => table[row].get(key) ?? '')];
    if (anyValue) cells.push(values[row] ?? '');
    return cells;
  });
  return draw(head, rows);
}

module.exports = { render };
