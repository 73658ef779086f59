'use strict';

/** What Node does before the app's file: variables of `--env-file`, then modules of `--require`. */

const { parseEnv } = require('../util/parse-env.js');
const fs = require('../fs/fs.js');

/** The values of options with one of `names`, in their order; `-r x`, `--require x` and `--require=x` are the same. */
function* valuesOf(options, names) {
  for (let i = 0; i < options.length; i++) {
    const equals = options[i].indexOf('=');
    const name = equals < 0 ? options[i] : options[i].slice(0, equals);
    if (names.includes(name)) yield [name, equals < 0 ? options[++i] : options[i].slice(equals + 1)];
  }
}

function readFiles(options) {
  const found = {};
  for (const [name, file] of valuesOf(options, ['--env-file', '--env-file-if-exists'])) {
    let text;
    try {
      text = fs.readFileSync(file, 'utf8');
    } catch {
      if (name === '--env-file-if-exists') continue;
      internalBinding('process').writeError(`cortado: ${file}: not found\n`);
      process.reallyExit(9);
    }
    Object.assign(found, parseEnv(text));
  }
  for (const [name, value] of Object.entries(found)) process.env[name] ??= value;
}

/** The words of NODE_OPTIONS, in which double quotes hold blanks together. */
const wordsOf = (text) => [...text.matchAll(/(?:"(?:\\.|[^"])*"|[^\s"])+/g)]
  .map(([word]) => word.replace(/"((?:\\.|[^"])*)"/g, (whole, inner) => inner.replace(/\\(.)/g, '$1')));

/** Prepares the process as its options ask for. */
function run(Module) {
  readFiles(process.execArgv);
  const required = [...wordsOf(process.env.NODE_OPTIONS ?? ''), ...process.execArgv];
  const parent = new Module('internal/preload', null);
  parent.paths = Module._nodeModulePaths(process.cwd());
  parent.path = process.cwd();
  module.exports.running = true;
  for (const [, request] of valuesOf(required, ['-r', '--require'])) parent.require(request);
  module.exports.running = false;
}

module.exports = { run, running: false };
