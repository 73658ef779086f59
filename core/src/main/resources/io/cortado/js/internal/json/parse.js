'use strict';

// JSON.parse and JSON.stringify say what V8 says. The engine's own parser decides and is as fast as before; only once it has refused a
// text is that text read again, to find V8's words for the first thing wrong with it.

const CIRCULAR = 'Converting circular structure to JSON';
const TOO_DEEP = 'cannot stringify objects nested that deep';

/** V8 tells nesting from any other recursion as little as it tells texts from objects. */
function tooDeep(error) {
  if (!(error instanceof RangeError) || !error.message.endsWith('nested that deep')) return;
  error.message = 'Maximum call stack size exceeded';
  Error.captureStackTrace(error);
}

function install() {
  const { parse, stringify } = JSON;
  const wrapped = {
    parse(text, reviver) {
      try {
        return reviver === undefined ? parse(text) : parse(text, reviver);
      } catch (failure) {
        let error = failure;
        if (error instanceof RangeError && reviver === undefined && typeof text === 'string') {
          const value = internalBinding('deep_json').parse(text);
          if (value !== null) return value;
          error = new SyntaxError('Unexpected token');
        }
        tooDeep(error);
        if (!(error instanceof SyntaxError) || typeof text === 'object') throw error;
        const message = require('./errors.js').explain(`${text}`);
        if (message === null) throw error;
        const worded = new SyntaxError(message);
        Error.captureStackTrace(worded);
        throw worded;
      }
    },
    stringify(value, replacer, space) {
      try {
        return stringify(value, replacer, space);
      } catch (error) {
        if (error instanceof RangeError && error.message === TOO_DEEP) return deep(value, replacer, space);
        if (error instanceof TypeError && error.message === CIRCULAR) {
          require('./circular.js').explain(error, value, replacer);
          Error.captureStackTrace(error);
        }
        throw error;
      }
    },
  };
  function deep(value, replacer, space) {
    try {
      return require('./deep.js').stringify(stringify, value, replacer, space);
    } catch (error) {
      if (error instanceof TypeError && error.message === CIRCULAR) require('./circular.js').explain(error, value, replacer);
      throw error;
    }
  }
  Object.defineProperty(JSON, 'stringify', {
    value: wrapped.stringify, writable: true, configurable: true, enumerable: false,
  });
  Object.defineProperty(JSON, 'parse', { value: wrapped.parse, writable: true, configurable: true, enumerable: false });
}

module.exports = { install };
