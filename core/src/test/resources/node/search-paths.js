'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');
const Module = require('module');

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'paths-')));
const lines = [];
process.on('exit', () => {
  fs.rmSync(folder, { recursive: true });
  fs.writeFileSync(process.env.OUT, lines.join('\n'));
});

for (const [name, text] of Object.entries({
  'lib/one.js': 'module.exports = "one " + require("two")',
  'lib/two.js': 'module.exports = "two"',
  'other/node_modules/inner/index.js': 'module.exports = "inner"',
  'other/node_modules/dual/package.json': '{"exports": {".": "./main.js", "./sub": "./s.js"}}',
  'other/node_modules/dual/main.js': 'module.exports = "dual"',
  'other/node_modules/dual/s.js': 'module.exports = "dual/s"',
  'node_modules/usual/index.js': 'module.exports = "usual"',
  'path/listed.js': 'module.exports = "listed"',
  'sub/dep.js': 'module.exports = "dep"',
  'sub/m.js': 'exports.paths = module.paths; exports.get = (name) => require(name)',
  'home/.node_modules/homely.js': 'module.exports = "homely"',
})) {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
}

const here = (...parts) => path.join(folder, ...parts);
const short = (value) => (typeof value === 'string' ? value.split(folder).join('') : Array.isArray(value) ? value.map(short) : value);
function show(label, action) {
  try {
    lines.push(`${label}: ${JSON.stringify(short(action()))}`);
  } catch (error) {
    lines.push(`${label}: ${error.name} ${error.code} ${short(error.message).split('\n')[0]}`);
  }
}
function forget() {
  for (const key of Object.keys(require.cache)) if (key.startsWith(folder)) delete require.cache[key];
}

const main = new Module(here('main.js'), module);
main.filename = main.id;
main.paths = Module._nodeModulePaths(folder);
const ask = (name) => main.require(name);

show('as usual', () => [ask('usual'), ask('./sub/dep')]);
show('before', () => ask('two'));
main.paths.push(here('lib'));
show('pushed', () => ask('two'));
show('its own require does not see it', () => ask('one'));
main.paths.pop();
forget();
show('popped', () => ask('two'));
main.paths = [here('other/node_modules')];
show('replaced', () => [ask('inner'), ask('dual'), ask('dual/sub')]);
show('no longer there', () => ask('usual/index'));
show('not exported', () => ask('dual/s.js'));
main.paths = Module._nodeModulePaths(folder);
const m = ask('./sub/m');
m.paths.unshift(here('lib'));
show('of another module', () => m.get('two'));
forget();

const usual = Module._nodeModulePaths;
Module._nodeModulePaths = (from) => [...usual(from), here('lib')];
show('_nodeModulePaths', () => ask('./lib/one'));
show('for createRequire', () => Module.createRequire(here('sub/x.js')).resolve('two'));
show('for options.paths', () => require.resolve('two', { paths: [here('sub')] }));
Module._nodeModulePaths = usual;
forget();

const find = Module._findPath;
Module._findPath = (request, ...rest) => (request === 'magic' ? here('lib/two.js') : find(request, ...rest));
show('_findPath', () => [ask('magic'), ask('usual')]);
Module._findPath = find;
const lookup = Module._resolveLookupPaths;
Module._resolveLookupPaths = (request, ...rest) => [...lookup(request, ...rest), here('lib')];
show('_resolveLookupPaths', () => ask('two'));
Module._resolveLookupPaths = lookup;
forget();

process.env.NODE_PATH = here('path');
process.env.HOME = here('home');
show('NODE_PATH alone', () => ask('listed'));
Module._initPaths();
show('NODE_PATH', () => [ask('listed'), ask('homely'), Module.globalPaths.slice(0, 3)]);
process.env.NODE_PATH = '';
Module._initPaths();
show('NODE_PATH taken away', () => Module.createRequire(here('lib/x.js')).resolve('listed'));

show('createRequire of a folder', () => Module.createRequire(here('sub/')).resolve('./dep'));
show('createRequire of a file', () => Module.createRequire(here('sub')).resolve('./sub/dep'));
show('createRequire of a URL', () => Module.createRequire(`file://${here('other/')}`)('inner'));
show('createRequire, relative', () => Module.createRequire('./sub/').resolve('./dep'));
show('paths, relative', () => require.resolve('./dep', { paths: [here('sub')] }));
show('paths', () => require.resolve('inner', { paths: [here('sub'), here('other')] }));
show('paths, none', () => require.resolve('usual', { paths: [] }));
show('paths, no list', () => require.resolve('x', { paths: 'x' }));
show('paths, absolute', () => require.resolve(here('sub/dep'), { paths: ['/'] }));
show('resolve.paths', () => [require.resolve.paths('fs'), Module.createRequire(here('a.js')).resolve.paths('./x'),
  Module.createRequire(here('a.js')).resolve.paths('x').slice(0, 1)]);
show('resolve.paths of a number', () => require.resolve.paths(5));
show('_findPath in', () => [find('two', [here('lib')]), find(here('lib/two'), []), find('dual', [here('other/node_modules')]),
  find('./dep', [here('sub')]), find('two', [folder]), find('two', [])]);
show('_resolveLookupPaths of', () => [lookup('./x', main), lookup('..', main), lookup('fs', main), lookup('x', main).slice(0, 1)]);
show('_compile', () => {
  const made = new Module(here('virtual.js'), module);
  made.paths = [here('other/node_modules')];
  made._compile('module.exports = [__dirname, require("inner")]', here('virtual.js'));
  return made.exports;
});
show('new Module', () => Object.keys(new Module('x')));
