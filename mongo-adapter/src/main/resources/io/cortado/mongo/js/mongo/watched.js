'use strict';

/** Under this name a collection and a database say what a change stream of theirs is about. */
module.exports = { kWatched: Symbol('watched') };
