'use strict';

/** `getEnvironmentData` and `setEnvironmentData`: what new threads get to know. */

const data = new Map();

module.exports = {
  all: () => data,
  get: (key) => data.get(key),
  set(key, value) {
    if (value === undefined) data.delete(key);
    else data.set(key, value);
  },
  begin(entries) {
    for (const [key, value] of entries) data.set(key, value);
  },
};
