'use strict';

const holder = { exports: {} };
binding.handlebars().script()(holder.exports, holder);
module.exports = holder.exports;

let expressEngine;

/**
 * The engine Express finds behind `app.set('view engine', 'handlebars')`: that of express-handlebars, with the default
 * layout only where there is one.
 */
module.exports.__express = function (file, options, callback) {
  if (!expressEngine) {
    expressEngine = require('express-handlebars').create({ extname: require('path').extname(file), defaultLayoutOptional: true });
  }
  return expressEngine.engine(file, options, callback);
};
