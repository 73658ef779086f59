'use strict';

const path = require('path');

const projects = new Map();

/** The folder of the package that a template belongs to, or undefined. */
function projectOf(folder) {
  if (!projects.has(folder)) {
    const above = path.dirname(folder);
    const found = require('fs').existsSync(path.join(folder, 'package.json'));
    projects.set(folder, found ? folder : above === folder ? undefined : projectOf(above));
  }
  return projects.get(folder);
}

/**
 * The folders a template may include from: those of Express's `views` setting, the template's own `basedir` and the
 * package it belongs to, as apps include pictures and styles from beside their views. Without any, the working directory
 * when the template lies in it, else the folder above the template's.
 *
 * @param {object} options render options, which Express fills with `settings`
 * @param {string|undefined} filename absolute path of the template
 * @returns {string[]} absolute folders; empty when nothing is known that could be left
 */
function viewRoots(options, filename) {
  const views = options.settings && options.settings.views;
  const roots = [].concat(views || [], options.basedir || []).map((folder) => path.resolve(String(folder)));
  const project = filename && projectOf(path.dirname(filename));
  if (project) roots.push(project);
  if (roots.length > 0 || !filename) {
    return roots;
  }
  const here = process.cwd();
  return here !== '/' && filename.startsWith(here + path.sep) ? [here] : [path.dirname(path.dirname(filename))];
}

module.exports = viewRoots;
