'use strict';

// The application before 4.18.

const { compileTrust } = require('../../settings');

/** Changes the prototype of applications. */
module.exports = function amend(app, before) {
  const base = app.set;

  /** Sets a setting; with one argument, answers it, or what every object has under that name. */
  app.set = function set(setting, value) {
    if (arguments.length === 1) return this.settings[setting];
    const result = base.call(this, setting, value);
    if (setting === 'trust proxy' && typeof value === 'string' && before('4.17.3')) {
      this.set('trust proxy fn', compileTrust(value.split(/ *, */)));
    }
    return result;
  };
};
