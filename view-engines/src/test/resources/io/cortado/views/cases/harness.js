'use strict';

/**
 * Cases run by Node with npm's engines, which gives the goldens, and by the tests with ours. A case is a name, files
 * to write into a folder of its own, and a function from (require, folder) to text or a promise of it.
 */
const cases = [];

function add(name, files, run) {
  cases.push({ name, files, run });
}

/** A view rendered through the function Express calls. */
function view(engine, name, files, locals = () => ({}), options = {}) {
  add(engine + ': ' + name, files, (require, folder) => new Promise((resolve, reject) => {
    const entry = Object.keys(files)[0];
    const settings = { views: folder, ...(options.settings ? options.settings(folder) : {}) };
    const render = options.engine ? options.engine(require, folder) : require(engine).__express;
    render(folder + '/' + entry, { settings, ...locals(require, folder) },
      (error, html) => (error ? reject(error) : resolve(html)));
  }));
}

function describe(error, folder) {
  const told = {};
  for (const key of ['code', 'line', 'column', 'filename', 'msg', 'lineNumber']) {
    if (error && error[key] !== undefined) {
      told[key] = error[key];
    }
  }
  told.message = String(error && error.message)
    .replace(/Cannot read propert(?:y '(\w+)' of|ies of) (undefined|null)(?: \(reading '(\w+)'\))?/,
      (all, a, of, b) => 'Cannot read ' + (a || b) + ' of ' + of);
  return JSON.parse(JSON.stringify(told).split(folder).join('<folder>'));
}

/** The outcome of a case: { html } or { error }. */
async function outcome(one, require, folder) {
  try {
    const html = await one.run(require, folder);
    return { html: String(html).split(folder).join('<folder>') };
  } catch (error) {
    return { error: describe(error, folder) };
  }
}

module.exports = { cases, add, view, outcome };
