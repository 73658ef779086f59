'use strict';

// fs.glob and its relatives.

const fs = require('fs');
const os = require('os');
const path = require('path');
const { inspect } = require('util');

process.removeAllListeners('warning');
const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'glob-')));
const lines = [];
const log = (...values) => lines.push(values.map((value) => (typeof value === 'string' ? value : inspect(value, { depth: 4 }))).join(' ')
  .replaceAll(folder, '/here'));

for (const name of ['a.js', 'b.ts', 'c.txt', '.hidden.js', 'lib/d.js', 'lib/e/f.js', 'lib/e/g.json', 'lib/.dot/h.js', 'src/[x].js', 'src/y z.js',
  'node_modules/p/index.js', 'test/a.test.js', 'test/deep/er/b.test.mjs', 'B.JS']) {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), '');
}
fs.symlinkSync(path.join(folder, 'lib'), path.join(folder, 'link'));
const sorted = (list) => [...list].sort();

function call(name, work) {
  try {
    log(name, work());
  } catch (error) {
    log(name, error.name, error.code, error.message);
  }
}

const patterns = ['*.js', '*', '**', '**/*.js', '*.{js,ts}', '?.js', '[ab].*', '[!a].*', '[^a-b].*', 'lib/**', 'lib/**/*.js', '**/e/*', 'lib/*', 'lib/', './lib/*.js',
  '.*', '**/.*', 'lib/../*.txt', '**/*.test.{js,mjs}', '{a,b}.{js,ts}', 'src/\\[x\\].js', 'src/*', 'nothing', 'a.js', 'lib', '**/er/**', '*(a|b).js',
  '+([a-z]).js', '!(a).js', '@(a|c).*', '?(a).js', 'a.{j,t}s', '{1..3}.js', 'link/**', 'link/*.js', '**/**/*.json', '*.JS', '', '.', '..', folder, `${folder}/*.js`,
  'lib//d.js', '*/', '**/', 'lib/**/', 'test/**/*.mjs', '[[:alpha:]].js', 'l*b/*'];
for (const pattern of patterns) call(`${pattern}:`, () => sorted(fs.globSync(pattern, { cwd: folder })));
call('several', () => sorted(fs.globSync(['*.js', '*.ts', '*.js'], { cwd: folder })));
call('exclude', () => sorted(fs.globSync('**/*.js', { cwd: folder, exclude: (name) => name === 'node_modules' || name === 'lib' })));
call('exclude list', () => sorted(fs.globSync('**/*.js', { cwd: folder, exclude: ['lib/**', '**/node_modules/**'] })));
call('types', () => fs.globSync('*', { cwd: folder, withFileTypes: true }).map((each) => [each.name, each.parentPath, each.isDirectory(), each.constructor.name]).sort());
call('exclude types', () => fs.globSync('*', { cwd: folder, withFileTypes: true, exclude: (each) => each.isDirectory() }).map((each) => each.name).sort());
call('url', () => sorted(fs.globSync('*.ts', { cwd: require('url').pathToFileURL(folder) })));
for (const bad of [[5], [[5]], [], ['*', 5], ['*', { cwd: 5 }], ['*', { exclude: 5 }]]) call('bad', () => fs.globSync(...bad));
call('no callback', () => fs.glob('*'));
call('nowhere', () => fs.globSync('*', { cwd: path.join(folder, 'nowhere') }));
log(fs.glob.length, fs.globSync.length, fs.promises.glob.length, fs.promises.glob.constructor.name);

fs.glob('*.ts', { cwd: folder }, async (error, found) => {
  log(error, found);
  const all = [];
  for await (const each of fs.promises.glob('lib/**/*.js', { cwd: folder })) all.push(each);
  log(all.sort());
  for await (const each of fs.promises.glob('*.ts', { cwd: folder, withFileTypes: true })) log(each.name);
  log(Object.prototype.toString.call(fs.promises.glob('*')));
  fs.rmSync(folder, { recursive: true });
  fs.writeFileSync(process.env.OUT, `${lines.join('\n')}\n`);
});
