'use strict';

const path = require('path');

/**
 * The folders a template may include from: those of Express's `views` setting and the template's own `basedir`. Without
 * either, the working directory when the template lies in it, else the folder above the template's.
 *
 * @param {object} options render options, which Express fills with `settings`
 * @param {string|undefined} filename absolute path of the template
 * @returns {string[]} absolute folders; empty when nothing is known that could be left
 */
function viewRoots(options, filename) {
  const views = options.settings && options.settings.views;
  const roots = [].concat(views || [], options.basedir || []).map((folder) => path.resolve(String(folder)));
  if (roots.length > 0 || !filename) {
    return roots;
  }
  const here = process.cwd();
  return here !== '/' && filename.startsWith(here + path.sep) ? [here] : [path.dirname(path.dirname(filename))];
}

module.exports = viewRoots;
