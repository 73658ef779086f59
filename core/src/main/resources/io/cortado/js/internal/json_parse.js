'use strict';

// JSON.parse says what V8 says. The engine's own parser decides and is as fast as before; only once it has refused a
// text is that text read again, to find V8's words for the first thing wrong with it.

function install() {
  const parse = JSON.parse;
  const wrapped = {
    parse(text, reviver) {
      try {
        return reviver === undefined ? parse(text) : parse(text, reviver);
      } catch (error) {
        if (!(error instanceof SyntaxError) || typeof text === 'object') throw error;
        const message = require('./json_errors').explain(`${text}`);
        if (message === null) throw error;
        const worded = new SyntaxError(message);
        Error.captureStackTrace(worded, wrapped.parse);
        throw worded;
      }
    },
  };
  Object.defineProperty(wrapped.parse, 'length', { value: 2 });
  Object.defineProperty(JSON, 'parse', { value: wrapped.parse, writable: true, configurable: true, enumerable: false });
}

module.exports = { install };
