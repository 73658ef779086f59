'use strict';

// Most answers are a text whose response nobody has changed: they are left to the HTTP layer whole, which makes length and
// tag, compares the tag with the client's, and writes, in one call.

const etags = require('./etag');

/** Cortado's own: `(text, mode, type, types)` answers whether the response is sent; not where its own methods are replaced. */
const REPLY = Symbol.for('cortado.http.reply');
const WEAK_TAG = 2;
const STRONG_TAG = 4;
const EXPRESS = 8;
const TYPES_MAX = 200;

/**
 * Makes the quick way of a response prototype, of which `get`, `set`, `type` and `send` are those that are there now.
 * @returns {{sendText: Function, types: object}} `types` are Content-Types that `send` leaves as they are
 */
function createQuick(res) {
  const { get, set, type: setType, send } = res;
  const types = { __proto__: null };
  let count = 0;

  /** Sends a text, or bytes, of a type, unless the response has one already; answers whether it did. */
  function sendText(message, text, type) {
    if (message.set !== set || message.get !== get || message.type !== setType || message.send !== send
      || message[REPLY] === undefined || message.statusCode === 205) return false;
    const etagFn = message.app.settings['etag fn'];
    let mode = EXPRESS;
    if (etagFn === etags.weak) mode |= WEAK_TAG;
    else if (etagFn === etags.strong) mode |= STRONG_TAG;
    else if (typeof etagFn === 'function') return false;
    return message[REPLY](text, mode, type, types);
  }

  /** Notes that `send` has nothing to add to a Content-Type. */
  function keepType(type) {
    if (count < TYPES_MAX && types[type] === undefined && type.length < 100) {
      count++;
      types[type] = true;
    }
  }

  return { sendText, keepType };
}

module.exports = { createQuick };
