'use strict';

/** Node's `test/reporters`: what `cortado --test` writes is written by reporters of Java's, which have these names. */

const { unsupported } = require('../../internal/errors/errors.js');

const refuse = (name) => () => {
  throw unsupported(`test/reporters.${name}`, `run cortado --test --test-reporter=${name}`);
};

const reporters = {};
for (const name of ['dot', 'junit', 'spec', 'tap', 'lcov']) {
  Object.defineProperty(reporters, name, { value: Object.defineProperty(refuse(name), 'name', { value: name }), enumerable: true });
}

module.exports = reporters;
