'use strict';

const util = require('util');

const own = line => !line.includes('io/cortado/addons/js/sqlite3/trace');
const lines = error => error.stack.split('\n').filter(own);

/** Makes a method add to the stack of an error that its callback gets, where the method was called. */
function extendTrace(object, property, position = -1) {
  const method = object[property];
  object[property] = function traced(...args) {
    const place = position < 0 ? args.length + position : position;
    const callback = args[place];
    if (typeof callback === 'function') {
      const here = new Error();
      const shown = args.map(value => util.inspect(value, false, 0)).join(', ');
      args[place] = function told(...results) {
        const [error] = results;
        if (error && error.stack && !error.__augmented) {
          error.stack = [
            ...lines(error), `--> in ${object.constructor.name}#${property}(${shown})`, ...lines(here).slice(1),
          ].join('\n');
          error.__augmented = true;
        }
        return callback.apply(this ?? globalThis, results);
      };
    }
    return method.apply(this, args);
  };
}

module.exports = { extendTrace };
