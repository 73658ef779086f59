'use strict';

const { ExpressHandlebars } = require('./express-handlebars.js');

/* The surface of express-handlebars before 6, when the module itself was the function that makes an engine. */

/** 4 and 5: the partials of one rendering may be a promise. */
class Fifth extends ExpressHandlebars {
  async _page(viewPath, options) {
    return super._page(viewPath, options.partials ? { ...options, partials: await options.partials } : options);
  }
}

/** 3: no run-time options, no promise without a callback, and partials only from a folder that is known. */
class Third extends Fifth {
  constructor(config) {
    super(config);
    this.runtimeOptions = undefined;
  }

  async getPartials(options) {
    if (this.partialsDir === undefined) {
      throw new Error('A partials dir must be a string or config object');
    }
    return super.getPartials(options);
  }

  async render(filePath, context, options) {
    return super.render(filePath, context, { ...options, runtimeOptions: undefined });
  }

  renderView(viewPath, options, callback) {
    super.renderView(viewPath, options || {}, callback);
  }
}

/** 3.0: no layout unless one is named. */
class ThirdWithoutLayout extends Third {
  constructor(config) {
    super({ defaultLayout: undefined, ...config });
  }
}

/**
 * What `require('express-handlebars')` gives in an older version.
 *
 * @param {string} version 3.0.1 or later, below 6
 * @returns {Function} makes an engine from a configuration; with `create` and `ExpressHandlebars`
 */
function exportsOf(version) {
  const [major, minor] = version.split('.').map(Number);
  const Version = major > 3 ? Fifth : minor > 0 ? Third : ThirdWithoutLayout;
  const create = (config) => new Version(config || {});
  return Object.assign(function exphbs(config) {
    return create(config).engine;
  }, { create, ExpressHandlebars: Version });
}

module.exports = exportsOf;
