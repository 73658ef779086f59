'use strict';

const { promisify } = require('util');

/** The number of words in a text. */
exports.words = (text) => binding.words(String(text));

/** The promise of the number of words in a file. */
exports.wordsOf = promisify((file, callback) => binding.wordsOf(file, callback));

/** So many texts were counted. */
exports.texts = () => binding.texts();
