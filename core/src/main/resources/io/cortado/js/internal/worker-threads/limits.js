'use strict';

/**
 * `resourceLimits`: the figures are shown as they were given. The heap is the JVM's, which all threads have in common
 * (`--max-old-space-size`), and a thread's stack is as deep as the main one's.
 */
const DEFAULTS = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 2096, codeRangeSizeMb: 0, stackSizeMb: 4 };

function limitsOf(given) {
  const limits = { ...DEFAULTS };
  if (given !== null && typeof given === 'object') {
    for (const name of Object.keys(DEFAULTS)) if (typeof given[name] === 'number') limits[name] = given[name];
  }
  return limits;
}

module.exports = { limitsOf };
