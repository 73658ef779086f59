'use strict';

/** The servers that each version of npm's driver talks to: by the number of their protocol, and by name. */
const SUPPORTED = {
  6: { min: 8, max: 27, oldest: '4.2', newest: '8.2' },
  7: { min: 9, max: 29, oldest: '4.4', newest: '9.0' },
};

/** Of a server since this number of the protocol (5.0) snapshots can be read. */
const SNAPSHOTS = 13;

module.exports = { SNAPSHOTS, SUPPORTED };
