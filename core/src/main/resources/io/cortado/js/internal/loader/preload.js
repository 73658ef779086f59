'use strict';

/**
 * What Node does before the app's file: variables of `--env-file`, what the options say of the process, modules of `--require` and
 * `--import`; then the file, or the program that the options have in its place.
 */

const fs = require('../fs/fs.js');
const host = internalBinding('module');

/** The options with one of these names, in their order, as names and values. */
function* named(options, ...names) {
  for (let i = 0; i < options.length; i += 2) {
    if (names.includes(options[i])) yield [options[i], options[i + 1]];
  }
}

function readFiles(options) {
  const { parseEnv } = require('../util/parse-env.js');
  const found = {};
  for (const [name, file] of named(options, '--env-file', '--env-file-if-exists')) {
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

function requireThem(Module, requests) {
  const parent = new Module('internal/preload', null);
  parent.paths = Module._nodeModulePaths(process.cwd());
  parent.path = process.cwd();
  module.exports.running = true;
  for (const [, request] of requests) parent.require(request);
  module.exports.running = false;
}

/** Starts what the options, names and values in turn, and the entry file ask for, or in a thread `given`. */
function start(loader, options, main, given = undefined) {
  const { Module } = loader;
  readFiles(options);
  require('../process/options.js').apply(options);
  const conditions = [...named(options, '--conditions')].map(([, value]) => value);
  if (conditions.length > 0) {
    host.conditions(conditions);
    loader.commonJs.conditions.push(...conditions);
  }
  if (options.includes('--experimental-test-module-mocks')) require('../test/mock.js').withModules(loader.commonJs);
  if (options.includes('--no-global-search-paths')) {
    host.initPaths(null, null);
    Module.globalPaths = [];
  }
  requireThem(Module, named(options, '--require'));
  const imports = [...named(options, '--import')];
  const run = given ?? (() => {
    const program = require('./program.js').of(options);
    return program === null ? Module.runMain(main) : program.run(loader, main);
  });
  for (const [, specifier] of named(options, '--experimental-loader')) {
    const { register } = require('./hooks.js').beside(loader.commonJs);
    register(specifier, require('url').pathToFileURL(`${process.cwd()}/`).href);
  }
  if (imports.length === 0) return run();
  return (async () => {
    for (const [, specifier] of imports) await loader.esm().load(`${process.cwd()}/`, specifier, '');
    await run();
  })().catch((error) => require('../task/tick.js').uncaught(error));
}

module.exports = { start, running: false };
