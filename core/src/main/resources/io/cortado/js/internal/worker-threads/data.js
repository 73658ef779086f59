'use strict';

/** What every thread that starts gets to know of the one that starts it: a map of the app's. */

const known = new Map();

const getEnvironmentData = (key) => known.get(key);
const setEnvironmentData = (key, value) => {
  known.set(key, value);
  if (value === undefined) known.delete(key);
};

module.exports = {
  all: () => known,
  get: getEnvironmentData,
  set: setEnvironmentData,
  begin(entries) {
    for (const entry of entries) known.set(...entry);
  },
};
