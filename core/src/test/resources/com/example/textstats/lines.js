'use strict';

/** The number of lines in a text. */
module.exports = (text) => binding.lines(String(text));
