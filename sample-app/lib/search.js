'use strict';

const { line } = require('./validation');

/** What a list is asked for: words, one tag, one person; empty texts where it is not. */
exports.searchOf = (query) => ({ q: line(query.q).slice(0, 100), tag: line(query.tag), by: line(query.by) });
