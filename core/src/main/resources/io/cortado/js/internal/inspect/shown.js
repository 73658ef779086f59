'use strict';

/** What members called `nodejs.util.inspect.custom` give: a name, and an object as what the value holds. */

/** `self` itself where no depth is left, else `label` before the text of `value`, which counts as one level. */
function shown(self, label, value, depth, options) {
  if (depth < 0) return self;
  const left = options.depth == null ? null : options.depth - 1;
  return `${label} ${require('./inspect.js').inspect(value, { ...options, depth: left })}`;
}

module.exports = { shown };
