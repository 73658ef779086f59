'use strict';

const fs = require('fs');
const path = require('path');

/**
 * All files below a folder, as paths relative to it with forward slashes, sorted. Calls back with an error when the
 * folder itself cannot be read.
 *
 * @param {string} folder
 * @param {function(string): boolean} accept tells by name which files to list
 * @param {function(Error|null, string[]=)} callback
 */
function listFiles(folder, accept, callback) {
  const found = [];
  let pending = 0;
  let failure = null;
  function visit(relative) {
    pending++;
    fs.readdir(path.join(folder, relative), { withFileTypes: true }, (error, entries) => {
      if (error && relative === '') {
        failure = error;
      }
      for (const entry of error ? [] : entries) {
        const name = relative ? relative + '/' + entry.name : entry.name;
        if (entry.isDirectory()) {
          visit(name);
        } else if (accept(entry.name)) {
          found.push(name);
        }
      }
      if (--pending === 0) {
        if (failure) {
          callback(failure);
        } else {
          callback(null, found.sort());
        }
      }
    });
  }
  visit('');
}

/** An error for a layout or view outside the folders it must stay in. */
function outside(what, file, roots) {
  const error = new Error(what + ' must stay inside the views folders (got "' + file + '", allowed ' +
    roots.join(', ') + ')');
  error.code = 'ERR_VIEW_OUTSIDE_ROOT';
  return error;
}

/** Whether a file lies in one of the folders. */
function inside(file, roots) {
  const resolved = path.resolve(file);
  return roots.some((root) => {
    const folder = path.resolve(root);
    return resolved === folder || resolved.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
  });
}

function excerpt(source, { line, column }) {
  const lines = source.split('\n');
  const first = Math.max(line - 3, 0);
  return lines.slice(first, Math.min(lines.length, line + 2)).map((content, i) => {
    const here = first + i + 1 === line;
    const lead = (here ? '  > ' : '    ') + (first + i + 1) + '| ';
    return lead + content + (here && column >= 0 ? '\n' + '-'.repeat(lead.length + column) + '^' : '');
  }).join('\n');
}

/**
 * Makes an error from a template name its file and, where the place is known, show the lines around it.
 *
 * @param {Error} error
 * @param {string} file
 * @returns {Error} the same error
 */
function locate(error, file) {
  if (!error || typeof error.message !== 'string' || error.code || error.view) {
    return error;
  }
  const { loc, source, partial } = error.viewPlace || {};
  const start = loc && loc.start && loc.start.line ? loc.start : null;
  error.message = file + ': ' + error.message;
  if (start && typeof source === 'string') {
    const within = partial ? 'partial "' + partial + '" ' : '';
    error.message += '\n\n' + within + start.line + (start.column >= 0 ? ':' + (start.column + 1) : '') + '\n' +
      excerpt(source, start);
  }
  Object.defineProperty(error, 'view', { value: file, enumerable: false });
  return error;
}

module.exports = { inside, listFiles, locate, outside };
