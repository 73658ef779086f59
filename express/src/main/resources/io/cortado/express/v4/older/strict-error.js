'use strict';

// The error of a JSON body that is no object, before 4.18.3: one mark stands for all that is not JSON.

const { normalized } = require('../../middleware/json');
const { unreadable } = require('./missing');

/** The first character that is not blank; before 4.18 the last blank where there is no other. */
function firstOf(text) {
  const found = /^[\x20\x09\x0a\x0d]*(.)/.exec(text);
  if (found === null) throw unreadable(found, '1');
  return found[1];
}

/** @returns {(text: string, first?: string) => Error} */
module.exports = function strictErrorOf(before) {
  return function strictError(text, first) {
    const char = before('4.18.0') ? firstOf(text) : first;
    const index = text.indexOf(char);
    const partial = index === -1 ? '' : text.substring(0, index) + '#';
    try {
      JSON.parse(partial);
      throw new SyntaxError('strict violation');
    } catch (error) {
      return normalized(error, error.message.replace('#', char), error.stack);
    }
  };
};
