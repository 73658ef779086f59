'use strict';

const fs = require('fs');
const path = require('path');
const { createRequire } = require('module');

/**
 * Filters of pug that are packages: `:name` runs the installed `jstransformer-name`, looked up from the template's folder
 * and then from the app's.
 */

const minifiers = { js: 'uglify-js', css: 'clean-css' };

/** The transformer of that name, or null when none is installed. */
function transformer(name, folder) {
  for (const from of new Set([path.resolve(folder), process.cwd()])) {
    const load = createRequire(path.join(from, 'template.pug'));
    let file;
    try {
      file = load.resolve('jstransformer-' + name);
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND') {
        throw error;
      }
      continue;
    }
    return load(file);
  }
  return null;
}

function refusal(plugin, what) {
  return new Error('The Transform "' + plugin.name + '" does not support ' + what);
}

/** The text of what a transformer gave: text itself, or an object with it as `body`. */
function body(result) {
  const text = result && typeof result === 'object' ? result.body : result;
  if (typeof text !== 'string') {
    throw new Error('Invalid result object from transform.');
  }
  return text;
}

/** What a compiled template gives for its options. */
function run(plugin, compiled, options) {
  const template = compiled && typeof compiled === 'object' ? compiled.fn : compiled;
  if (typeof template !== 'function') {
    throw new Error('Invalid result object from transform.');
  }
  const text = template(options);
  if (typeof text !== 'string') {
    throw refusal(plugin, 'rendering synchronously.');
  }
  return text;
}

function render(plugin, text, options) {
  if (typeof plugin.render === 'function') {
    return body(plugin.render(text, options, options));
  }
  if (typeof plugin.compile === 'function') {
    return run(plugin, plugin.compile(text, options), options);
  }
  throw refusal(plugin, plugin.renderAsync || plugin.compileAsync ? 'rendering synchronously.'
    : plugin.renderFile || plugin.renderFileAsync || plugin.compileFile || plugin.compileFileAsync
      ? 'rendering from a string.' : 'rendering');
}

function renderFile(plugin, file, options) {
  if (typeof plugin.renderFile === 'function') {
    return body(plugin.renderFile(file, options, options));
  }
  if (typeof plugin.render !== 'function' && typeof plugin.compileFile === 'function') {
    return run(plugin, plugin.compileFile(file, options), options);
  }
  if (options.filename === undefined) {
    options.filename = file;
  }
  return render(plugin, fs.readFileSync(file, 'utf8'), options);
}

/**
 * Runs an installed transformer.
 *
 * @param {string} name the filter's name
 * @param {string} text what to transform
 * @param {object} options the filter's options; with `minify`, what it gives is made small where a package for that is there
 * @param {string} folder the folder of the template
 * @param {string|null} file the file to transform in place of the text
 * @returns {string|null} null when no such package is installed
 */
function transform(name, text, options, folder, file) {
  const plugin = transformer(name, folder);
  if (plugin === null) {
    return null;
  }
  if (typeof plugin.name !== 'string' || typeof plugin.outputFormat !== 'string') {
    throw new Error('Transformer must have ' + (typeof plugin.name === 'string' ? 'an output format' : 'a name'));
  }
  const result = file === null ? render(plugin, text, options) : renderFile(plugin, file, options);
  const minifier = options && options.minify && minifiers[plugin.outputFormat];
  if (!minifier) {
    return result;
  }
  try {
    return transform(minifier, result, null, folder, null) ?? result;
  } catch (ignored) {
    return result;
  }
}

module.exports = transform;
