'use strict';

// Files in TypeScript, which run without their types.

const fs = require('fs');
const os = require('os');
const path = require('path');
const { createRequire, stripTypeScriptTypes } = require('module');
const { pathToFileURL } = require('url');

process.removeAllListeners('warning');
const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'typescript-')));
const lines = [];
const plain = (value) => (typeof value === 'string' ? value : require('util').inspect(value)).replaceAll(folder, '/here')
  .replaceAll(__filename, '/script.js');
const log = globalThis.log = (...values) => lines.push(values.map(plain).join(' '));

const files = {
  'package.json': '{"name":"here","exports":{"./self":"./self.ts"},"imports":{"#int":"./int.mts"}}',
  'main.ts': `
    import { a, type T } from './a.ts';
    import type { Gone } from './gone.ts';
    import data from './data.cts';
    import int from '#int';
    import self from 'here/self';
    const x: T = a as T;
    log('main', x, data, int, self, import.meta.filename);
    export default x satisfies number;`,
  'a.ts': 'export type T = number; export const a: T = 1; interface Unused { x: 1 }',
  'data.cts': 'const helper = (n: number): number => n + 1; module.exports = { n: helper(1) };',
  'int.mts': 'export default "int" as string;',
  'self.ts': 'export default "self"!;',
  'cjs.ts': 'const { sep }: { sep: string } = require("path"); exports.sep = sep; exports.file = __filename;',
  'throws.cts': 'type A = {\n  a: 1\n}\nfunction f(a: A): never { throw new Error("here") }\nf({ a: 1 });',
  'enum.ts': 'log("not run");\nexport enum E { A }',
  'parameter.cts': 'class A { constructor(private x: number) {} }',
  'namespace.mts': 'namespace N { export const a = 1 }',
  'broken.ts': 'let x: = 1',
  'wrong.cts': 'const x: number = 1;\nconst x: number = 2;',
  'module/package.json': '{"type":"module"}',
  'module/m.ts': 'export default import.meta.url as string;',
  'commonjs/package.json': '{"type":"commonjs"}',
  'commonjs/c.ts': 'export {};',
  'x.tsx': 'exports.x = 1;',
  'node_modules/typed/package.json': '{"name":"typed","main":"main.ts"}',
  'node_modules/typed/main.ts': 'const x: number = 1;',
};
for (const [name, text] of Object.entries(files)) {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
}
const local = createRequire(path.join(folder, 'main.js'));
const shown = (error) => [error.name, error.code, error.message, /enum.*|class.*|namespace.*\n.*/.exec(error.stack)?.[0]];

async function main() {
  log(process.features.typescript);
  log(await import(pathToFileURL(path.join(folder, 'main.ts'))));
  log(local('./cjs.ts'), local('./a.ts'), local('./module/m.ts'), local('./x.tsx'));
  try { local('./throws.cts'); } catch (error) { log(error.stack.split('\n').slice(0, 3).join('\n')); }
  for (const bad of ['./enum.ts', './parameter.cts', './namespace.mts', './a', 'typed', './commonjs/c.ts']) {
    try { log(bad, local(bad)); } catch (error) { log(bad, ...shown(error)); }
    if (bad === './a') continue;
    const url = bad === 'typed' ? path.join(folder, 'node_modules/typed/main.ts') : path.join(folder, bad);
    await import(pathToFileURL(url)).then((found) => log(found), (error) => log('import', ...shown(error)));
  }
  await import(pathToFileURL(path.join(folder, 'x.tsx'))).catch((error) => log(error.code));
  try { local('./broken.ts'); } catch (error) { log(error.name, error.code); }
  try { local('./wrong.cts'); } catch (error) { log(error.name, error.code); }
  log(Object.keys(require.extensions));
  log(stripTypeScriptTypes('let x: number = 1 as any;'), stripTypeScriptTypes('let x: 1', { mode: 'strip', sourceUrl: 'a.ts' }));
  for (const bad of [[5], ['', 5], ['', { mode: 'none' }], ['', { sourceMap: true }], ['', { sourceUrl: 5 }], ['enum A {}']]) {
    try { log(stripTypeScriptTypes(...bad)); } catch (error) { log(error.name, error.code, error.message); }
  }
}

main().catch((error) => log('failed', error)).then(() => {
  fs.rmSync(folder, { recursive: true });
  fs.writeFileSync(process.env.OUT, `${lines.join('\n')}\n`);
});
