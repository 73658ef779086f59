'use strict';

const natives = require('../util/natives.js');

const encoder = new natives.TextEncoder();

/** Bytes of a string in UTF-8, lone surrogates counting as U+FFFD. A loop over its characters costs more at any length. */
function utf8Length(s) {
  return encoder.encode(s).length;
}

module.exports = utf8Length;
