'use strict';

/** How `util.inspect` lays entries out: on one line, in columns, or one a line. Java does; here it is told of what. */

const { texts } = require('./text.js');

// What an entry belongs to: an object, an array's own elements, or the other properties of an array.
const kObject = 0;
const kArray = 1;
const kArrayExtras = 2;

const isNumeric = (value) => typeof value === 'number' || typeof value === 'bigint';

/** Whether entries may stand in columns: not (0), as texts (1), as numbers (2). */
function columnsOf(extras, output, value) {
  if (extras !== kArrayExtras || output.length <= 6) return 0;
  return value === undefined || output.every((_, i) => isNumeric(value[i])) ? 2 : 1;
}

function reduce(ctx, output, base, braces, extras, recurseTimes, value) {
  const { compact } = ctx;
  const levels = compact === true ? -1 : typeof compact === 'number' ? Math.max(compact, 0) : 0;
  return texts().layout(output, base, braces[0], braces[1], levels, Number(ctx.breakLength), ctx.indentationLvl,
    levels >= 1 ? columnsOf(extras, output, value) : 0, ctx.currentDepth - recurseTimes, Number(ctx.maxArrayLength), Boolean(ctx.colors));
}

module.exports = { reduce, kObject, kArray, kArrayExtras };
