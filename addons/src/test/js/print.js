'use strict';

const util = require('util');

/** Prints values as a line; strings as they are. */
function print(...values) {
  const texts = values.map(value => (typeof value === 'string' ? value : util.inspect(value, { depth: 8 })));
  process.stdout.write(`${texts.join(' ')}\n`);
}

const described = error => `${error.constructor.name} ${error.message} ${util.inspect({ ...error })}`;

/** Prints what a call gives or throws. */
print.sync = (label, work) => {
  try {
    print(`${label}:`, work());
  } catch (error) {
    print(`${label}: throws ${described(error)}`);
  }
};

/** Prints what a call throws, or what its promise comes to. */
print.promised = async (label, work) => {
  let promise;
  try {
    promise = work();
  } catch (error) {
    print(`${label}: throws ${described(error)}`);
    return;
  }
  try {
    print(`${label}:`, typeof promise?.then === 'function' ? '' : 'no promise', await promise);
  } catch (error) {
    print(`${label}: rejects ${described(error)}`);
  }
};

/** Prints what a call gives at once, and the arguments that its callback gets after that. */
print.called = (label, work) => new Promise(resolve => {
  let returned = false;
  const callback = (...args) => {
    print(`${label}: ${returned ? '' : 'at once '}called with`,
      args.map(arg => (arg instanceof Error ? described(arg) : arg)));
    resolve();
  };
  try {
    const value = work(callback);
    returned = true;
    if (value !== undefined) print(`${label}: returned`, typeof value);
  } catch (error) {
    print(`${label}: throws ${described(error)}`);
    resolve();
  }
});

module.exports = print;
