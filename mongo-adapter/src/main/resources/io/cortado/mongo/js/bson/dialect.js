'use strict';

/**
 * The major version of npm's bson whose values these are: 6 or 7. There is one copy of the classes for the whole app,
 * so the entry that is loaded first decides.
 */
const dialect = {
  major: 7,
  chosen: false,

  /** Called by the entry files before they load anything else. */
  choose(major) {
    if (!dialect.chosen) dialect.major = major;
    dialect.chosen = true;
  },
};

module.exports = dialect;
