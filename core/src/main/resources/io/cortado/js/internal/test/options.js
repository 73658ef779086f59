'use strict';

// What Node's `--test-…` options ask of the tests of this process.

/** The values of an option in their order, from the options that came before the file's name. */
function valuesOf(name) {
  const values = [];
  const given = process.execArgv;
  for (let i = 0; i < given.length; i++) {
    if (given[i] === name && i + 1 < given.length) values.push(given[++i]);
    else if (given[i].startsWith(`${name}=`)) values.push(given[i].slice(name.length + 1));
  }
  return values;
}

/** `/text/flags` is an expression with flags, everything else one without. */
function patternOf(text) {
  const flagged = /^\/(.*)\/([a-z]*)$/s.exec(text);
  return flagged ? new RegExp(flagged[1], flagged[2]) : new RegExp(text);
}

const patterns = (name) => valuesOf(name).map(patternOf);

/** The options, read once. */
const options = {
  only: process.execArgv.includes('--test-only'),
  names: patterns('--test-name-pattern'),
  skipped: patterns('--test-skip-pattern'),
  timeout: Number(valuesOf('--test-timeout')[0] ?? Infinity),
  forceExit: process.execArgv.includes('--test-force-exit'),
  reporters: valuesOf('--test-reporter'),
  destinations: valuesOf('--test-reporter-destination'),
};

module.exports = options;
